import type { AnyMachineSnapshot, ExecutableActionObject, Snapshot } from 'xstate'
import { getNextTransitions, initialTransition, transition } from 'xstate'
import type { Action, May } from '../procedure/procedure.ts'
import type { Compiled } from './compile.ts'
import {
  type ChartEvent,
  type Context,
  type Input,
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
export function begin({ machine }: Compiled, input: Input): Taken {
  const [snapshot, actions] = withEventTime(input, () => initialTransition(machine, input))
  return takenFrom(snapshot as ChartSnapshot, actions, input.at)
}

/** A stored snapshot brought back to life, unstarted; throws where the chart lost the stored step. */
export function restore({ machine }: Compiled, persisted: unknown): ChartSnapshot {
  const snapshot = machine.restoreSnapshot(persisted as Snapshot<unknown>, inertScope as never)
  if (snapshot.status === 'error')
    throw new Error(`The chart has no step for this snapshot: ${wordsOf(snapshot.error)}`)
  return snapshot as ChartSnapshot
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : JSON.stringify(error))

// restoreSnapshot asks its scope only for the actor system, and only where there are child actors: charts have none.
const inertScope = {
  system: undefined,
  self: undefined,
  logger: () => {},
  id: '',
  sessionId: '',
  defer: () => {},
}

/**
 * Takes one event: pure, so the same snapshot and event always give the same answer. An official's event must be
 * declared in the chart's `on`; with `fromTimer`, it must be one of the chart's `after`. Engine events that a client
 * makes up (`xstate.*`) are therefore never available.
 */
export function step(
  { machine }: Compiled,
  snapshot: ChartSnapshot,
  event: ChartEvent,
  { fromTimer = false }: { fromTimer?: boolean } = {},
): Taken | Refused {
  const possible = transitionsHere(snapshot).filter(
    // Not merely "no timer": the next transitions also hold `xstate.done.state.*` and the unnamed `always`.
    (candidate) => candidate.eventType === event.type && (fromTimer ? isTimer : isChoice)(candidate),
  )
  if (snapshot.status !== 'active' || possible.length === 0)
    return { ok: false, code: 'transition_not_available' }
  const whyNot = possible.map((candidate) => refusalsOf(candidate, snapshot, event))
  const open = whyNot.some((reasons) => reasons.length === 0)
  if (!open) return { ok: false, code: 'not_permitted', refusals: whyNot.flat() }
  if (!snapshot.can(event)) return { ok: false, code: 'transition_not_available' }
  const [next, actions] = withEventTime(event, () => transition(machine, snapshot, event))
  return takenFrom(next as ChartSnapshot, actions, event.at)
}

type Candidate = ReturnType<typeof getNextTransitions>[number]
/** Every transition that the present steps declare, the refused ones included; none once the request has ended. */
export const transitionsHere = (snapshot: ChartSnapshot): Candidate[] =>
  snapshot.status === 'active' ? getNextTransitions(snapshot) : []
/** The deadline for which an event of a timer stands (`xstate.after.<deadline>.<step>`); undefined for other events. */
export const delayOf = (type: string): string | undefined => /^xstate\.after\.([^.]+)\./.exec(type)?.[1]
export const isTimer = (candidate: Candidate): boolean => delayOf(candidate.eventType) !== undefined
export const isChoice = (candidate: Candidate): boolean => /^[A-Z]/.test(candidate.eventType)

/** The parameters of a transition's `may`, if it has one. */
export function mayOf(candidate: Candidate): May | undefined {
  const guard = candidate.guard as { type: string; params: May } | undefined
  return guard?.type === 'may' ? guard.params : undefined
}

function refusalsOf(candidate: Candidate, snapshot: ChartSnapshot, event: ChartEvent): Refusal[] {
  const may = mayOf(candidate)
  return may ? refusals(may, snapshot.context, event.actor) : []
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
