import type { May, Rule } from '../procedure/procedure.ts'
import type { Compiled } from '../run/compile.ts'
import { type Actor, type Appointment, type Context, inScope, refusals } from '../run/vocabulary.ts'
import { mays } from './mays.ts'
import { type Candidate, type Model, type ReachableState, roleOf, somewhere, unit } from './model.ts'
import { tracksOneAtATime } from './tracks.ts'

/** What has ever happened, returns or not: `TYPE`, and `TYPE role`. */
export type FlowFacts = { ever: ReadonlySet<string> }

/**
 * The model in which every role is held by persons of its own, so that nobody stands in the way who need not: whatever
 * can happen at all can happen here. Remembers what the order and the office's rules require.
 */
export function flowModel(
  compiled: Compiled,
  tracks = tracksOneAtATime(compiled.procedure),
): Model<FlowFacts> {
  const { requires, rules } = compiled.procedure
  const posts = postsIn(compiled)
  const asked = new Set(rules.flatMap(({ kind, other }) => (kind === 'neverBefore' ? [other] : [])))
  return {
    compiled,
    tracks,
    facts: { ever: new Set() },
    people: ({ snapshot }, type, may) => separatePeople(type, may, snapshot.context, posts),
    observe: ({ from, type, role }) =>
      asked.has(type) && !from.facts.ever.has(`${type} ${role}`)
        ? { ever: new Set([...from.facts.ever, type, `${type} ${role}`]) }
        : from.facts,
    reads: {
      ofRevision: new Set(requires),
      byRole: new Set(rules.map(({ other }) => other)),
      barring: new Map([[somewhere.owner, barredToOwner(compiled)]]),
      branching: typesIn(compiled, posts),
    },
    key: ({ facts }) => [...facts.ever].sort(),
  }
}

/** Whether a decision of this type was made, since the last return, about the content as it was last frozen. */
export const isDecided = ({ decisions, revision }: Context, type: string): boolean =>
  decisions.some((taken) => taken.type === type && taken.revision === revision)

/** Whether what a rule of the office wants first has happened. */
export function isMet(
  { snapshot, facts }: Pick<ReachableState<FlowFacts>, 'snapshot' | 'facts'>,
  rule: Rule,
): boolean {
  const { kind, other, by } = rule
  if (kind === 'neverBefore') return facts.ever.has(by === undefined ? other : `${other} ${by}`)
  const { decisions }: Context = snapshot.context
  return decisions.some((taken) => taken.type === other && (by === undefined || roleOf(taken.by) === by))
}

/** The groups in which a role is to be held to take a choice, as far as it makes a difference to what the event moves. */
export type Groups = (type: string, may: May, role: string) => string[]

/**
 * One group is enough, unless choices of one name reach differently far: then one who is in reach of this choice may be
 * out of reach of another that the same event would take along.
 */
export function groupsToTry({ procedure }: Compiled): Groups {
  const scopes = new Map<string, Set<string>>()
  const choices = mays(procedure.chart)
  // Whoever has a post in the request's group acts as its unit there, and elsewhere in the role of the post.
  const units = new Set(choices.flatMap(({ type, may }) => (may.unit ? [type] : [])))
  for (const { type, may } of choices)
    for (const role of [may.as].flat()) {
      const known = scopes.get(`${type} ${role}`) ?? new Set()
      scopes.set(`${type} ${role}`, known.add(may.group ?? may.within ?? 'office'))
    }
  const all = [somewhere.group, ...new Set(choices.flatMap(({ may }) => may.group ?? [])), 'elsewhere']
  return (type, may, role) =>
    units.has(type) || (scopes.get(`${type} ${role}`)?.size ?? 0) > 1
      ? all.filter((group) => inScope(may, somewhere, group))
      : [may.group ?? somewhere.group]
}

/**
 * The decisions that do not only keep a person from a choice but lead them to another of the same name, which asks for
 * less: there it matters who has taken them, whatever post that person acts in now.
 */
export function branchingDecisions({ procedure }: Compiled): Map<string, ReadonlySet<string>> {
  const asked = new Map<string, string[][]>()
  for (const { type, may } of mays(procedure.chart))
    asked.set(type, [...(asked.get(type) ?? []), [...(may.notBy ?? [])].sort()])
  return new Map(
    [...asked].flatMap(([type, lists]) =>
      new Set(lists.map((list) => list.join())).size > 1 ? [[type, new Set(lists.flat())] as const] : [],
    ),
  )
}

/** Those who have decided what leads them to another choice of this name, in each post that this choice asks for. */
function deciders(type: string, may: May, context: Context, { groups, branching }: Posts): Candidate[] {
  const leads = branching.get(type)
  if (!leads) return []
  const people = context.decisions.flatMap((taken) => (leads.has(taken.type) ? taken.by : []))
  return [...new Set(people)].flatMap((person) =>
    inEachCapacity(person, type, may, context, groups).filter(({ role }) => role !== 'owner'),
  )
}

/** How people are tried: in which groups, and who again for what they have decided. */
export type Posts = { groups: Groups; branching: Map<string, ReadonlySet<string>> }
export const postsIn = (compiled: Compiled): Posts => ({
  groups: groupsToTry(compiled),
  branching: branchingDecisions(compiled),
})

/** One person for each role and group; another of the same role only where the first is excluded. */
export function separatePeople(type: string, may: May, context: Context, posts: Posts): Candidate[] {
  const { groups } = posts
  const notApart = (role: string, group: string) => {
    for (let number = 1; ; number += 1) {
      const actor = holder(role, group, number, context.office)
      if (refusals(may, context, actor).every(({ code }) => code !== 'separation_of_duties'))
        return { role, actor }
    }
  }
  const separate = [may.as].flat().flatMap((role) => {
    if (role !== 'owner') return groups(type, may, role).map((group) => notApart(role, group))
    const actor: Actor = { person: context.owner, appointments: [] }
    const owner = refusals(may, context, actor).length === 0 ? [{ role, actor }] : []
    return may.unit ? [...owner, notApart(unit, context.group)] : owner
  })
  return [...separate, ...deciders(type, may, context, posts)]
}

/** One acts in one capacity at a time, and what it moves may depend on which: one person, in each that fits. */
export const inEachCapacity = (
  person: string,
  type: string,
  may: May,
  context: Context,
  groups: Groups,
): Candidate[] =>
  [may.as].flat().flatMap((role) => {
    const asOwner = person === context.owner || !may.unit ? [] : [heldIn(unit, context.group)]
    const held = role === 'owner' ? [asOwner] : groups(type, may, role).map((group) => [heldIn(role, group)])
    const part = role === 'owner' && person !== context.owner ? unit : role
    const actors = held.map((appointments): Actor => ({ person, appointments }))
    return actors.flatMap((actor) =>
      refusals(may, context, actor).length === 0 ? [{ role: part, actor }] : [],
    )
  })

/** All decisions of which it matters who took them: none, unless some lead to another choice. */
export const typesIn = ({ procedure }: Compiled, { branching }: Posts): ReadonlySet<string> =>
  new Set(branching.size === 0 ? [] : mays(procedure.chart).flatMap(({ may }) => may.notBy ?? []))

const heldIn = (role: string, group: string): Appointment => ({
  id: `${role} ${group}`,
  office: somewhere.office,
  group,
  role,
  capacity: 'holder',
  orderNumber: null,
})

function holder(role: string, group: string, number: number, office: string): Actor {
  const person = `${role} ${group} ${number}`
  const appointment = { id: person, office, group, role, capacity: 'holder', orderNumber: null } as const
  return { person, appointments: [appointment] }
}

/** The decisions that bar the owner, who cannot be replaced by another, from something. */
export const barredToOwner = ({ procedure }: Compiled): Set<string> =>
  new Set(
    mays(procedure.chart).flatMap(({ may }) => ([may.as].flat().includes('owner') ? (may.notBy ?? []) : [])),
  )
