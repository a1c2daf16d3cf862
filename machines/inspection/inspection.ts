import type { Compiled } from '../run/compile.ts'
import { dataOf } from '../run/event-data.ts'
import { type At, begun, moved, type PastEvent, replay, type Whose } from '../run/replay.ts'
import type { ChartSnapshot } from '../run/step.ts'
import type { Appointment } from '../run/vocabulary.ts'

/** The format of the inspection events below: that of `@statelyai/inspect` in this version. */
export const inspectionVersion = '0.7.2'

type Base = {
  rootId: string
  sessionId: string
  /** When it happened, in ms since 1970 UTC, as digits: the form in which the package sends it. */
  createdAt: string
  id: string
  _version: string
}
type Snapshot = { status: 'active' | 'done'; output: undefined; error: undefined } & Record<string, unknown>
export type InspectedEvent = { type: string } & Record<string, unknown>
/** A Stately inspection event: an actor appears, an event is sent to one, an actor is somewhere else. */
export type InspectionEvent = Base &
  (
    | {
        type: '@xstate.actor'
        name: string
        snapshot: Record<string, unknown>
        definition: string | undefined
        parentId: string | undefined
      }
    | { type: '@xstate.event'; event: InspectedEvent; sourceId: string | undefined }
    | { type: '@xstate.snapshot'; event: InspectedEvent; snapshot: Snapshot }
  )

export type StoredEvent = PastEvent & { seq: number; actorName: string | null; procedureHash: string }
export type Inspected = { id: string; whose: Whose }

/**
 * A request's history as the Stately inspector would have seen it, with the times at which it happened: the request is
 * an actor with its chart, the officials are actors by their roles, and a deadline is sent by the request to itself.
 * Throws where the events are not ones that their charts offer; `compiledOf` knows every version that they name.
 */
export function inspectionEvents(
  compiledOf: (hash: string) => Compiled,
  { id, whose }: Inspected,
  history: StoredEvent[],
): InspectionEvent[] {
  const request = `request:${id}`
  const roles = new Set<string>()
  const events: InspectionEvent[] = []
  let at: At | undefined
  for (const stored of history) {
    const compiled = compiledOf(stored.procedureHash)
    const taken = replay(compiled, at, stored, whose)
    if (!taken) throw new Error(`Event ${stored.seq} (${stored.type}) is not one that the chart offers there`)
    at = { compiled, snapshot: taken.snapshot }

    let part = 0
    const base = (sessionId: string): Base => {
      part += 1
      const facts = { createdAt: String(stored.at), id: `${stored.seq}.${part}`, _version: inspectionVersion }
      return { rootId: sessionId, sessionId, ...facts }
    }
    const role = roleOf(stored)
    if (role !== null && !roles.has(role)) {
      roles.add(role)
      const appears = {
        type: '@xstate.actor',
        name: role,
        definition: undefined,
        parentId: undefined,
      } as const
      events.push({ ...base(sessionOf(role)), ...appears, snapshot: { status: 'active' } })
    }
    const snapshot = inspected(at)
    const event = sent(stored)
    const sourceId = role === null ? request : sessionOf(role)
    const isNew = stored.type === begun || stored.type === moved
    const appears = isNew ? [{ ...base(request), ...asActor(at), snapshot }] : []
    if (stored.type === begun) events.push(...appears)
    events.push({ ...base(request), type: '@xstate.event', event, sourceId })
    // From here on it runs by another chart: the inspector is told of the same actor anew.
    if (stored.type === moved) events.push(...appears)
    events.push({ ...base(request), type: '@xstate.snapshot', event, snapshot })
  }
  return events
}

const sessionOf = (role: string) => `role:${role}`

function asActor({ compiled }: At) {
  const { chart } = compiled.procedure
  const definition = JSON.stringify(chart)
  return { type: '@xstate.actor', name: chart.id, definition, parentId: undefined } as const
}

function inspected({ compiled, snapshot }: At): Snapshot {
  const persisted = compiled.machine.getPersistedSnapshot(snapshot) as ChartSnapshot
  const { output: _, error: __, ...plain } = JSON.parse(JSON.stringify(persisted)) as Record<string, unknown>
  const status = snapshot.status === 'done' ? 'done' : 'active'
  return { ...plain, status, output: undefined, error: undefined, tags: [...snapshot.tags] }
}

/** The role in which somebody acted; null for a deadline. */
function roleOf({ actor, actedAs }: PastEvent): string | null {
  if (actor === null) return null
  const held = actedAs === null ? 'owner' : (JSON.parse(actedAs) as 'owner' | Appointment)
  return held === 'owner' || held.as ? 'owner' : held.role
}

function sent(stored: StoredEvent): InspectedEvent {
  const held = stored.actedAs === null ? 'owner' : (JSON.parse(stored.actedAs) as 'owner' | Appointment)
  const post = held === 'owner' ? {} : { capacity: held.capacity, group: held.group, order: held.orderNumber }
  const role = roleOf(stored)
  const actor = role === null ? null : { role, person: stored.actor, name: stored.actorName, ...post }
  const data = dataOf(stored)
  return { type: stored.type, at: stored.at, revision: stored.contentRevision, actor, data }
}
