import {
  type ConfirmationRow,
  decideConfirmation,
  findConfirmation,
  findWaiting,
  insertConfirmation,
  waitingInOffice,
} from '../../db/confirmations.ts'
import type { ConfirmationTable } from '../../db/tables.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { ApiProblem } from '../http/problem.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { naming, namingWhom } from '../offices/naming.ts'
import { standingOf } from '../offices/standing.ts'
import type { Reader } from '../procedures/versions.ts'
import { newId, newSalt } from '../process/ids.ts'
import { requireAdminStill } from './administrator.ts'
import { tell } from './office-notices.ts'
import { confirmationMs, nobodyElse, type ToConfirm, type Who, whoMayConfirm } from './second-person.ts'

export type Subject = Pick<ConfirmationTable, 'office' | 'kind' | 'subject'>
/** What every kind's payload says of itself; `concerns` names whom it is about, who is told. */
export type Asked = { what: Text; concerns?: string | undefined } & Pick<
  ToConfirm,
  'profits' | 'takesOver' | 'directorOnly'
>
type By = { actor: Who; at: number }

/** Whom a confirmation waits for, as `whoMayConfirm` finds it at `now`; nobody where everyone who might has left. */
export async function waitsFor(db: Reader, row: ConfirmationRow, now: number): Promise<Who[]> {
  try {
    return await whoMayConfirm(db, toConfirm(row), now)
  } catch (error) {
    if (error instanceof ApiProblem) return []
    throw error
  }
}

/** How much of what waits in a person's office waits for them. */
export async function countWaitingFor(
  db: Reader,
  { id, office }: { id: string; office: string },
  now: number,
): Promise<number> {
  const rows = await waitingInOffice(db, office, now)
  const waiting = await Promise.all(rows.map((row) => waitsFor(db, row, now)))
  return waiting.filter((may) => may.some((who) => who.id === id)).length
}

export const payloadOf = <Payload extends Asked = Asked>({ payload }: Pick<ConfirmationTable, 'payload'>) =>
  JSON.parse(payload) as Payload

const toConfirm = (row: ConfirmationRow): ToConfirm => {
  const { profits, takesOver = false, directorOnly = false } = payloadOf(row)
  return { office: row.office, askedBy: row.askedBy, profits, takesOver, directorOnly }
}

/**
 * Asks for the confirmation of a second person and notes it in the audit log. Answers undefined where the office has
 * none: then it takes effect at once, which is noted. Throws `already_exists` for what waits already, `not_permitted`.
 */
export async function askToConfirm(
  trx: Reader,
  { actor, at }: By,
  subject: Subject,
  payload: Asked,
): Promise<string | undefined> {
  const { office, kind } = subject
  const { what, concerns } = payload
  const same = await findWaiting(trx, subject, at)
  if (same) throw waitsAlready(same.askedByName)
  const may = await whoMayConfirm(trx, { ...payload, office, askedBy: actor.id }, at)
  const entry = { office, actor, at, before: null }
  const about = { kind, subject: subject.subject, ...naming(concerns ?? actor.id, { what }) }
  if (may.length === 0) {
    const after = { ...about, said: nobodyElse }
    await logOfficeEvent(trx, { ...entry, type: 'confirmation.without', after })
    await tell(trx, { office, at }, [concerns], toldWithout(actor, what))
    return undefined
  }
  const id = newId()
  const expiresAt = at + confirmationMs
  await insertConfirmation(trx, {
    id,
    ...subject,
    // The log keeps a digest of the row, on which nobody shall try names once it was erased.
    payload: JSON.stringify({ ...payload, salt: newSalt() }),
    askedBy: actor.id,
    askedAt: at,
    expiresAt,
    decidedBy: null,
    decidedAt: null,
    decision: null,
    reason: null,
  })
  const after = { ...about, confirmation: id, waitsFor: may.map(namingWhom), expiresAt }
  await logOfficeEvent(trx, { ...entry, type: 'confirmation.asked', after })
  const asked = may.map(({ id: person }) => person)
  await tell(trx, { office, at }, asked, toldToConfirm(actor, what))
  await tell(
    trx,
    { office, at },
    [concerns].filter((person) => person !== actor.id && !asked.includes(person ?? '')),
    toldAsked(actor, what),
  )
  return id
}

/**
 * The confirmation that waits, for one who may confirm it now. Throws `not_found`, `already_exists` when it was decided
 * or has run out, `not_permitted` to whoever asked, whom it is for, and where who asked is no administrator any more.
 */
export async function waitingForMe(db: Reader, me: Who, id: string, now: number): Promise<ConfirmationRow> {
  const row = await waiting(db, id, now)
  if (!(await waitsFor(db, row, now)).some((who) => who.id === me.id)) throw notYours()
  return row
}

async function waiting(db: Reader, id: string, now: number): Promise<ConfirmationRow> {
  const row = await findConfirmation(db, id)
  if (!row) throw new ApiProblem('not_found')
  if (row.decision !== null || row.expiresAt <= now) throw over(row.decision !== null)
  return row
}

/** Notes that it was confirmed; what it is about takes effect in the same transaction. Throws as `waitingForMe`. */
export async function confirm(trx: Reader, { actor, at }: By, id: string): Promise<ConfirmationRow> {
  const row = await waitingForMe(trx, actor, id, at)
  await requireAdminStill(trx, row.askedBy, row.office, at).catch((error) => {
    throw error instanceof ApiProblem ? askerLeft(row.askedByName) : error
  })
  await decide(trx, { actor, at }, row, { decision: 'confirmed', reason: null })
  return row
}

/** Declines what waits, with a reason; whoever asked withdraws it so. Throws as `waitingForMe`. */
export async function decline(trx: Reader, { actor, at }: By, id: string, reason: string): Promise<void> {
  const row = await waiting(trx, id, at)
  const own = row.askedBy === actor.id
  if (!own) await waitingForMe(trx, actor, id, at)
  await decide(trx, { actor, at }, row, { decision: own ? 'withdrawn' : 'declined', reason })
}

/** What was asked about something that has changed since is asked no more. */
export async function withdrawWaiting(trx: Reader, { actor, at }: By, subject: Subject): Promise<void> {
  const row = await findWaiting(trx, subject, at)
  if (row) await decide(trx, { actor, at }, row, { decision: 'withdrawn', reason: null })
}

async function decide(
  trx: Reader,
  { actor, at }: By,
  row: ConfirmationRow,
  decided: { decision: 'confirmed' | 'declined' | 'withdrawn'; reason: string | null },
): Promise<void> {
  const found = await standingOf(trx, row.office, ['confirmation'])
  const done = await decideConfirmation(trx, row, { ...decided, decidedBy: actor.id, decidedAt: at })
  if (!done) throw over(true)
  const { office, kind, subject, id, askedBy, askedByName } = row
  const { what, concerns } = payloadOf(row)
  const named = concerns ?? askedBy
  const asked = { confirmation: id, kind, subject }
  const { reason, ...rest } = decided
  await logOfficeEvent(trx, {
    office,
    type: `confirmation.${decided.decision}`,
    actor,
    at,
    before: {
      ...asked,
      askedBy: namingWhom({ id: askedBy, name: askedByName }),
      ...naming(named, { what }),
    },
    after: { ...asked, ...rest, ...naming(named, { what, reason }) },
    found,
  })
  const others = [askedBy, concerns].filter((person) => person !== actor.id)
  await tell(trx, { office, at }, others, toldDecided(actor, what, decided))
}

const toldToConfirm = ({ name }: Who, what: Text): Text => ({
  th: `${name} ขอ${what.th} รอท่านยืนยัน`,
  en: `${name} asks to ${what.en}: it waits for you to confirm it`,
})
const toldAsked = ({ name }: Who, what: Text): Text => ({
  th: `${name} ขอ${what.th} รอคนที่สองยืนยัน`,
  en: `${name} asks to ${what.en}: it waits for a second person`,
})
const toldWithout = ({ name }: Who, what: Text): Text => ({
  th: `${name} ได้${what.th} ${nobodyElse.th}`,
  en: `By ${name}: ${what.en}. ${nobodyElse.en}`,
})

type Decided = Pick<ConfirmationTable, 'decision' | 'reason'>
function toldDecided({ name }: Who, what: Text, { decision, reason }: Decided): Text {
  switch (decision) {
    case 'confirmed':
      return { th: `${name} ยืนยันแล้ว: ${what.th}`, en: `${name} confirmed: ${what.en}` }
    case 'declined':
      return {
        th: `${name} ไม่ยืนยัน: ${what.th} เหตุผล: ${reason}`,
        en: `${name} declined: ${what.en}. Reason: ${reason}`,
      }
    default:
      return { th: `${name} ถอนคำขอ: ${what.th}`, en: `${name} withdrew: ${what.en}` }
  }
}

function waitsAlready(name: string): ApiProblem {
  const message = {
    th: `${name} ขอรายการนี้ไว้แล้ว รอการยืนยันอยู่ ต้องถอนคำขอนั้นก่อนจึงจะขอใหม่ได้`,
    en: `${name} has asked for this already: it waits to be confirmed. It can be asked anew once that is withdrawn.`,
  }
  return new ApiProblem('already_exists', { message })
}

/** What a confirmation was asked about has changed since, or what has to be known by both was not given to them. */
export function changedSince(): ApiProblem {
  const message = {
    th: 'บัญชีหรือการแต่งตั้งนี้เปลี่ยนไปจากเมื่อขอ ผู้ขอต้องขอใหม่',
    en: 'The account or the appointment has changed since it was asked. It has to be asked anew.',
  }
  return new ApiProblem('already_exists', { message, refusals: [{ code: 'changed_since', message }] })
}

function over(decided: boolean): ApiProblem {
  const message = decided
    ? { th: 'รายการนี้มีผู้พิจารณาแล้ว หรือถอนไปแล้ว', en: 'This was decided on or withdrawn already.' }
    : { th: 'รายการนี้พ้นกำหนด ๑๔ วันแล้ว ต้องขอใหม่', en: 'Its 14 days have passed. It has to be asked anew.' }
  return new ApiProblem('already_exists', { message })
}

function notYours(): ApiProblem {
  const message = {
    th: 'ยืนยันรายการนี้ไม่ได้ ผู้ยืนยันต้องเป็นผู้อำนวยการสำนักงานหรือผู้ดูแลระบบคนอื่น ไม่ใช่ผู้ขอหรือผู้ที่รายการนี้เป็นของตน',
    en: 'You may not confirm this. The director or another administrator may: not who asked, nor whom it is for.',
  }
  return new ApiProblem('not_permitted', { message, refusals: [{ code: 'not_second_person', message }] })
}

function askerLeft(name: string): ApiProblem {
  const message = {
    th: `${name} ไม่ได้เป็นผู้ดูแลระบบแล้ว ให้ผู้ดูแลระบบคนปัจจุบันขอใหม่`,
    en: `${name} is an administrator no more. A present one has to ask anew.`,
  }
  return new ApiProblem('not_permitted', { message, refusals: [{ code: 'asker_left', message }] })
}
