import { allOffices } from '../../db/offices.ts'
import { holdersOn } from '../../db/people.ts'
import { deleteSetting, findSetting, setSetting } from '../../db/settings.ts'
import { lastEventAt } from '../../db/verification.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { iso } from '../http/iso.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { nobody } from '../people/log-people.ts'
import { tell } from '../people/office-notices.ts'
import type { Who } from '../people/second-person.ts'
import type { Reader } from '../procedures/versions.ts'
import { writeInstant } from '../public-site/thai-date.ts'
import { followedMs, type HeldClock } from './clock.ts'
import type { Deps } from './deps.ts'

/** Under which the time is kept that a server was last seen to run at. */
const seenAt = 'clockSeenAt'
/** Under which stands that the clock waits to be confirmed: to start anew is no way around that. */
const waits = 'clockHeld'
const minuteMs = 60_000
const dayMs = 86_400_000

/**
 * At the start of a server in production: where the clock is behind the time at which one last ran, or further ahead than
 * the configured days, or ten minutes where it was not confirmed then, the time goes on from that one until an administrator
 * has confirmed the clock.
 */
export async function holdAtStart({ db, clock, config, log }: Deps): Promise<void> {
  if (!clock.guard || config.mode === 'demo') return
  const kept = await findSetting(db, seenAt)
  const last = kept === undefined ? await lastEventAt(db) : Number(kept)
  if (last === null) return
  const ahead = clock.now() - last
  const waited = (await findSetting(db, waits)) !== undefined
  if (ahead >= -followedMs && ahead <= (waited ? followedMs : config.clockDays * dayMs))
    return deleteSetting(db, waits)
  log.warn({ clock: iso(clock.now()), last: iso(last) }, 'The clock of this machine has to be confirmed')
  clock.guard.hold(last)
}

/**
 * To be called again and again: keeps the time that the server runs at, once a minute, and tells the administrators of
 * every office once when the time no longer follows the clock.
 */
export function createClockWatch(deps: Deps): () => Promise<void> {
  let told = false
  let keptAt = Number.NEGATIVE_INFINITY
  return async () => {
    const now = deps.clock.now()
    const held = deps.clock.guard?.held() ?? null
    if (held && !told) {
      deps.log.warn(
        { clock: iso(held.says), kept: iso(held.kept) },
        'The clock of this machine was put forward or back: the time does not follow it until that is confirmed',
      )
      await deps.commits(async (trx) => {
        await noteInEveryOffice(trx, { type: 'clock.held', actor: nobody, held })
        await setSetting(trx, waits, 'yes')
      })
      await refreshPages(deps)
    }
    if (!held && told) await deps.commits((trx) => deleteSetting(trx, waits), 'background')
    told = held !== null
    if (now < keptAt + minuteMs && now >= keptAt) return
    await deps.commits((trx) => setSetting(trx, seenAt, String(now)), 'background')
    keptAt = now
  }
}

/** That an administrator has found the clock right: from then on the time follows it. Stands in every audit log. */
export async function confirmClock(deps: Deps, me: Who): Promise<void> {
  const held = deps.clock.guard?.held()
  if (!held) return
  await deps.commits(async (trx) => {
    await noteInEveryOffice(trx, { type: 'clock.confirmed', actor: me, held })
    await setSetting(trx, seenAt, String(held.says))
    await deleteSetting(trx, waits)
  })
  // While the time is still the one at which it was told: pages look for what was told lately.
  await refreshPages(deps)
  deps.clock.guard?.confirm()
}

async function refreshPages({ db, changes }: Deps): Promise<void> {
  for (const { id: office } of await allOffices(db)) changes.emit('told', { office })
}

type Note = { type: 'clock.held' | 'clock.confirmed'; actor: Who; held: HeldClock }

async function noteInEveryOffice(trx: Reader, { type, actor, held }: Note): Promise<void> {
  const at = held.kept
  const after = { says: iso(held.says), kept: iso(held.kept) }
  const said = type === 'clock.held' ? heldWords(held) : confirmedWords(actor, held)
  for (const { id: office } of await allOffices(trx)) {
    await logOfficeEvent(trx, { office, type, actor, at, before: null, after })
    const holders = await holdersOn(trx, office, bangkokDay(at))
    const administrators = holders.filter(({ role }) => role === 'admin').map(({ person }) => person)
    await tell(trx, { office, at }, administrators, said)
  }
}

const moment = (at: number): Text => ({
  th: writeInstant(at, { language: 'th', digits: 'arab' }),
  en: writeInstant(at, { language: 'en', digits: 'arab' }),
})

function heldWords({ says, kept }: HeldClock): Text {
  const [clock, time] = [moment(says), moment(kept)]
  return {
    th: `นาฬิกาของเครื่องแม่ข่ายบอก ${clock.th} แต่ระบบถือเวลา ${time.th} จนกว่าผู้ดูแลระบบจะยืนยันว่านาฬิกาถูกต้อง`,
    en: `The server's clock says ${clock.en}, but the time here is ${time.en} until an administrator confirms the clock.`,
  }
}
function confirmedWords({ name }: Who, { says }: HeldClock): Text {
  const clock = moment(says)
  return {
    th: `${name} ยืนยันว่านาฬิกาของเครื่องแม่ข่ายถูกต้อง คือ ${clock.th}`,
    en: `${name} confirmed the server's clock: ${clock.en}`,
  }
}
