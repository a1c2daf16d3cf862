import { allOffices } from '../../db/offices.ts'
import { endsAround, findPublicRevision, publicRevisionOfAll } from '../../db/public-state.ts'
import type { Deps } from '../process/deps.ts'

/**
 * What the pages of an office are made of, told by two numbers: how often it was changed, and when the last item ran out
 * (ms since 1970; 0: never). While both are the same, so is every page.
 */
export type PublicState = { revision: number; ranOut: number }
/** `until`: the instant at which the next item runs out and the state is another one. */
type Known = PublicState & { until: number }

export type PublicStates = {
  /** The state of an office at an instant; undefined when there is no such office. */
  ofOffice: (office: string, now: number) => Promise<PublicState | undefined>
  /** The state of the list of all offices at an instant. */
  ofAll: (now: number) => Promise<PublicState>
}

/**
 * Tells the states with one short statement: when the next item of an office runs out is asked again only when something
 * was changed or when that instant has come.
 */
export function createPublicStates({ db }: Pick<Deps, 'db'>): PublicStates {
  const known = new Map<string, Known>()

  async function stateOf(key: string, revision: number, now: number, offices: () => Promise<string[]>) {
    const before = known.get(key)
    if (before?.revision === revision && before.ranOut <= now && now < before.until) return before
    let ranOut = 0
    let until = Number.POSITIVE_INFINITY
    for (const office of await offices()) {
      const { last, next } = await endsAround(db, office, now)
      ranOut = Math.max(ranOut, last ?? 0)
      until = Math.min(until, next ?? until)
    }
    const state = { revision, ranOut, until }
    known.set(key, state)
    return state
  }

  return {
    ofOffice: async (office, now) => {
      const revision = await findPublicRevision(db, office)
      return revision === undefined ? undefined : stateOf(office, revision, now, async () => [office])
    },
    ofAll: async (now) =>
      stateOf('', await publicRevisionOfAll(db), now, async () => (await allOffices(db)).map(({ id }) => id)),
  }
}
