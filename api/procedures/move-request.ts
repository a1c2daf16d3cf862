import type { Transaction } from 'kysely'
import type { OlderRequest } from '../../db/moves.ts'
import { type EventRow, getContent, type RequestRow } from '../../db/requests.ts'
import type { Tables } from '../../db/tables.ts'
import type { MoveTarget } from '../../machines/move/move.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { titleOfField } from '../../machines/procedure/titles.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { type MovePayload, moved } from '../../machines/run/replay.ts'
import { stepsOf } from '../../machines/run/standing.ts'
import { type ChartSnapshot, restore } from '../../machines/run/step.ts'
import type { Appointment } from '../../machines/run/vocabulary.ts'
import type { By, Unit } from '../requests/command.ts'
import type { Content } from '../requests/content.ts'
import { loadRequest } from '../requests/load.ts'
import { whatIsShown } from '../requests/publication.ts'
import { recordTransition } from '../requests/record-transition.ts'
import type { MoveJudgement } from './procedure-worker.ts'

/** From a step to where its requests go, or null to let them stay; a step that is not named goes to its like. */
export type Mapping = Record<string, string | null>
export type Numbered = Compiled & { version: number }
export type MoveOrder = { to: Numbered; mapping: Mapping; reason: string; by: By; actedAs: Appointment }

/** What a move would make of one request, as it was judged at a time (ms) on a revision. */
export type JudgedMove = Pick<OlderRequest, 'id' | 'fromVersion' | 'revision'> & {
  at: number
  holidays: ReadonlySet<string>
  verdict: 'stay' | { target: MoveTarget; judgement: MoveJudgement }
}

export type MoveOutcome =
  | {
      kind: 'moved'
      request: RequestRow
      event: EventRow
      target: string[]
      kept: Text[]
      lost: Text[]
      deadlines: Text[]
    }
  /** As the mapping says, or because there is nothing to move: it ended, or it is there already. */
  | { kind: 'stays'; request: RequestRow }
  | { kind: 'refused'; request: RequestRow; why: Text }
  | { kind: 'gone' }
  /** Not on the revision any more of which the move was judged. */
  | { kind: 'changed' }

/**
 * Moves one request to another version of its procedure: beside `takeEvent`, which it equals in all but the choice of
 * the step, the only writer of events, and like it through `recordTransition`. The event names the administrator, the reason,
 * both versions, and what was kept and what was not. Writes nothing unless it answers `moved`.
 */
export async function moveRequest(
  { trx, announce }: Pick<Unit, 'trx' | 'announce'>,
  { id, fromVersion, revision, at, holidays, verdict }: JudgedMove,
  order: MoveOrder,
): Promise<MoveOutcome> {
  const loaded = await loadRequest(trx, id)
  if (!loaded) return { kind: 'gone' }
  const { row: request, compiled: from, snapshot: before } = loaded
  const { to, by, actedAs, reason } = order
  if (request.status === 'ended' || request.procedureHash === to.hash) return { kind: 'stays', request }
  if (request.revision !== revision) return { kind: 'changed' }
  if (verdict === 'stay') return { kind: 'stays', request }
  if (loaded.timers.some(({ dueAt }) => dueAt <= at)) return { kind: 'refused', request, why: deadlineFirst }
  const { judgement: result } = verdict
  if (!result.ok) return { kind: 'refused', request, why: result.why }
  const taken = { ...result.taken, snapshot: restore(to, JSON.parse(result.taken.snapshot)) }
  if (before.hasTag('public') && !(await showsTheSame(trx, request, before, taken.snapshot)))
    return { kind: 'refused', request, why: wouldChangeThePage }

  const kept = distinct(result.kept)
  const lost = distinct([...result.lost, ...(await lostContent(trx, request, from, to))])
  const data: MovePayload = {
    reasons: { grounds: [], text: reason },
    from: { hash: from.hash, version: fromVersion },
    to: { hash: to.hash, version: to.version },
    target: result.target,
    kept,
    lost,
    carried: result.carried,
  }
  const effects = [...taken.effects, { whom: 'owner', of: ownerIsTold(to.version, reason) }]
  // When it was judged is when it happens: its deadlines are counted from there.
  const unit = { trx, announce, at }
  const recorded = await recordTransition(unit, loaded, {
    compiled: to,
    taken: { ...taken, effects },
    by,
    actedAs,
    type: moved,
    data,
    freezes: false,
    holidays,
  })
  const { row, event } = { ...recorded.request, ...recorded }
  const { deadlines } = result
  return { kind: 'moved', request: row, event, target: stepsOf(taken.snapshot.value), kept, lost, deadlines }
}

/** Where the mapping sends a request that stands at these steps; one of them that stays keeps them all. */
export function targetOf(present: string[], mapping: Mapping): MoveTarget | 'stay' {
  const wanted = present.map((step) => (Object.hasOwn(mapping, step) ? mapping[step] : step))
  if (wanted.includes(null)) return 'stay'
  const target = [...new Set(wanted)].filter((step) => typeof step === 'string')
  return target.length === present.length && target.every((step) => present.includes(step)) ? 'same' : target
}

/** A move is no decision about what the public sees: neither its text nor its period may change by it. */
async function showsTheSame(
  trx: Transaction<Tables>,
  request: RequestRow,
  before: ChartSnapshot,
  after: ChartSnapshot,
): Promise<boolean> {
  const shown = await whatIsShown(trx, request, before)
  const then = await whatIsShown(trx, request, after)
  return JSON.stringify(shown) === JSON.stringify(then)
}

/** The fields that its form does not have any more. The content keeps them; the form does not show them. */
async function lostContent(
  trx: Transaction<Tables>,
  request: RequestRow,
  from: Compiled,
  to: Compiled,
): Promise<Text[]> {
  const content = JSON.parse((await getContent(trx, request.id, request.contentRevision)).json) as Content
  const known = new Set(to.procedure.form.map(({ name }) => name))
  return Object.keys(content)
    .filter((name) => !known.has(name))
    .map((name) => titleOfField(from.procedure, name))
}

const distinct = (texts: Text[]): Text[] => [...new Map(texts.map((text) => [text.th, text])).values()]

const ownerIsTold = (version: number, reason: string): Text => ({
  th: `เรื่องของท่านย้ายไปใช้ขั้นตอนปฏิบัติฉบับที่ ${version} เหตุผล: ${reason}`,
  en: `Your request was moved to version ${version} of its procedure. Reason: ${reason}`,
})
const deadlineFirst: Text = {
  th: 'มีกำหนดเวลาของเรื่องที่ครบแล้วและต้องดำเนินการก่อน ย้ายอีกครั้งภายหลัง',
  en: 'A deadline of the request has passed and is taken first: move it again afterwards.',
}
const wouldChangeThePage: Text = {
  th: 'การย้ายจะเปลี่ยนรายการที่เผยแพร่อยู่ เช่น วันสิ้นสุดการเผยแพร่ ซึ่งฉบับใหม่ไม่มี ให้คงอยู่กับฉบับเดิม',
  en: 'The move would change what is public, such as its last day, which the new version has not: let it stay on its version.',
}
