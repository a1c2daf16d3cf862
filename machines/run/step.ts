import type { AnyMachineSnapshot, ExecutableActionObject, Snapshot } from 'xstate'
import { getNextTransitions } from 'xstate'
import { partsOfGuard } from '../procedure/condition.ts'
import type { Action, Condition, Guard, May } from '../procedure/procedure.ts'
import { type Compiled, recordingScope } from './compile.ts'
import {
  type Actor,
  type Appointment,
  actsAs,
  type ChartEvent,
  type Context,
  type Input,
  isMet,
  type Refusal,
  refusals,
  withEventTime,
} from './vocabulary.ts'

export type ChartSnapshot = AnyMachineSnapshot & { context: Context }
/** `dueAt` in ms since 1970 UTC. `id` is the type of the event that fires, `xstate.after.<delay>.<step>`. */
export type Timer = { id: string; dueAt: number }
export type Effect = Extract<Action, { type: 'notify' }>['params']
export type Taken = {
  ok: true
  snapshot: ChartSnapshot
  timers: Timer[]
  cancelled: string[]
  effects: Effect[]
}
export type Refused =
  | { ok: false; code: 'transition_not_available' }
  | { ok: false; code: 'not_permitted'; refusals: Refusal[] }

/** The first snapshot of a request, with the timers that its first step sets. */
export function begin(compiled: Compiled, input: Input): Taken {
  const { scope, actions } = recordingScope(compiled)
  const snapshot = withEventTime(input, () => compiled.machine.getInitialSnapshot(scope, input))
  return takenFrom(snapshot as ChartSnapshot, actions, input.at)
}

/**
 * What is stored of a snapshot: without the engine's empty parts, which `restore` puts back, as JSON; where the engine
 * adds a part of its own (an error, an output), it is kept.
 */
export function persist({ machine }: Compiled, snapshot: ChartSnapshot): string {
  // The engine looks through all of a context for actors; a request's is plain data.
  const withoutContext = { ...snapshot, context: {} } as unknown as ChartSnapshot
  const persisted = machine.getPersistedSnapshot(withoutContext) as unknown as Persisted
  return JSON.stringify(withoutEmptyParts({ ...persisted, context: snapshot.context }))
}

export type Persisted = Record<string, unknown>

/** A stored snapshot as `persist` writes it now: earlier releases stored the empty parts as well. */
export const withoutEmptyParts = (persisted: Persisted): Persisted =>
  Object.fromEntries(Object.entries(persisted).filter(([, part]) => !isEmptyObject(part)))

const isEmptyObject = (part: unknown) =>
  typeof part === 'object' && part !== null && Object.keys(part).length === 0

/** A stored snapshot brought back to life, unstarted; throws where the chart lost the stored step. */
export function restore(compiled: Compiled, persisted: unknown): ChartSnapshot {
  const { context, ...standing } = persisted as Persisted & { context: Context }
  return { ...restoredAt(compiled, standing), context } as ChartSnapshot
}

/** Charts of a hundred steps have no more; of parallel steps, those that requests come to. */
const maxRestored = 500

/** A snapshot without its context: many requests stand at each step, and the engine looks each step up in the chart. */
function restoredAt({ machine, scope, restored }: Compiled, standing: Persisted): AnyMachineSnapshot {
  const key = JSON.stringify(standing)
  const known = restored.get(key)
  if (known) return known
  const whole = { children: {}, historyValue: {}, ...standing, context: {} }
  const snapshot = machine.restoreSnapshot(whole as unknown as Snapshot<unknown>, scope)
  if (snapshot.status === 'error')
    throw new Error(`The chart has no step for this snapshot: ${wordsOf(snapshot.error)}`)
  Object.freeze(snapshot.children)
  Object.freeze(snapshot.historyValue)
  for (const oldest of restored.keys()) if (restored.size >= maxRestored) restored.delete(oldest)
  restored.set(key, snapshot)
  return snapshot
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : JSON.stringify(error))

/** The transitions that an event takes, and who takes them in which capacity. */
export type Permit = {
  ok: true
  /** The one capacity in which the person acts; null for a timer. */
  capacity: 'owner' | Appointment | null
  /** The person with that capacity alone: what one post may not take is not taken by the way with another. */
  actor: Actor | null
  transitions: Candidate[]
}

/**
 * May this person take this event here, in which capacity, and which transitions will be taken? The only place that
 * decides it. Engine events that a client makes up (`xstate.*`) are never available.
 */
export function permit({ machine }: Compiled, snapshot: ChartSnapshot, event: ChartEvent): Permit | Refused {
  const offered = transitionsHere(snapshot).filter((one) => one.eventType === event.type && isChoice(one))
  if (offered.length === 0) return { ok: false, code: 'transition_not_available' }
  const refused = (one: Candidate) => refusalsOf(one, snapshot.context, event.actor)
  const open = offered.find((one) => refused(one).length === 0)
  if (!open)
    return {
      ok: false,
      code: 'not_permitted',
      refusals: offered.flatMap(refused),
    }
  const may = mayOf(open)
  const capacity = (may && event.actor && actsAs(may, snapshot.context, event.actor)) ?? 'owner'
  const actor = event.actor && {
    person: event.actor.person,
    appointments: capacity === 'owner' ? [] : [capacity],
    ...(event.actor.ownsBy && { ownsBy: event.actor.ownsBy }),
  }
  const transitions = machine.getTransitionData(snapshot, { ...event, actor })
  if (transitions.length === 0) return { ok: false, code: 'transition_not_available' }
  return { ok: true, capacity, actor, transitions }
}

/** The same for the event of a deadline: one of the `after` of the present steps. */
export function permitTimer(
  { machine }: Compiled,
  snapshot: ChartSnapshot,
  event: ChartEvent,
): Permit | Refused {
  // Not merely "no choice": the next transitions also hold `xstate.done.state.*` and the unnamed `always`.
  const waits = transitionsHere(snapshot).some((one) => one.eventType === event.type && isTimer(one))
  const transitions = waits ? machine.getTransitionData(snapshot, event) : []
  if (transitions.length === 0) return { ok: false, code: 'transition_not_available' }
  return { ok: true, capacity: null, actor: null, transitions }
}

/** Takes a permitted event: pure, so the same snapshot and event always give the same answer. */
export function take(
  compiled: Compiled,
  snapshot: ChartSnapshot,
  event: ChartEvent,
  { actor }: Permit,
): Taken {
  const taken = { ...event, actor }
  const { scope, actions } = recordingScope(compiled)
  const next = withEventTime(taken, () => compiled.machine.transition(snapshot, taken, scope))
  return takenFrom(next as ChartSnapshot, actions, event.at)
}

/** Asks and takes in one: for what is replayed, rehearsed or proved. With `fromTimer`, the event is a deadline's. */
export function step(
  compiled: Compiled,
  snapshot: ChartSnapshot,
  event: ChartEvent,
  { fromTimer = false }: { fromTimer?: boolean } = {},
): Taken | Refused {
  const permitted = (fromTimer ? permitTimer : permit)(compiled, snapshot, event)
  return permitted.ok ? take(compiled, snapshot, event, permitted) : permitted
}

export type Candidate = ReturnType<typeof getNextTransitions>[number]
/** Every transition that the present steps declare, the refused ones included; none once the request has ended. */
export const transitionsHere = (snapshot: ChartSnapshot): Candidate[] =>
  snapshot.status === 'active' ? getNextTransitions(snapshot) : []
/** The deadline for which an event of a timer stands (`xstate.after.<deadline>.<step>`); undefined for other events. */
export const delayOf = (type: string): string | undefined => /^xstate\.after\.([^.]+)\./.exec(type)?.[1]
export const isTimer = (candidate: Candidate): boolean => delayOf(candidate.eventType) !== undefined
export const isChoice = (candidate: Candidate): boolean => /^[A-Z]/.test(candidate.eventType)

const partsOf = ({ guard }: Pick<Candidate, 'guard'>) => partsOfGuard(guard as unknown as Guard | undefined)
/** The parameters of a transition's `may`, if it has one. */
export const mayOf = (candidate: Pick<Candidate, 'guard'>): May | undefined => partsOf(candidate).may?.params

/** What has to hold for a transition, whoever may take it. */
export const conditionOf = (candidate: Pick<Candidate, 'guard'>): Condition | undefined =>
  partsOf(candidate).condition

/** The condition of a choice, where it does not hold now. */
export function unmetOf(candidate: Candidate, context: Context): Condition | undefined {
  const condition = conditionOf(candidate)
  return condition && !isMet(context, condition) ? condition : undefined
}

/** Why this actor may not take a choice: what they lack themselves, or, for those who may, its condition. */
export function refusalsOf(candidate: Candidate, context: Context, actor: Actor | null): Refusal[] {
  const may = mayOf(candidate)
  if (!may) return []
  const own = refusals(may, context, actor)
  const condition = unmetOf(candidate, context)
  if (own.length > 0 || !condition) return own
  return [{ code: 'condition_unmet', roles: [may.as].flat(), condition }]
}

/** What the engine did, as rows: its delayed events are timers, counted from `at`. Throws where the chart failed. */
export function takenFrom(snapshot: ChartSnapshot, actions: ExecutableActionObject[], at: number): Taken {
  // XState keeps what a delay or an action throws to itself; such a snapshot must never be stored.
  if (snapshot.status === 'error') throw new Error(`The chart failed: ${wordsOf(snapshot.error)}`)
  const timers = new Map<string, number>()
  const cancelled: string[] = []
  const effects: Effect[] = []
  for (const { type, params } of actions as { type: string; params?: unknown }[]) {
    if (type === 'notify') effects.push(params as Effect)
    if (type === 'xstate.cancel') {
      const { sendId } = params as { sendId: string }
      cancelled.push(sendId)
      // A step that was only passed through set it a moment ago.
      timers.delete(sendId)
    }
    if (type === 'xstate.raise') {
      const { id, delay } = params as { id: string; delay?: number }
      // Infinity is "ไม่กำหนด": the deadline is not set, so there is no timer.
      if (delay !== undefined && Number.isFinite(delay)) timers.set(id, at + delay)
    }
  }
  const set = [...timers].map(([id, dueAt]) => ({ id, dueAt }))
  return { ok: true, snapshot, timers: set, cancelled, effects }
}
