import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import {
  claimEffects,
  countDead,
  type EffectRow,
  freeClaims,
  insertEffect,
  isEffectDue,
  postponeEffect,
  settleEffect,
} from '../../db/effects.ts'
import { findIntegration, type IntegrationRow } from '../../db/integrations.ts'
import { holdersOn } from '../../db/people.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import type { SiteKind } from '../http/effects-contract.ts'
import { sendMail } from '../mail/send-mail.ts'
import { tell } from '../people/office-notices.ts'
import type { Reader } from '../procedures/versions.ts'
import type { Deps } from '../process/deps.ts'
import { CredentialLost } from './credentials.ts'
import { checkPlacements } from './evidence.ts'
import { joomla } from './joomla.ts'
import { OutboundProblem } from './outbound.ts'
import type { Handler, Outcome } from './outcome.ts'
import { type SiteConnector, siteHandler } from './site-connector.ts'
import { sendWebhook } from './webhook.ts'
import { wordpress } from './wordpress.ts'

/** So many effects are worked on at once, so many of one integration: a host that hangs holds up no other. */
const atOnce = 16
const atOnceOfOne = 2
/** A claim is kept for so long, in ms; whoever works under it ends before that, and who was killed has lost it then. */
const claimMs = 600_000
const workMs = claimMs - 30_000
/** After so many attempts, some 15 hours, an effect is given up until an administrator has it tried again. */
export const maxAttempts = 12
const firstRetryMs = 30_000
const longestRetryMs = 6 * 3_600_000

/** How long to wait after so many attempts, in ms: twice as long each time, and a quarter more or less by chance. */
export function backoffMs(attempts: number, chance: number): number {
  const even = Math.min(firstRetryMs * 2 ** (attempts - 1), longestRetryMs)
  return Math.round(even * (0.75 + chance / 2))
}

/** The systems on which an office's website may run. */
export const connectors: Record<SiteKind, SiteConnector> = { wordpress, joomla }

const handlers: Record<IntegrationRow['kind'], Handler> = {
  webhook: sendWebhook,
  website: checkPlacements,
  wordpress: siteHandler(wordpress),
  joomla: siteHandler(joomla),
  mail: sendMail,
}

/** Has what is due delivered in the background whenever it is called; never on the path of an event. */
export function createEffectRounds(deps: Deps): () => void {
  let freed = false
  return () =>
    deps.jobs.start('effects', async (signal) => {
      try {
        // What was under way when the server ended, however it did, is taken up again at once.
        if (!freed) await deps.commits((trx) => freeClaims(trx), 'background')
        freed = true
        await deliverDue(deps, signal)
      } catch (err) {
        deps.logHourly('effects', { err }, 'Effects could not be taken up; they are tried again')
      }
    })
}

/** Delivers every effect that is due, some at once, until none is; answers how many attempts there were. */
export async function deliverDue(deps: Deps, signal?: AbortSignal): Promise<number> {
  const running = new Set<Promise<void>>()
  let attempts = 0
  for (;;) {
    const free = signal?.aborted ? 0 : atOnce - running.size
    const claimed =
      free > 0 && (await isEffectDue(deps.reads, deps.clock.now())) ? await claim(deps, free) : []
    attempts += claimed.length
    for (const effect of claimed) {
      const work = attempt(deps, effect, signal).then(() => void running.delete(work))
      running.add(work)
    }
    if (running.size === 0) return attempts
    // What falls due meanwhile is looked for again, also while others hang.
    await Promise.race(
      claimed.length === free ? running : [...running, wait(1000, undefined, { ref: false })],
    )
  }
}

const claim = (deps: Deps, most: number): Promise<EffectRow[]> => {
  const now = deps.clock.now()
  const claiming = { now, until: now + claimMs, claim: randomUUID(), most, mostOfOne: atOnceOfOne }
  return deps.commits((trx) => claimEffects(trx, claiming), 'background')
}

/** One attempt at an effect that was claimed; answers what came of it, or undefined where the claim was lost meanwhile. */
async function attempt(deps: Deps, effect: EffectRow, ending?: AbortSignal): Promise<Outcome | undefined> {
  const at = deps.clock.now()
  const began = performance.now()
  const outcome = await outcomeOf(deps, effect, ending)
  // What the end of the server cut short is no attempt that failed: the next start takes it up.
  if (ending?.aborted && outcome.kind !== 'done') return undefined
  if (outcome.kind === 'later') {
    await deps.commits((trx) => postponeEffect(trx, effect, outcome.dueAt), 'background')
    return outcome
  }
  const ms = Math.round(performance.now() - began)
  const now = deps.clock.now()
  const problem = outcome.kind === 'done' ? null : JSON.stringify(outcome.problem)
  // Whoever tries an integration out has the answer before them, and tries again themselves.
  const retried = outcome.kind === 'retry' && effect.what !== 'test' && effect.attempts < maxAttempts
  const afterMs = outcome.kind === 'retry' ? (outcome.afterMs ?? 0) : 0
  const settled = {
    status: outcome.kind === 'done' ? ('done' as const) : retried ? ('waiting' as const) : ('dead' as const),
    dueAt: retried
      ? now + Math.max(backoffMs(effect.attempts, Math.random()), Math.min(afterMs, longestRetryMs))
      : effect.dueAt,
    settledAt: retried ? null : now,
    problem,
  }
  const held = await deps.commits(async (trx) => {
    const settles = await settleEffect(trx, effect, settled, { at, ms, status: outcome.status, problem })
    if (settles && settled.status === 'dead') await tellAdministrators(trx, effect, now)
    return settles
  }, 'background')
  return held ? outcome : undefined
}

/**
 * A delivery to try an integration out, in the log like any other, but tried once and at once; `person`: whom it is for.
 * Answers whether it arrived, and what the matter is where it did not.
 */
export async function tryNow(
  deps: Deps,
  { office, id }: Pick<IntegrationRow, 'office' | 'id'>,
  person: string | null = null,
): Promise<{ ok: boolean; problem?: Text }> {
  const at = deps.clock.now()
  const effect = await deps.commits((trx) =>
    insertEffect(trx, {
      key: randomBytes(16).toString('hex'),
      office,
      integration: id,
      publication: null,
      person,
      what: 'test',
      at,
      dueAt: at,
      // It is claimed from the beginning: nobody else takes it up.
      attempts: 1,
      claim: randomUUID(),
      claimedUntil: at + claimMs,
    }),
  )
  const outcome = await attempt(deps, effect)
  if (outcome === undefined || outcome.kind === 'done') return { ok: true }
  return { ok: false, problem: 'problem' in outcome ? outcome.problem : notYet }
}

/** Once for an integration: what else is given up there stands on the page to which this leads. */
async function tellAdministrators(
  trx: Reader,
  { office, integration, what }: EffectRow,
  at: number,
): Promise<void> {
  if (what === 'test' || (await countDead(trx, integration)) > 1) return
  const found = await findIntegration(trx, { office, id: integration })
  const holders = await holdersOn(trx, office, bangkokDay(at))
  const administrators = holders.filter(({ role }) => role === 'admin').map(({ person }) => person)
  const name = found?.name ?? ''
  if (found?.kind === 'mail') return tell(trx, { office, at }, administrators, mailGivenUp)
  await tell(trx, { office, at }, administrators, {
    th: `การเชื่อมต่อ “${name}” มีรายการที่ไม่สำเร็จและหยุดลองแล้ว ดูที่ การตั้งค่า → การเชื่อมต่อ`,
    en: `The integration “${name}” has something that failed and was given up: see Settings → Integrations.`,
  })
}

async function outcomeOf(deps: Deps, effect: EffectRow, ending?: AbortSignal): Promise<Outcome> {
  const integration = await findIntegration(deps.db, { office: effect.office, id: effect.integration })
  if (!integration) return dead(gone)
  if (effect.attempts > maxAttempts) return dead(neverEnded)
  const late = AbortSignal.timeout(workMs)
  const signal = ending ? AbortSignal.any([late, ending]) : late
  try {
    return await handlers[integration.kind]({ deps, effect, integration, signal })
  } catch (error) {
    if (error instanceof OutboundProblem)
      return { kind: error.isFinal ? 'dead' : 'retry', status: null, problem: error.text }
    if (error instanceof CredentialLost) return dead(credentialLost)
    deps.logHourly('effect', { err: error, effect: effect.id }, 'An effect failed by a fault of this server')
    return { kind: 'retry', status: null, problem: ourFault }
  }
}

const dead = (problem: Text): Outcome => ({ kind: 'dead', status: null, problem })
const mailGivenUp: Text = {
  th: 'มีอีเมลแจ้งงานที่ส่งไม่ได้ ดูที่ การตั้งค่า → อีเมลแจ้งงาน',
  en: 'An e-mail of notices could not be delivered: see Settings → E-mail of notices.',
}
const notYet: Text = { th: 'ยังไม่ถึงเวลาส่ง', en: 'It is not its time yet.' }
const gone: Text = { th: 'การเชื่อมต่อนี้ถูกลบแล้ว', en: 'This integration was removed.' }
const neverEnded: Text = {
  th: 'ระบบหยุดกลางคันทุกครั้งที่ทำรายการนี้ แจ้งผู้ดูแลเครื่องแม่ข่าย',
  en: 'The server ended in the midst of this each time. Tell whoever runs it.',
}
const credentialLost: Text = {
  th: 'อ่านรหัสผ่านที่เก็บไว้ไม่ได้ เพราะเปลี่ยนกุญแจของเครื่องแม่ข่าย พิมพ์รหัสผ่านใหม่ในการตั้งค่า',
  en: "The credential cannot be read, since the server's secret was changed. Type it anew in the settings.",
}
const ourFault: Text = {
  th: 'ระบบขัดข้อง แจ้งผู้ดูแลเครื่องแม่ข่ายหากเกิดซ้ำ',
  en: 'A fault of this server. Tell whoever runs it if it happens again.',
}
