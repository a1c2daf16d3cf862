import type { InspectedEvent, InspectionEvent } from './inspection.ts'

type Facts = Record<string, unknown>

/**
 * The same flow with nothing of any person: only what is named here is let through. Persons become letters, in the
 * order in which they appear; names, posts' orders, offices, groups, contents and whatever anybody wrote are gone.
 * Charts, roles, times, steps, ticked items, grounds from lists, and days remain.
 */
export function withoutPersonalData(events: InspectionEvent[]): InspectionEvent[] {
  const letters = new Map<unknown, string>()
  const letter = (person: unknown): string | null => {
    if (typeof person !== 'string') return null
    const known = letters.get(person) ?? letterOf(letters.size)
    letters.set(person, known)
    return known
  }
  const session = (id: string) => (id.startsWith('role:') ? id : 'request')
  const maybe = (id: string | undefined) => (id === undefined ? undefined : session(id))
  return events.map((event): InspectionEvent => {
    const { createdAt, id, _version } = event
    const base = {
      rootId: session(event.rootId),
      sessionId: session(event.sessionId),
      createdAt,
      id,
      _version,
    }
    if (event.type === '@xstate.actor') {
      const { type, name, definition, parentId } = event
      const snapshot = plainSnapshot(event.snapshot, letter)
      return { ...base, type, name, definition, parentId: maybe(parentId), snapshot }
    }
    if (event.type === '@xstate.event')
      return {
        ...base,
        type: event.type,
        event: plainEvent(event.event, letter),
        sourceId: maybe(event.sourceId),
      }
    const snapshot = { ...plainSnapshot(event.snapshot, letter), ...statusOf(event.snapshot) }
    return { ...base, type: event.type, event: plainEvent(event.event, letter), snapshot }
  })
}

type Letter = (person: unknown) => string | null

const statusOf = ({ status }: { status: 'active' | 'done' }) => ({
  status,
  output: undefined,
  error: undefined,
})

function plainSnapshot({ status, value, tags, context, historyValue }: Facts, letter: Letter): Facts {
  const plain = { status, ...(value !== undefined && { value, tags, historyValue, children: {} }) }
  return isFacts(context) ? { ...plain, context: plainContext(context, letter) } : plain
}

function plainContext({ owner, revision, values, decisions }: Facts, letter: Letter): Facts {
  const own = letter(owner)
  const taken = (Array.isArray(decisions) ? (decisions as Facts[]) : []).map((one) => ({
    type: one.type,
    by: letter(one.by),
    at: one.at,
    revision: one.revision,
  }))
  return { owner: own, revision, values: isFacts(values) ? plainValues(values) : {}, decisions: taken }
}

function plainEvent({ type, at, revision, actor, data }: InspectedEvent, letter: Letter): InspectedEvent {
  const who = isFacts(actor)
    ? {
        role: actor.role,
        person: letter(actor.person),
        ...(actor.capacity ? { capacity: actor.capacity } : {}),
      }
    : null
  return { type, at, revision, actor: who, data: isFacts(data) ? plainData(data) : {} }
}

function plainData(data: Facts): Facts {
  const { reasons, checked, target, from, to } = data
  return {
    ...plainValues(data),
    ...(isFacts(reasons) && { reasons: { grounds: reasons.grounds } }),
    ...(Array.isArray(checked) && { checked }),
    // Of a move: both versions and the steps. No field of a form is an object with a hash.
    ...(isVersion(from) && isVersion(to) && { from: plainVersion(from), to: plainVersion(to), target }),
  }
}

const isoDay = /^\d{4}-\d{2}-\d{2}$/
/** Of values that somebody gave, days only: everything else may be text of their own. */
const plainValues = (values: Facts): Facts =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => typeof value === 'string' && isoDay.test(value)),
  )

type Version = { hash: string; version: number }
const isVersion = (value: unknown): value is Version =>
  isFacts(value) && typeof value.hash === 'string' && typeof value.version === 'number'
const plainVersion = ({ hash, version }: Version) => ({ hash, version })

const isFacts = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A, B, … Z, AA, AB, … */
const letterOf = (index: number): string =>
  (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
