import { leavesOf, nodeAt, resolveTarget, startsWith, walk } from '../chart/graph.ts'
import { allTransitions, type PlacedTransition } from '../chart/transitions.ts'
import { partsOfGuard } from '../procedure/condition.ts'
import { type Action, does, needTraits, type Procedure } from '../procedure/procedure.ts'
import { kindOfNeed } from '../procedure/resolved-need.ts'
import { dayFields, fieldsThatGuardsRead } from './data.ts'

/** A parallel step whose tracks need not be interleaved: each is walked to its end before the next. */
export type Tracks = { at: string[]; names: string[] }

const known = new WeakMap<Procedure, Tracks[]>()

/**
 * The outermost parallel steps whose tracks may be walked one at a time, since no order of theirs makes a difference:
 * they share no event, value, `notBy` or rule, none of them is public, written in or remembered, none goes round, and
 * whoever leaves them early leaves nothing of their progress behind.
 */
export function tracksOneAtATime(procedure: Procedure): Tracks[] {
  const found = known.get(procedure) ?? findTracks(procedure)
  known.set(procedure, found)
  return found
}

function findTracks(procedure: Procedure): Tracks[] {
  const found: Tracks[] = []
  for (const { path, node } of walk(procedure.chart)) {
    if (node.type !== 'parallel' || found.some(({ at }) => startsWith(path, at))) continue
    const tracks = { at: path, names: Object.keys(node.states ?? {}) }
    if (areIndependent(procedure, tracks)) found.push(tracks)
  }
  return found
}

type TrackedTransition = PlacedTransition & {
  /** The track that declares it; undefined for the parallel step itself and what is around it. */
  track: string | undefined
  to: string[] | undefined
}

const isInside = (path: string[], { at }: Tracks) => path.length > at.length && startsWith(path, at)
const actionsOf = (given: Action | Action[] | undefined) => [given ?? []].flat().map(({ type }) => type)

function areIndependent(procedure: Procedure, tracks: Tracks): boolean {
  const { chart } = procedure
  const { at } = tracks
  for (const { path, node } of walk(chart)) {
    const around = path.slice(0, -1)
    // What a history remembers of the tracks is their progress.
    if (node.type === 'history' && (startsWith(around, at) || startsWith(at, around))) return false
    if (!isInside(path, tracks)) continue
    if (node.tags?.some((tag) => tag !== 'resting')) return false
    if ([...actionsOf(node.entry), ...actionsOf(node.exit)].some((type) => type !== 'notify')) return false
  }
  const transitions = [...allTransitions(chart)].flatMap((placed): TrackedTransition[] => {
    const { from, transition } = placed
    const inside = isInside(from, tracks)
    // `onDone` of the parallel step itself is taken when every track has come to its end.
    const isEnd = from.length === at.length && placed.kind === 'onDone'
    if (isEnd || !(inside || startsWith(at, from))) return []
    const to = transition.target === undefined ? undefined : resolveTarget(chart, from, transition.target)
    return [{ ...placed, track: inside ? from[at.length] : undefined, to }]
  })
  return (
    transitions.every((placed) => forgets(procedure, tracks, placed)) &&
    sharesNoEvent(transitions, tracks) &&
    sharesNoReader(procedure, transitions) &&
    tracks.names.every((name) => !goesRound(procedure, tracks, transitions, name))
  )
}

const isLeaving = ({ to, track }: TrackedTransition, { at }: Tracks) =>
  to !== undefined && (track === undefined || !startsWith(to, [...at, track]))

/** A transition either stays in its track and changes nothing but that, or leaves all tracks and makes an end of them. */
function forgets(procedure: Procedure, tracks: Tracks, placed: TrackedTransition): boolean {
  const { chart } = procedure
  const { transition, to } = placed
  const read = new Set([...fieldsThatGuardsRead(procedure), ...dayFields(procedure)])
  const isRead = (transition.meta.needs ?? []).some(
    (need) => needTraits[kindOfNeed(need)].kept && read.has(need.field),
  )
  if (isRead || does('freeze', transition)) return false
  if (!isLeaving(placed, tracks)) return !does('startAgain', transition)
  if (to === undefined || startsWith(to, tracks.at)) return false
  const node = nodeAt(chart, to)
  const ends = to.length === 1 && node?.type === 'final' && !node.tags?.includes('public')
  return ends || does('startAgain', transition)
}

/** An event moves one track alone, or leads out of all of them to one and the same step. */
function sharesNoEvent(transitions: TrackedTransition[], tracks: Tracks): boolean {
  const byName = new Map<string, TrackedTransition[]>()
  for (const placed of transitions)
    if (placed.kind === 'on') byName.set(placed.name, [...(byName.get(placed.name) ?? []), placed])
  return [...byName.values()].every((same) => {
    const [first] = same
    return (
      same.every(({ track }) => track === first?.track) ||
      same.every((placed) => isLeaving(placed, tracks) && placed.to?.join('.') === first?.to?.join('.'))
    )
  })
}

/** No decision of one track is read in another: by `notBy`, or by a rule of the office. */
function sharesNoReader({ chart, rules }: Procedure, transitions: TrackedTransition[]): boolean {
  const tracksOf = (type: string) =>
    new Set(
      transitions.flatMap(({ kind, name, track }) => (kind === 'on' && name === type ? (track ?? []) : [])),
    )
  const apart = (one: string, other: string) =>
    [...tracksOf(one)].every((track) => [...tracksOf(other)].every((another) => track === another))
  for (const { kind, name, transition } of allTransitions(chart))
    if (kind === 'on')
      for (const earlier of partsOfGuard(transition.guard).may?.params.notBy ?? [])
        if (!apart(name, earlier)) return false
  return rules.every(
    ({ kind, event, other }) => apart(event, other) && (kind !== 'neverBefore' || tracksOf(other).size === 0),
  )
}

/** Whether a track can come back to where it was: then the tracks after it would never have their turn. */
function goesRound(
  { chart }: Procedure,
  tracks: Tracks,
  transitions: TrackedTransition[],
  name: string,
): boolean {
  const next = new Map<string, string[]>()
  const own = transitions.filter(({ track, to }) => track === name && to !== undefined)
  for (const { path, node } of walk(chart)) {
    if (!startsWith(path, [...tracks.at, name]) || node.states || node.type === 'history') continue
    const leaves = own
      .filter((placed) => startsWith(path, placed.from) && !isLeaving(placed, tracks))
      .flatMap(({ to }) => leavesOf(chart, to ?? []))
    next.set(
      path.join('.'),
      leaves.map((leaf) => leaf.join('.')),
    )
  }
  const done = new Set<string>()
  const open = new Set<string>()
  const loops = (leaf: string): boolean => {
    if (done.has(leaf)) return false
    if (open.has(leaf)) return true
    open.add(leaf)
    const found = (next.get(leaf) ?? []).some(loops)
    open.delete(leaf)
    done.add(leaf)
    return found
  }
  return [...next.keys()].some(loops)
}
