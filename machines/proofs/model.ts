import { startsWith } from '../chart/graph.ts'
import { testHolds } from '../procedure/condition.ts'
import { dayFieldOf, type May } from '../procedure/procedure.ts'
import type { ResolvedNeed } from '../procedure/resolved-need.ts'
import { unitedNeeds } from '../run/choices.ts'
import type { Compiled } from '../run/compile.ts'
import {
  begin,
  type ChartSnapshot,
  delayOf,
  isChoice,
  isTimer,
  mayOf,
  type Permit,
  permit,
  permitTimer,
  type Candidate as Taken,
  take,
  transitionsHere,
} from '../run/step.ts'
import { endOfBangkokDay } from '../run/thai-time.ts'
import type { Actor, ChartEvent, Context } from '../run/vocabulary.ts'
import { dataVariants, dayFields } from './data.ts'
import { byField, testsAhead } from './tests-ahead.ts'
import type { Tracks } from './tracks.ts'

/** The request of the proofs: of some group of some office, at some time. No property depends on which. */
const someTime = Date.parse('2000-01-03T02:00:00Z')
const holidays: ReadonlySet<string> = new Set()
export const somewhere = { office: 'office', group: 'group', owner: 'owner', at: someTime, holidays } as const

/** What the owner's colleagues in the request's group act as, whatever post they hold there: no role of a chart has this name. */
export const unit = '@unit'

/** A reachable state of the model: the snapshot that really runs, and what stands outside the chart. */
export type ReachableState<Facts> = {
  snapshot: ChartSnapshot
  /** The content may differ from what was frozen last. Proofs suppose that whoever may write does. */
  edited: boolean
  /** Deadlines that are running, by the event that they fire, with the instant at which they do. */
  armed: ReadonlyMap<string, number>
  facts: Facts
  key: string
  edges?: Edge<Facts>[]
}

/** An edge of the state graph: a person takes a choice, or a deadline passes. */
export type Edge<Facts> = {
  key: string
  type: string
  /** The role in which the person acts; null for a deadline. */
  role: string | null
  person: string | null
  event: ChartEvent
  /** The transitions that the engine takes: one, or one a region of a parallel step. */
  taken: Taken[]
  /** What an event that takes all of these must carry. */
  needs: ResolvedNeed[]
  from: ReachableState<Facts>
  to: ReachableState<Facts>
}

/** A person who could take a choice, and as what. */
export type Candidate = { role: string; actor: Actor }

/** What a property adds to the chart: who tries the choices, what is remembered of the past, what tells states apart. */
export type Model<Facts> = {
  compiled: Compiled
  /** The parallel steps whose tracks are walked one at a time; without them, every interleaving is. */
  tracks: Tracks[]
  facts: Facts
  people: (state: ReachableState<Facts>, type: string, may: May) => Candidate[]
  /** Whoever may write may also leave it as it is, and freeze the same content again with all that was decided on it. */
  mayLeave?: true
  observe: (edge: Omit<Edge<Facts>, 'to'>, after: ChartSnapshot) => Facts
  /** What something later reads of the decisions that were taken. */
  reads: DecisionsRead
  /** Everything beyond steps, data, deadlines and decisions on which the property, or what may follow, depends. */
  key: (state: Omit<ReachableState<Facts>, 'key'>) => unknown
}

/** Persons are symbolic: whom no separation of duties concerns may be replaced by another of the same role, and is not told apart. */
export type DecisionsRead = {
  /** The types of which it matters whether one was taken about the revision as it stands, or about an older one. */
  ofRevision: ReadonlySet<string>
  /** The types of which it matters in which role. */
  byRole: ReadonlySet<string>
  /** By person, the types that keep this person from something: of the owner, and of the one under test. */
  barring: ReadonlyMap<string, ReadonlySet<string>>
  /** Where what one has decided leads to another choice: the types of which it matters which person took them. */
  branching: ReadonlySet<string>
}

function decisionsIn(
  { decisions, revision }: Context,
  { ofRevision, byRole, barring, branching }: DecisionsRead,
): string[] {
  const read = new Set<string>()
  const persons = new Map<string, Set<string>>()
  for (const { type, by, revision: on } of decisions) {
    if (ofRevision.has(type)) read.add(`${type} on ${on === revision ? 'this' : 'an older'} revision`)
    if (byRole.has(type)) read.add(`${type} as ${roleOf(by)}`)
    if (barring.get(by)?.has(type)) read.add(`${type} by ${by}`)
    if (branching.has(type)) persons.set(by, (persons.get(by) ?? new Set()).add(type))
  }
  for (const [by, types] of persons) read.add(`${by}: ${[...types].sort().join()}`)
  return [...read].sort()
}

/** The role of a person of the proofs, whose name begins with it. */
export const roleOf = (person: string): string => person.split(' ')[0] ?? person

/** The initial state: in which a request begins. */
export function initialState<Facts>(model: Model<Facts>): ReachableState<Facts> {
  const { snapshot, timers } = begin(model.compiled, somewhere)
  const armed = new Map(timers.map(({ id, dueAt }) => [id, dueAt]))
  // A request is created with a first content revision, which nothing has frozen yet.
  return keyed(model, { snapshot, edited: true, armed, facts: model.facts })
}

/** The edges out of a state, each made by the engine itself; worked out once for each state. */
export function edgesFrom<Facts>(model: Model<Facts>, state: ReachableState<Facts>): Edge<Facts>[] {
  if (!state.edges) {
    const found = new Map<string, Edge<Facts>>()
    for (const edge of possibleEdges(model, state)) found.set(edge.key, edge)
    state.edges = [...found.values()]
  }
  return state.edges
}

function* possibleEdges<Facts>(model: Model<Facts>, state: ReachableState<Facts>): Generator<Edge<Facts>> {
  const here = transitionsHere(state.snapshot)
  const track = (one: Taken) => trackOf(one, model.tracks)
  yield* edgesBy(
    model,
    state,
    here.filter((one) => track(one) === undefined),
  )
  for (const { at, names } of model.tracks)
    for (const name of names) {
      const own = here.filter((one) => track(one) === [...at, name].join('.'))
      const found = own.length > 0 ? [...edgesBy(model, state, own)] : []
      yield* found
      // The tracks after it have their turn when nothing more can go on in this one.
      if (found.some(({ taken }) => taken.some((one) => one.target !== undefined || isTimer(one)))) break
    }
}

/** The track in which a transition stays; undefined for what leaves it, which may happen at any time. */
function trackOf({ source, target }: Taken, tracks: Tracks[]): string | undefined {
  for (const { at } of tracks) {
    const track = source.path.slice(0, at.length + 1)
    if (track.length <= at.length || !startsWith(track, at)) continue
    return target?.some(({ path }) => !startsWith(path, track)) ? undefined : track.join('.')
  }
  return undefined
}

function* edgesBy<Facts>(
  model: Model<Facts>,
  state: ReachableState<Facts>,
  offered: Taken[],
): Generator<Edge<Facts>> {
  const { compiled } = model
  const { snapshot } = state
  for (const type of new Set(offered.filter(isTimer).map(({ eventType }) => eventType))) {
    if (!state.armed.has(type)) continue
    const event = eventIn(state, type, null, {})
    const permitted = permitTimer(compiled, snapshot, event)
    if (permitted.ok) yield edgeOf(model, state, { event, permitted, needs: [] })
  }
  for (const candidate of offered.filter(isChoice)) {
    const may = mayOf(candidate)
    const type = candidate.eventType
    for (const { actor } of may ? model.people(state, type, may) : []) {
      const asked = eventIn(state, type, actor, {})
      const permitted = permit(compiled, snapshot, asked)
      if (!permitted.ok) continue
      // One event may move several tracks, and must carry what each of them asks for, as at run time.
      const needs = unitedNeeds(permitted.transitions, compiled.procedure)
      if (needs.some(({ kind }) => kind === 'revision') && !state.edited) continue
      const { revision, values } = snapshot.context
      const tests = byField(testsAhead(compiled.procedure, snapshot))
      for (const data of dataVariants(compiled.procedure, needs, values, {
        tests,
        isTaken: takenDays(state),
      })) {
        const rewritten = edgeOf(model, state, { event: { ...asked, data }, permitted, needs })
        yield rewritten
        const freezes = rewritten.to.snapshot.context.revision !== revision
        if (model.mayLeave && freezes && revision > 0 && !needs.some(({ kind }) => kind === 'revision'))
          yield edgeOf(model, state, { event: { ...asked, revision, data }, permitted, needs })
      }
    }
  }
}

const eventIn = <Facts>(
  { snapshot, edited }: ReachableState<Facts>,
  type: string,
  actor: Actor | null,
  data: ChartEvent['data'],
): ChartEvent => {
  const { revision } = snapshot.context
  // The API writes what was changed after a freeze into the next revision.
  return { type, at: someTime, actor, revision: edited ? revision + 1 : revision, data, holidays }
}

/** The days that are set or waited for: one that is set anew is another, or it would not be seen to move a deadline. */
function takenDays<Facts>({ snapshot, armed }: ReachableState<Facts>): (day: string) => boolean {
  const values = Object.values(snapshot.context.values)
  const instants = new Set(armed.values())
  return (day) => values.includes(day) || instants.has(endOfBangkokDay(day))
}

/** As the owner, as one of the owner's unit, or in a role of the chart. */
const capacityIn = (capacity: NonNullable<Permit['capacity']>): string =>
  capacity === 'owner' ? capacity : capacity.as === 'unit' ? unit : (capacity.as ?? capacity.role)

type Sent = { event: ChartEvent; permitted: Permit; needs: ResolvedNeed[] }

function edgeOf<Facts>(
  model: Model<Facts>,
  from: ReachableState<Facts>,
  { event, permitted, needs }: Sent,
): Edge<Facts> {
  const { type, data } = event
  const { capacity, transitions: taken } = permitted
  const answer = take(model.compiled, from.snapshot, event, permitted)
  const person = event.actor?.person ?? null
  const role = person === null || capacity === null ? null : capacityIn(capacity)
  const left = from.edited && event.revision === from.snapshot.context.revision
  const key = `${type} ${person} ${role} ${JSON.stringify(data)}${left ? ' as it was' : ''}`
  const edge = { key, type, role, person, event, taken, needs, from }
  const armed = new Map(from.armed)
  armed.delete(type)
  for (const id of answer.cancelled) armed.delete(id)
  for (const { id, dueAt } of answer.timers) armed.set(id, dueAt)
  const { snapshot } = answer
  const frozen = snapshot.context.revision === event.revision
  return {
    ...edge,
    to: keyed(model, {
      snapshot,
      edited: (from.edited && !frozen) || (snapshot.status === 'active' && snapshot.hasTag('editable')),
      armed: snapshot.status === 'active' ? armed : new Map(),
      facts: model.observe(edge, snapshot),
    }),
  }
}

function keyed<Facts>(model: Model<Facts>, state: Omit<ReachableState<Facts>, 'key'>): ReachableState<Facts> {
  const { snapshot, edited, armed } = state
  const { values, revision } = snapshot.context
  const ahead = testsAhead(model.compiled.procedure, snapshot)
  const key = JSON.stringify([
    snapshot.value,
    rememberedSteps(snapshot),
    edited,
    revision > 0,
    // Of each test that a guard may still make, whether it holds.
    ahead.map((test) => testHolds(test, values[test.field])),
    [...dayFields(model.compiled.procedure)].map((field) => typeof values[field] === 'string'),
    [...armed.keys()].sort().map((id) => [id, isStale(model.compiled, state, id)]),
    decisionsIn(snapshot.context, model.reads),
    model.key(state),
  ])
  return { ...state, key }
}

/** What history steps remember: it decides where a later event leads, as much as the steps of now do. */
const rememberedSteps = ({ historyValue }: ChartSnapshot): [string, string[]][] =>
  Object.entries(historyValue as Record<string, { id: string }[]>)
    .map(([id, steps]): [string, string[]] => [id, steps.map((step) => step.id).sort()])
    .sort(([a], [b]) => (a < b ? -1 : 1))

/** The deadline that an `after` event stands for. */
export const deadlineOf = ({ procedure }: Compiled, type: string) => {
  const name = delayOf(type)
  return procedure.deadlines.find(({ id }) => id === name)
}

/** Whether a running deadline waits for a date that has been changed since it was set. */
export function isStale(
  compiled: Compiled,
  { snapshot, armed }: Pick<ReachableState<unknown>, 'snapshot' | 'armed'>,
  id: string,
): boolean {
  const deadline = deadlineOf(compiled, id)
  const field = deadline && dayFieldOf(deadline)
  if (field === undefined) return false
  const day = snapshot.context.values[field]
  return typeof day !== 'string' || armed.get(id) !== Math.max(someTime, endOfBangkokDay(day))
}

/** The public site shows it: the publication follows the tag, whether or not the request has ended. */
export const isPublic = ({ snapshot }: Pick<ReachableState<unknown>, 'snapshot'>): boolean =>
  snapshot.hasTag('public')
