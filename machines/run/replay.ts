import { type Carried, type MoveTarget, moveAgain, moveOfOld } from '../move/move.ts'
import type { Text } from '../procedure/procedure.ts'
import type { Compiled } from './compile.ts'
import { discard } from './discard.ts'
import { dataOf, type StoredData } from './event-data.ts'
import { handOver } from './hand-over.ts'
import { begin, type ChartSnapshot, step, type Taken } from './step.ts'
import type { Actor, Appointment, Context } from './vocabulary.ts'

/** The type of the first event of every request: its owner began it. No chart can name it (lower case). */
export const begun = 'begin'
/** Under which name a beginning says of which request (its id) it is a copy. No field can have such a name. */
export const copiedFrom = '@copiedFrom'
/** The type of the event by which an administrator takes a request to another version of its procedure. */
export const moved = 'move'

/** The type of the event by which a request gets another owner; no chart offers it either. */
export const handedOver = 'handOver'
/** The type of the event by which its owner throws a draft away: nothing comes after it. */
export const discarded = 'discard'
/** What the event of a hand-over carries: the persons' ids. */
export type HandOverPayload = { from: string; to: string; reasons: { grounds: string[]; text: string } }

/**
 * The mark, in its payload, of an event with which a request started again and its values ended. No field can have such a
 * name.
 */
export const startsAgain = '@startsAgain'

/** Whether an event began a new round: what was decided before it is gone. */
export function hasStartedAgain(before: Context, after: Context, isTimer: boolean): boolean {
  const { length } = before.decisions
  const isLonger = isTimer ? after.decisions.length >= length : after.decisions.length > length
  return !isLonger || before.decisions.some((one, index) => after.decisions[index]?.at !== one.at)
}

/** What the event of a move carries. */
export type MovePayload = {
  reasons: { grounds: string[]; text: string }
  from: { hash: string; version: number }
  to: { hash: string; version: number }
  target: MoveTarget
  kept: Text[]
  lost: Text[]
  /** Moves before 2026-11-27 do not tell it. */
  carried?: Carried
}

/** An event as it is stored; `payload`, `texts`, `actedAs` and `holidays` are JSON. */
export type PastEvent = StoredData & {
  type: string
  actor: string | null
  actedAs: string | null
  at: number
  contentRevision: number
  /** JSON: the holidays that counted when it happened. */
  holidays: string
}
/** To whom the request belonged first; a hand-over gives it another owner. */
export type Whose = { office: string; group: string; owner: string }
/** A request between two events: the version on which it runs, and its snapshot there. */
export type At = { compiled: Compiled; snapshot: ChartSnapshot }

/**
 * Takes an event of the past once more, on the version that the event names and with the holidays of its day; undefined
 * where the chart would not have taken it.
 */
export function replay(
  compiled: Compiled,
  before: At | undefined,
  event: PastEvent,
  whose: Whose,
): Taken | undefined {
  const { type, at } = event
  const holidays = new Set(JSON.parse(event.holidays) as string[])
  if (type === begun) return begin(compiled, { ...whose, at, holidays })
  if (!before) return undefined
  const data = dataOf(event)
  if (type === moved) {
    const { target, carried } = data as MovePayload
    return carried
      ? moveAgain(compiled, before.snapshot, target, carried, { at, holidays })
      : moveOfOld(compiled, before.snapshot, target, { at, holidays, keepsValues: true })
  }
  if (before.compiled.hash !== compiled.hash) return undefined
  if (type === handedOver) {
    const { from, to } = data as HandOverPayload
    if (from !== before.snapshot.context.owner) return undefined
    const result = handOver(compiled, before.snapshot, actorOf(event), to)
    return result.ok ? result.taken : undefined
  }
  if (type === discarded) {
    const result = discard(compiled, before.snapshot, actorOf(event))
    return result.ok ? result.taken : undefined
  }
  const past = { revision: event.contentRevision, data, holidays, keepsValues: !(startsAgain in data) }
  const chartEvent = { type, at, actor: actorOf(event), ...past }
  const taken = step(compiled, before.snapshot, chartEvent, { fromTimer: event.actor === null })
  return taken.ok ? taken : undefined
}

/** The actor as the event recorded them: the person, and the one appointment under which they acted. */
function actorOf({ actor, actedAs }: PastEvent): Actor | null {
  if (actor === null) return null
  const held = actedAs === null ? 'owner' : (JSON.parse(actedAs) as 'owner' | Appointment)
  if (held === 'owner') return { person: actor, appointments: [] }
  return { person: actor, appointments: [held], ownsBy: 'post' }
}
