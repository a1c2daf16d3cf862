import { kindOfChoice } from '../chart/edges.ts'
import { does, type May, type Meta } from '../procedure/procedure.ts'
import type { Compiled } from '../run/compile.ts'
import type { ChartSnapshot, Candidate as Transition } from '../run/step.ts'
import { isBlank } from '../text/blank.ts'
import { barredToOwner, inEachCapacity, postsIn, separatePeople, typesIn } from './flow.ts'
import { mays } from './mays.ts'
import { type Edge, type Model, somewhere } from './model.ts'
import { tracksOneAtATime } from './tracks.ts'

/**
 * What became of the content as it was frozen last. `alone`: one person froze it and nobody else has decided on it
 * since, each step of that cited from the document; `uncited`: the same, and some step of it is no document's.
 */
export type SecondPersonFacts = 'another froze it' | 'alone' | 'uncited' | 'seconded'

/**
 * The model in which one person, with `owns` the owner, holds every role, freezes the content and goes as far as one can
 * alone; whatever others do they may do too, in each of their roles.
 */
export function secondPersonModel(
  compiled: Compiled,
  owns: boolean,
  tracks = tracksOneAtATime(compiled.procedure),
): Model<SecondPersonFacts> {
  const { chart } = compiled.procedure
  const one = owns ? somewhere.owner : 'everything'
  const posts = postsIn(compiled)
  const { groups } = posts
  const choices = mays(chart)
  const freezing = new Set(
    choices.flatMap(({ type, transition }) => (does('freeze', transition) ? [type] : [])),
  )
  const decides = decidingIn(compiled)
  return {
    compiled,
    tracks,
    // Before anything is frozen the content is as its owner wrote it.
    facts: owns ? 'uncited' : 'another froze it',
    people: ({ snapshot: { context }, facts }, type, may) => {
      const others = separatePeople(type, may, context, posts).filter(({ actor }) => actor.person !== one)
      // Until this person has frozen something, others do in their stead what does not have to be theirs.
      const tries = facts === 'alone' || facts === 'uncited' || freezing.has(type) || (owns && isOwners(may))
      return tries ? [...others, ...inEachCapacity(one, type, may, context, groups)] : others
    },
    observe: (edge, after) => observe(edge, after, { one, decides }),
    reads: {
      ofRevision: new Set(),
      byRole: new Set(),
      branching: typesIn(compiled, posts),
      barring: new Map([
        [somewhere.owner, barredToOwner(compiled)],
        [one, new Set(choices.flatMap(({ may }) => may.notBy ?? []))],
      ]),
    },
    key: ({ snapshot, facts }) => [facts, facts === 'seconded' && snapshot.context.decisions.length > 0],
  }
}

type Known = { one: string; decides: (transition: Transition) => boolean }

function observe(
  { person, from, taken }: Omit<Edge<SecondPersonFacts>, 'to'>,
  after: ChartSnapshot,
  { one, decides }: Known,
): SecondPersonFacts {
  const another = person !== null && person !== one
  const cited = taken.every(isCited)
  if (after.context.revision !== from.snapshot.context.revision)
    return another ? 'another froze it' : cited ? 'alone' : 'uncited'
  switch (from.facts) {
    case 'another froze it':
      return from.facts
    case 'seconded':
      // A return has made an end of what was decided.
      return after.context.decisions.length === 0 ? 'uncited' : from.facts
    default:
      if (another) return after.context.decisions.length > 0 && taken.some(decides) ? 'seconded' : from.facts
      return cited ? from.facts : 'uncited'
  }
}

const isOwners = ({ as }: May) => [as].flat().includes('owner')

/** Whether the office's document is named for a transition, by its clause. */
export function isCited({ meta }: Pick<Transition, 'meta'>): boolean {
  const { source, clause } = meta as Meta
  return source === 'document' && !isBlank(clause)
}

/** A decision takes the request onward: neither back, nor to its end, nor nowhere. */
function decidingIn({ procedure: { chart } }: Compiled): (transition: Transition) => boolean {
  const known = new Map<Transition, boolean>()
  return (transition) => {
    const found = known.get(transition)
    if (found !== undefined) return found
    const { source, eventType: type, target } = transition
    const index = source.transitions.get(type)?.indexOf(transition) ?? 0
    const declared = { from: source.path.join('.'), type, index }
    const decides = target !== undefined && kindOfChoice(chart, declared) === 'forward'
    known.set(transition, decides)
    return decides
  }
}
