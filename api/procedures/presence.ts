import type { Clock } from '../process/clock.ts'

/** How long after the last sign of life somebody still counts as present, in ms. */
const presentMs = 60_000

type Visit = { person: string; name: string; since: number; last: number }

/** Who has which draft open. In memory only: whoever is there says so again within seconds of a restart. */
export type Presence = {
  /** Notes that a person has a draft open now; answers whether that is news to the others. */
  note(draft: string, person: { id: string; name: string }): boolean
  /** Everyone but `me` who had the draft open in the last minute, first come first. */
  othersAt(draft: string, me: string): { name: string; since: string }[]
}

/** The presence of one server, in which nobody is present yet. */
export function createPresence(clock: Clock): Presence {
  const drafts = new Map<string, Map<string, Visit>>()
  const isPresent = ({ last }: Visit) => last > clock.now() - presentMs
  const forgetAbsent = () => {
    for (const [draft, visits] of drafts) {
      for (const visit of visits.values()) if (!isPresent(visit)) visits.delete(visit.person)
      if (visits.size === 0) drafts.delete(draft)
    }
  }
  return {
    note: (draft, { id: person, name }) => {
      forgetAbsent()
      const visits = drafts.get(draft) ?? new Map<string, Visit>()
      drafts.set(draft, visits)
      const known = visits.get(person)
      const now = clock.now()
      visits.set(person, { person, name, since: known?.since ?? now, last: now })
      return known === undefined
    },
    othersAt: (draft, me) =>
      [...(drafts.get(draft)?.values() ?? [])]
        .filter((visit) => visit.person !== me && isPresent(visit))
        .sort((a, b) => a.since - b.since)
        .map(({ name, since }) => ({ name, since: new Date(since).toISOString() })),
  }
}
