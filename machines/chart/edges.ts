import type { Text } from '../procedure/procedure.ts'
import {
  isTagged,
  leafExits,
  leavesOf,
  leavesUnder,
  nodeAt,
  resolverOf,
  resolveTarget,
  samePath,
  startsWith,
  walk,
} from './graph.ts'
import { eachOf, isObject, type Json, objectOf, type Path, stringOf, titleOf } from './json.ts'
import { allTransitions, membersOf, type PlacedTransition } from './transitions.ts'

/** The kinds of what an official may choose; the other two happen without anybody. */
export const choiceKinds = ['forward', 'return', 'recall', 'ending'] as const
export const edgeKinds = [...choiceKinds, 'deadline', 'automatic'] as const
export type ChoiceKind = (typeof choiceKinds)[number]
export type EdgeKind = (typeof edgeKinds)[number]

export type Edge = {
  /** `<from>:<type>:<number in its list>` */
  id: string
  at: Path
  /** Dotted paths of steps; empty for the chart itself. */
  from: string
  to: string
  /** The event type, or the name of the deadline; `always` and `done` for the automatic ones. */
  type: string
  kind: EdgeKind
  /** One of the endings that several steps offer under one name, such as withdrawal: drawn as one line for all. */
  aside: boolean
  /** Leads to an earlier step or stays where it is: drawn beside the steps and not from above to below. */
  back: boolean
  title: Text
  clause: string
  source: 'document' | 'added'
}

/** Charts are data that nobody changes in place: an edit and an import make new ones. */
const known = new WeakMap<Json, Edge[]>()

/**
 * Every transition of a chart, or of an unfinished draft, as an edge between two steps with its one kind; what names no
 * step that there is has no edge. The only place where the kind of a transition is decided:
 *
 * - `deadline`, `automatic`: taken by time (`after`), or as soon as it can be (`always`, `onDone`); nobody chooses it.
 * - `ending`: the request ends there, whatever the reasons: a withdrawal, a final refusal, the taking down.
 * - `return`: leads back to a step through which every path to this one has come, so that what was done since is to be
 *   done anew; or to a step from which nothing but such a way back leads on (a refusal of which the owner is informed
 *   first). That is the back edge of flow analysis (its target dominates its source), which depends neither on the
 *   order in which the steps were written, nor on reasons being asked, nor on `startAgain`, which only says what
 *   becomes of the decisions. No return: what stays at its step; what goes on where a history step left off; and what
 *   leads to a public step, since that mends what is published already.
 * - `recall`: a way back that only the owner may take, from a step where somebody else is asked to act. It is no decision
 *   against the owner, and the request does not wait for it. Where nobody else is asked, the owner is, and it is a return.
 * - `forward`: any other choice.
 */
export function edgesOf(chart: Json): Edge[] {
  const made = known.get(chart) ?? makeEdges(chart)
  known.set(chart, made)
  return made
}

/** The kind of one choice, by the step that declares it, its event, and its number among those of that event there. */
export function kindOfChoice(
  chart: Json,
  { from, type, index }: { from: string; type: string; index: number },
): ChoiceKind {
  const wanted = `${from}:${type}:${index}`
  const kind = edgesOf(chart).find(({ id }) => id === wanted)?.kind
  return choiceKinds.find((one) => one === kind) ?? 'forward'
}

function makeEdges(chart: Json): Edge[] {
  const flow = flowOf(chart)
  const resolve = resolverOf(chart)
  const order = new Map([...walk(chart)].map(({ path }, index) => [keyOf(path), index]))
  const isEarlier = (to: string[], from: string[]) =>
    (order.get(keyOf(to)) ?? 0) <= (order.get(keyOf(from)) ?? 0)
  const edges: Edge[] = []
  const leading: Edge[] = []
  /** The ids of those that only the owner may take. */
  const owners = new Set<string>()
  for (const placed of allTransitions(chart)) {
    const { at, from, kind, name, transition } = placed
    const stays = transition.target === undefined
    const to = stays ? from : resolve(from, stringOf(transition.target))
    if (!to) continue
    const type = kind === 'always' ? 'always' : kind === 'onDone' ? 'done' : name
    const index = typeof at.at(-1) === 'number' ? at.at(-1) : 0
    const { clause, source } = objectOf(transition.meta)
    const inside = startsWith(to, from) || startsWith(from, to)
    const leadsBack = flow.leadsBack(from, to)
    const edge: Edge = {
      id: `${keyOf(from)}:${type}:${index}`,
      at,
      from: keyOf(from),
      to: keyOf(to),
      type,
      kind: kindOf(chart, placed, to, flow),
      aside: false,
      // Of a cycle that no step begins, the edge to the earlier step of the chart's own order is the one at the side.
      back:
        inside || leadsBack || (isEarlier(to, from) && flow.reaches(to, from) && !flow.leadsBack(to, from)),
      title: titleOf(transition),
      clause: stringOf(clause),
      source: source === 'added' ? 'added' : 'document',
    }
    edges.push(edge)
    if (kind === 'on' && isOwnersAlone(transition)) owners.add(edge.id)
    // What a group, or the whole chart, offers without leaving the step leads nowhere, and not back to its beginning.
    if (!stays) leading.push(edge)
  }
  const isOnlyBack = leadsOnlyBack(chart, leading, flow)
  const told = edges.map(
    (edge): Edge => ({
      ...edge,
      kind: edge.kind === 'forward' && isOnlyBack(edge) ? 'return' : edge.kind,
      aside: isAside(chart, edge, edges),
    }),
  )
  const askOthers = told.filter(
    ({ id, kind }) => (kind === 'forward' || kind === 'return') && !owners.has(id),
  )
  const isRecall = ({ id, kind, from }: Edge) =>
    kind === 'return' &&
    owners.has(id) &&
    askOthers.some(
      (other) => startsWith(pathOf(from), pathOf(other.from)) || startsWith(pathOf(other.from), pathOf(from)),
    )
  return told.map((edge) => (isRecall(edge) ? { ...edge, kind: 'recall' } : edge))
}

/** Tells which edges lead to a step from which, endings aside, every further edge is a return of the first one's step. */
function leadsOnlyBack(chart: Json, edges: Edge[], flow: Flow): (edge: Edge) => boolean {
  const isCompletion = ({ kind, type }: Edge) => kind === 'automatic' && type === 'done'
  const onwardEdges = edges.filter(({ kind }) => kind !== 'ending')
  const targets = (of: Edge[]) =>
    new Map(
      [...Map.groupBy(of, ({ from }) => from)].map(([from, list]) => [
        from,
        [...new Set(list.map(({ to }) => to))],
      ]),
    )
  const left = targets(onwardEdges.filter((edge) => !isCompletion(edge)))
  const completed = targets(onwardEdges.filter(isCompletion))
  /** Where a leaf leads on, as lists that it shares with others; undefined where it does not, or is public. */
  const onward = memoized((leaf: string) => {
    const path = pathOf(leaf)
    const lists = Array.from({ length: path.length + 1 }, (_, depth) => left.get(keyOf(path.slice(0, depth))))
    if (isFinal(chart, path)) lists.push(completed.get(keyOf(path.slice(0, -1))))
    const found = lists.filter((list) => list !== undefined)
    const leads = found.some((list) => list.some((to) => to !== leaf))
    return leads && !isTagged(chart, path, 'public') ? found : undefined
  })
  const isOnlyBack = (source: string, first: string) => {
    const from = pathOf(source)
    const seen = new Set<string>()
    const open = [first]
    let found = false
    const follow = (next: string) => {
      if (isReturn(chart, from, pathOf(next), flow)) found = true
      else open.push(next)
    }
    /** The lists that were followed, each with the leaf that it was not followed to because it stood there. */
    const followed = new Map<string[], string | undefined>()
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      if (seen.has(key)) continue
      seen.add(key)
      const to = pathOf(key)
      const type = nodeAt(chart, to)?.type
      // Where one goes on by more than one track, or where one was, there is no saying what leads on.
      if (key === source || type === 'history' || type === 'parallel' || parallelAround(chart, from, to))
        return false
      for (const leaf of flow.entered(key)) {
        const lists = onward(leaf)
        if (!lists) return false
        for (const list of lists) {
          const skipped = followed.get(list)
          if (!followed.has(list)) {
            for (const next of list) if (next !== leaf) follow(next)
            followed.set(list, list.includes(leaf) ? leaf : undefined)
          } else if (skipped !== undefined && skipped !== leaf) {
            follow(skipped)
            followed.set(list, undefined)
          }
        }
      }
    }
    return found
  }
  const bySource = memoized((source) => memoized((first) => isOnlyBack(source, first)))
  return ({ from, to }) => bySource(from)(to)
}

function memoized<Result>(work: (key: string) => Result): (key: string) => Result {
  const known = new Map<string, Result>()
  return (key) => {
    if (!known.has(key)) known.set(key, work(key))
    return known.get(key) as Result
  }
}

const isFinal = (chart: Json, path: string[]) => nodeAt(chart, path)?.type === 'final'

const isReturn = (chart: Json, from: string[], to: string[], flow: Flow): boolean =>
  nodeAt(chart, to)?.type !== 'history' && flow.leadsBack(from, to) && !flow.entersPublic(keyOf(to))

function kindOf(
  chart: Json,
  { from, kind, transition }: PlacedTransition<Json>,
  to: string[],
  flow: Flow,
): EdgeKind {
  if (kind === 'after') return 'deadline'
  if (kind !== 'on') return 'automatic'
  if (transition.target === undefined) return 'forward'
  if (flow.isEnding(keyOf(to))) return 'ending'
  return isReturn(chart, from, to, flow) ? 'return' : 'forward'
}

/** Whether the request ends once it has come to this step, at once or by what then follows by itself. */
function ends(chart: Json, leaf: string[], seen: Set<string>): boolean {
  const node = nodeAt(chart, leaf)
  if (!node || seen.has(keyOf(leaf))) return false
  if (node.type === 'final' && leaf.length === 1 && chart.type !== 'parallel') return true
  const around = leaf.slice(0, -1)
  const parent = nodeAt(chart, around)
  // The end of one track waits for the others.
  const completed = node.type === 'final' && parent?.type !== 'parallel'
  const onward = completed ? { from: around, given: parent?.onDone } : { from: leaf, given: node.always }
  const transitions = eachOf(onward.given).filter(isObject)
  return (
    transitions.some(({ guard }) => guard === undefined) &&
    transitions.every(({ target }) => {
      const to = resolveTarget(chart, onward.from, stringOf(target))
      const leaves = to ? leavesOf(chart, to) : []
      return leaves.length > 0 && leaves.every((next) => ends(chart, next, new Set([...seen, keyOf(leaf)])))
    })
  )
}

/** Whether a choice is the owner's and nobody else's. */
function isOwnersAlone({ guard }: PlacedTransition<Json>['transition']): boolean {
  const may = membersOf(guard, []).find((one) => one.guard.type === 'may')?.guard
  return may !== undefined && [objectOf(may.params).as].flat().every((one) => one === 'owner')
}

const isAside = (chart: Json, edge: Edge, edges: Edge[]) =>
  edge.kind === 'ending' &&
  nodeAt(chart, [edge.to])?.type === 'final' &&
  edges.filter(({ kind, type, to }) => kind === 'ending' && type === edge.type && to === edge.to).length >
    1 &&
  // An ending that is also reached in another way (taken down by hand or by date) belongs to the main picture.
  edges.every(({ type, to }) => to !== edge.to || type === edge.type)

type Flow = ReturnType<typeof flowOf>

/** What of the chart can be reached, and through what. */
function flowOf(chart: Json) {
  const exits = leafExits(chart)
  const reach = (start: string[], without: ReadonlySet<string>): Set<string> => {
    const seen = new Set(start.filter((leaf) => !without.has(leaf)))
    const followed = new Set<readonly string[]>()
    // A set is walked in the order of insertion, what is added meanwhile included.
    for (const leaf of seen)
      for (const list of exits.get(leaf) ?? []) {
        if (followed.has(list)) continue
        followed.add(list)
        for (const to of list) if (!without.has(to)) seen.add(to)
      }
    return seen
  }
  const beginning = leavesOf(chart, []).map(keyOf)
  const everything = reach(beginning, new Set())
  const under = memoized((key) => leavesUnder(chart, pathOf(key)).map(keyOf))
  const entered = memoized((key) => new Set(leavesOf(chart, pathOf(key)).map(keyOf)))
  // Steps that enter the same leaves, as history steps of one parent do, share what can be reached without them.
  const reachable = memoized((without: string) => reach(beginning, new Set(without.split('\n'))))
  const pastUnder = memoized((key) => reachable(under(key).join('\n')))
  const pastEntered = memoized((key) => reachable([...entered(key)].join('\n')))
  const reachedFrom = memoized((key) => reach([...entered(key)], new Set()))
  const dominates = (from: string[], to: string[]) => {
    if (samePath(from, to)) return false
    const into = entered(keyOf(to))
    const passed = parallelAround(chart, from, to)
    const gone = passed ? pastUnder(keyOf(passed)) : pastEntered(keyOf(to))
    const left = under(keyOf(from)).filter((leaf) => everything.has(leaf) && !into.has(leaf))
    return left.length > 0 && into.size > 0 && left.every((leaf) => !gone.has(leaf))
  }
  const bySource = memoized((from) => memoized((to) => dominates(pathOf(from), pathOf(to))))
  return {
    /** The leaves that are entered with a step. */
    entered,
    entersPublic: memoized((key) =>
      [...entered(key)].some((leaf) => isTagged(chart, pathOf(leaf), 'public')),
    ),
    /** Whether the request ends wherever it comes to with a step. */
    isEnding: memoized((key) => {
      const leaves = [...entered(key)]
      return leaves.length > 0 && leaves.every((leaf) => ends(chart, pathOf(leaf), new Set()))
    }),
    /** Whether every path to `from` has come through `to`; not for a step to itself, nor from where nothing leads. */
    leadsBack: (from: string[], to: string[]): boolean => bySource(keyOf(from))(keyOf(to)),
    /** Whether some path leads from `from` into `to`. */
    reaches(from: string[], to: string[]): boolean {
      const reached = reachedFrom(keyOf(from))
      return under(keyOf(to)).some((leaf) => reached.has(leaf))
    },
  }
}

/** The outermost parallel step around `to` but not around `from`: whoever comes to one of its tracks begins them all. */
function parallelAround(chart: Json, from: string[], to: string[]): string[] | undefined {
  for (let length = 0; length < to.length; length += 1) {
    const around = to.slice(0, length)
    if (!startsWith(from, around) && nodeAt(chart, around)?.type === 'parallel') return around
  }
  return undefined
}

const keyOf = (path: string[]) => path.join('.')
const pathOf = (key: string) => (key === '' ? [] : key.split('.'))

/** The innermost group that holds both ends of an edge; the whole chart is the empty path. */
export function containerOf({ from, to }: Pick<Edge, 'from' | 'to'>): string {
  const a = from.split('.')
  const b = to.split('.')
  if (from !== to && (from.startsWith(`${to}.`) || to.startsWith(`${from}.`)))
    return from.length < to.length ? from : to
  const common = a.findIndex((name, index) => name !== b[index])
  return a.slice(0, common === -1 ? a.length - 1 : Math.min(common, a.length - 1)).join('.')
}
