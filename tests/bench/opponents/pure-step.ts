import { getInitialSnapshot, initialTransition, type SnapshotFrom, transition } from 'xstate'
import { type Actor, type ChartEvent, inputOf, machine } from './chart.ts'

export type Stepped = {
  state: string
  snapshot: string
  timers: { id: string; in: number }[]
  ended: boolean
}

// restoreSnapshot asks its scope for the actor system only where there are child actors: this chart has none.
const scope = { system: undefined, self: undefined, logger: () => {}, id: '', sessionId: '', defer: () => {} }

/** The first snapshot of a request of this person. */
export function beginPure(by: Actor): Stepped {
  const [next, actions] = initialTransition(machine, inputOf(by))
  return steppedTo(next, actions)
}

/** One event on a stored snapshot, without a live actor; undefined where the chart does not allow it. */
export function stepPure(stored: string, event: ChartEvent): Stepped | undefined {
  const snapshot = machine.restoreSnapshot(JSON.parse(stored), scope as never)
  // The timer's own event is no event that the chart declares to clients, so only theirs are asked for.
  if (event.actor && !snapshot.can(event)) return undefined
  const [next, actions] = transition(machine, snapshot, event)
  return steppedTo(next, actions)
}

function steppedTo(
  next: SnapshotFrom<typeof machine>,
  actions: { type: string; params?: unknown }[],
): Stepped {
  const timers = actions.flatMap(({ type, params }) => {
    const { id, delay } = (params ?? {}) as { id?: string; delay?: number }
    return type === 'xstate.raise' && id !== undefined && delay !== undefined && Number.isFinite(delay)
      ? [{ id, in: delay }]
      : []
  })
  const snapshot = JSON.stringify(machine.getPersistedSnapshot(next))
  return { state: next.value as string, snapshot, timers, ended: next.status !== 'active' }
}

// XState computes the machine's parts on first use: not in the first measured event.
getInitialSnapshot(machine, { office: '', group: '', owner: '' })
