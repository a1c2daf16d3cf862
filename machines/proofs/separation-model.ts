import type { May, Procedure } from '../procedure/procedure.ts'
import type { Compiled } from '../run/compile.ts'
import { type ChartSnapshot, mayOf } from '../run/step.ts'
import type { Context } from '../run/vocabulary.ts'
import { barredToOwner, inEachCapacity, postsIn, separatePeople, typesIn } from './flow.ts'
import { mays } from './mays.ts'
import { type Edge, isPublic, type Model, somewhere } from './model.ts'
import { tracksOneAtATime } from './tracks.ts'

/**
 * Two decisions that one person must not take both; `declared` by a `notBy`, or only wished by these proofs. `strict`:
 * the later one is a required approval, and so the pair counts wherever it is taken.
 */
export type Pair = { earlier: string; later: string; declared: boolean; strict: boolean }
export const nameOf = ({ earlier, later }: Pick<Pair, 'earlier' | 'later'>) => `apart:${earlier}:${later}`

/** A decision of the one person who holds everything. */
type Act = {
  /** The types of the decisions that exclude whoever took them from this one. */
  excludedBy: readonly string[]
  /** Nobody else could have taken it. */
  forced: boolean
  /**
   * The content could be written anew since: once another is frozen, the decision was about that of before. `ended`: what
   * sent it back has made an end of the decisions, too, so that the same content, frozen again, is as new.
   */
  old: false | 'rewritable' | 'ended'
}
/** What that person has decided about the content as it stands, by type, and the pairs of which they took both just now. */
export type SeparationFacts = { acts: ReadonlyMap<string, Act>; broke: string[] }

/**
 * The model in which one person holds every role in every capacity, and with `owns` is the owner too. That person takes
 * at most the two choices of a pair: whatever else one person could do, others can do in their stead.
 */
export function separationModel(
  compiled: Compiled,
  pairs: Pair[],
  owns: boolean,
  tracks = tracksOneAtATime(compiled.procedure),
): Model<SeparationFacts> {
  const { procedure } = compiled
  const everybody = { person: owns ? somewhere.owner : 'everything' }
  const posts = postsIn(compiled)
  const { groups } = posts
  const shared = sharedNames(procedure)
  const barred = new Set(mays(procedure.chart).flatMap(({ may }) => may.notBy ?? []))
  const tracked = new Set(pairs.flatMap(({ earlier, later }) => [earlier, later]))
  const either = new Set(
    pairs.flatMap(({ earlier, later }) => [`${earlier} ${later}`, `${later} ${earlier}`]),
  )
  const related = (a: string, b: string) => either.has(`${a} ${b}`)

  const mayTry = ({ acts }: SeparationFacts, type: string) => {
    const chosen = [...acts].filter(([, { forced }]) => !forced)
    return tracked.has(type) && chosen.length < 2 && chosen.every(([other]) => related(other, type))
  }

  return {
    compiled,
    tracks,
    facts: { acts: new Map(), broke: [] },
    people: ({ snapshot, facts }, type, may) => {
      const { context } = snapshot
      const forced = owns && isForOwner(may)
      const others = separatePeople(type, may, context, posts).filter(
        ({ actor }) => actor.person !== everybody.person,
      )
      // Where the choice has its name for itself the roles of the others make no difference, so that one is enough: not
      // the owner, who cannot be replaced.
      const other = others.find(({ role }) => role !== 'owner') ?? others[0]
      const tries =
        forced || mayTry(facts, type) ? inEachCapacity(everybody.person, type, may, context, groups) : []
      return [...(shared.has(type) ? others : other ? [other] : []), ...tries]
    },
    mayLeave: true,
    observe: (edge, after) => observe(edge, after, { everybody, pairs, tracked }),
    reads: {
      ofRevision: new Set(),
      byRole: new Set(),
      branching: typesIn(compiled, posts),
      barring: new Map([
        [somewhere.owner, barredToOwner(compiled)],
        [everybody.person, barred],
      ]),
    },
    key: ({ facts }) => [...facts.acts].sort(([a], [b]) => (a < b ? -1 : 1)),
  }
}

type Known = { everybody: { person: string }; pairs: Pair[]; tracked: Set<string> }

function observe(
  { type, person, event, from, taken }: Omit<Edge<SeparationFacts>, 'to'>,
  after: ChartSnapshot,
  { everybody, pairs, tracked }: Known,
): SeparationFacts {
  const before = from.facts.acts
  const acts = new Map(before)
  const { revision } = from.snapshot.context
  const { context }: { context: Context } = after
  const frozen = from.edited && event.revision === context.revision
  for (const [name, { old }] of before)
    if ((old && context.revision !== revision) || (old === 'ended' && frozen)) acts.delete(name)
  const rewritable = after.hasTag('editable') && !from.snapshot.hasTag('editable')
  const old = context.decisions.length === 0 ? 'ended' : 'rewritable'
  if (rewritable) for (const [name, act] of acts) acts.set(name, { ...act, old })
  const broke: string[] = []
  if (tracked.has(type)) {
    if (person !== everybody.person) acts.delete(type)
    else {
      const excluding = excludedBy(type, taken, pairs)
      const breached = excluding.filter((earlier) => acts.has(earlier))
      broke.push(...breached.map((earlier) => nameOf({ earlier, later: type })))
      // What sends the content back is itself judged by what went before it, and never by what comes after.
      acts.set(type, {
        excludedBy: rewritable ? [] : excluding,
        forced: taken.every(isOnlyOwners),
        old: false,
      })
    }
  }
  // In the other order one person has taken both as well: it shows when the request becomes public.
  if (!isPublic(from) && isPublic({ snapshot: after }))
    for (const [later, act] of acts)
      broke.push(
        ...act.excludedBy
          .filter((earlier) => earlier !== later && acts.has(earlier))
          .map((earlier) => nameOf({ earlier, later })),
      )
  return { acts, broke }
}

/** Nobody but the owner may: a colleague of the unit could take the owner's place. */
const isForOwner = ({ as, unit }: May) => !unit && [as].flat().every((role) => role === 'owner')
const isOnlyOwners = (taken: Edge<SeparationFacts>['taken'][number]) => {
  const may = mayOf(taken)
  return may !== undefined && isForOwner(may)
}

/**
 * The decisions that exclude from a choice: of a required approval what any of its choices names; of another what is
 * named where it is offered, be it by another choice of the same name.
 */
function excludedBy(type: string, taken: Edge<SeparationFacts>['taken'], pairs: Pair[]): string[] {
  const offered = taken.flatMap(({ source }) => source.transitions.get(type) ?? [])
  const own = offered.flatMap((one) => mayOf(one)?.notBy ?? [])
  return pairs.flatMap((pair) =>
    pair.later === type && (pair.strict || own.includes(pair.earlier)) ? [pair.earlier] : [],
  )
}

/** The types of choices that several steps declare, or one several times. */
function sharedNames({ chart }: Procedure): Set<string> {
  const types = mays(chart).map(({ type }) => type)
  return new Set(types.filter((type, index) => types.indexOf(type) !== index))
}
