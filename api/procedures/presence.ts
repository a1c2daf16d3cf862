import type { Deps } from '../process/deps.ts'

/** How long after the last sign of life somebody still counts as present, in ms. */
const presentMs = 60_000

type Visit = { person: string; name: string; since: number; last: number }
type Presence = Map<string, Map<string, Visit>>

/** In memory only: presence is a courtesy, and whoever is there says so again within seconds of a restart. */
const byServer = new WeakMap<Deps, Presence>()

/** Notes that a person has a draft open now; answers whether that is news to the others. */
export function noteEditor(deps: Deps, draft: string, person: { id: string; name: string }): boolean {
  const now = deps.clock.now()
  const presence = byServer.get(deps) ?? new Map<string, Map<string, Visit>>()
  byServer.set(deps, presence)
  forgetAbsent(presence, now)
  const visits = presence.get(draft) ?? new Map<string, Visit>()
  presence.set(draft, visits)
  const known = visits.get(person.id)
  visits.set(person.id, { person: person.id, name: person.name, since: known?.since ?? now, last: now })
  return known === undefined
}

/** Everyone but `me` who had the draft open in the last minute, first come first. */
export function editorsOf(deps: Deps, draft: string, me: string): { name: string; since: string }[] {
  const visits = [...(byServer.get(deps)?.get(draft)?.values() ?? [])]
  return visits
    .filter(({ person, last }) => person !== me && isPresent(last, deps.clock.now()))
    .sort((a, b) => a.since - b.since)
    .map(({ name, since }) => ({ name, since: new Date(since).toISOString() }))
}

const isPresent = (last: number, now: number) => last > now - presentMs

function forgetAbsent(presence: Presence, now: number): void {
  for (const [draft, visits] of presence) {
    for (const [person, { last }] of visits) if (!isPresent(last, now)) visits.delete(person)
    if (visits.size === 0) presence.delete(draft)
  }
}
