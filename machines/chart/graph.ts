import type { Chart, StateNodeConfig } from '../procedure/procedure.ts'
import { eachOf, isObject, type Json, objectOf, type Path, stringOf } from './json.ts'

/**
 * A chart may be a sound one or an unfinished draft, of which any part may be missing or of the wrong kind: what cannot
 * be read is passed over. A sound chart gives its own types back.
 */
type Node = StateNodeConfig | Chart
export type Place<Of = Node> = {
  /** `chart.states.draft`, as problems name it, and the same name by name. */
  place: string
  at: Path
  /** The names on the way from the chart to the step; empty for the chart itself. */
  path: string[]
  node: Of
}

/** The place of the step at a path; of the chart itself for the empty path. */
export const placeOfStep = (path: string[]): Path => ['chart', ...path.flatMap((name) => ['states', name])]

/** Every step of a chart, the chart itself first, parents before children, in the order of the chart. */
export function walk(chart: Chart): Generator<Place>
export function walk(chart: Json): Generator<Place<Json>>
export function* walk(chart: Json): Generator<Place<Json>> {
  const open: Place<Json>[] = [{ place: 'chart', at: ['chart'], path: [], node: chart }]
  for (let next = open.shift(); next; next = open.shift()) {
    yield next
    const { place, at, path, node } = next
    const children: Place<Json>[] = []
    for (const [name, child] of Object.entries(objectOf(node.states)))
      if (isObject(child))
        children.push({
          place: `${place}.states.${name}`,
          at: [...at, 'states', name],
          path: [...path, name],
          node: child,
        })
    open.unshift(...children)
  }
}

/** The step at a path, if the chart has it. */
export function nodeAt(chart: Chart, path: string[]): Node | undefined
export function nodeAt(chart: Json, path: string[]): Json | undefined
export function nodeAt(chart: Json, path: string[]): Json | undefined {
  let node: Json | undefined = chart
  for (const name of path) {
    const states = objectOf(node?.states)
    const child: unknown = Object.hasOwn(states, name) ? states[name] : undefined
    node = isObject(child) ? child : undefined
  }
  return node
}

export const startsWith = (path: string[], prefix: string[]): boolean =>
  prefix.every((name, index) => path[index] === name)
export const samePath = (one: string[], other: string[]): boolean =>
  one.length === other.length && startsWith(one, other)
const keyOf = (path: string[]) => path.join('.')

/** Whether the step at a path, or one around it, has a tag. */
export const isTagged = (chart: Json, path: string[], tag: string): boolean =>
  [chart, ...path.map((_, index) => nodeAt(chart, path.slice(0, index + 1)))].some((node) =>
    eachOf(node?.tags).includes(tag),
  )

/** The path that a transition's target names, by XState's rules: `#id`, `#id.child`, `.child`, or a sibling's path. */
export function resolveTarget(chart: Json, from: string[], target: string): string[] | undefined {
  const path = namedPath(chart, from, target)
  return path && nodeAt(chart, path) ? path : undefined
}

function namedPath(chart: Json, from: string[], target: string): string[] | undefined {
  if (target.startsWith('.')) return [...from, ...target.slice(1).split('.')]
  if (!target.startsWith('#'))
    // The chart itself has no siblings: there XState wants `.child`.
    return from.length > 0 ? [...from.slice(0, -1), ...target.split('.')] : undefined
  const [id, ...rest] = target.slice(1).split('.')
  if (id === chart.id) return rest
  for (const { node, path } of walk(chart)) if (path.length > 0 && node.id === id) return [...path, ...rest]
  return undefined
}

/** Whether steps stand inside a step. */
export const hasSteps = (node: Json): boolean => Object.values(objectOf(node.states)).some(isObject)

/** The atomic and final steps that are entered when the step at `path` is entered. */
export function leavesOf(chart: Json, path: string[]): string[][] {
  return entered(chart, path, new Set())
}

function entered(chart: Json, path: string[], seen: Set<string>): string[][] {
  const node = nodeAt(chart, path)
  if (!node) return []
  // A history step leads to any step that its parent has, and the first time to its own target.
  if (node.type === 'history') {
    if (seen.has(keyOf(path))) return []
    seen.add(keyOf(path))
    const first = typeof node.target === 'string' ? resolveTarget(chart, path, node.target) : undefined
    return [...leavesUnder(chart, path.slice(0, -1)), ...(first ? entered(chart, first, seen) : [])]
  }
  if (!hasSteps(node)) return [path]
  if (node.type === 'parallel')
    return Object.keys(objectOf(node.states)).flatMap((name) => entered(chart, [...path, name], seen))
  return node.initial ? entered(chart, [...path, stringOf(node.initial)], seen) : []
}

const isLeaf = (node: Json) => !hasSteps(node) && node.type !== 'history'

/** Every atomic and final step inside the step at `path`, or that step itself. */
export const leavesUnder = (chart: Json, path: string[]): string[][] =>
  [...walk(chart)].filter((one) => startsWith(one.path, path) && isLeaf(one.node)).map((one) => one.path)

/** What the end of the final step at `path` completes: its parent, and the parallel steps around that. */
function completedBy(chart: Json, path: string[]): string[][] {
  const completed: string[][] = []
  for (let length = path.length - 1; length >= 0; length -= 1) {
    completed.push(path.slice(0, length))
    if (length === 0 || nodeAt(chart, path.slice(0, length - 1))?.type !== 'parallel') break
  }
  return completed
}

type Way = { from: string[]; target: string | undefined }
const ways = (from: string[], given: unknown): Way[] =>
  eachOf(given)
    .filter(isObject)
    .map(({ target }) => ({ from, target: typeof target === 'string' ? target : undefined }))

/** Where a step goes by itself, and where its completion leads. */
const automaticWays = (chart: Json, path: string[], node: Json): Way[] => [
  ...ways(path, node.always),
  ...(node.type === 'final'
    ? completedBy(chart, path).flatMap((done) => ways(done, nodeAt(chart, done)?.onDone))
    : []),
]

/** For each leaf, the leaves that one transition of it, of a parent, or of a completion can lead to. */
export function leafEdges(chart: Json): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>()
  for (const { path, node } of walk(chart)) {
    if (!isLeaf(node)) continue
    const found = automaticWays(chart, path, node)
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const at = path.slice(0, depth)
      const source = nodeAt(chart, at)
      if (depth < path.length) found.push(...ways(at, source?.always))
      for (const given of [...Object.values(objectOf(source?.on)), ...Object.values(objectOf(source?.after))])
        found.push(...ways(at, given))
    }
    const targets = new Set<string>()
    for (const { from, target } of found) {
      const to = target === undefined ? undefined : resolveTarget(chart, from, target)
      for (const leaf of to ? leavesOf(chart, to) : []) targets.add(keyOf(leaf))
    }
    edges.set(keyOf(path), targets)
  }
  return edges
}

/** The steps from which no path leads to an end of the whole chart. */
export function deadEnds(chart: Json): string[][] {
  const edges = leafEdges(chart)
  const leaves = [...walk(chart)].filter(({ path }) => edges.has(keyOf(path)))
  const ending = new Set(
    leaves
      .filter(
        ({ path, node }) =>
          node.type === 'final' && completedBy(chart, path).some((completed) => completed.length === 0),
      )
      .map(({ path }) => keyOf(path)),
  )
  for (let grown = true; grown; ) {
    grown = false
    for (const [leaf, targets] of edges)
      if (!ending.has(leaf) && [...targets].some((target) => ending.has(target))) {
        ending.add(leaf)
        grown = true
      }
  }
  return leaves.filter(({ path }) => !ending.has(keyOf(path))).map(({ path }) => path)
}

/** What a transition enters: its target with all that is around it and inside it, whose `always` then count too. */
function enteredBy(chart: Json, from: string[], to: string[]): string[][] {
  const apart = to.findIndex((name, index) => from[index] !== name)
  const common = apart === -1 ? to.length : apart
  const tops = [to]
  // From one region of a parallel step to another, or from outside into one region: the other regions begin too.
  for (let length = common; length < to.length; length += 1)
    if (nodeAt(chart, to.slice(0, length))?.type === 'parallel') tops.push(to.slice(0, length))
  return tops
    .flatMap((top) => [top, ...leavesOf(chart, top)])
    .flatMap((path) => Array.from({ length: path.length + 1 }, (_, depth) => path.slice(0, depth)))
}

/** The steps whose automatic transitions can lead back to themselves: XState would never come to rest there. */
export function alwaysLoops(chart: Json): string[][] {
  const next = new Map<string, { path: string[]; targets: Set<string> }>()
  for (const { path, node } of walk(chart)) {
    const targets = new Set<string>()
    for (const { from, target } of automaticWays(chart, path, node)) {
      const to = target === undefined ? from : resolveTarget(chart, from, target)
      for (const entered of to ? enteredBy(chart, from, to) : []) targets.add(keyOf(entered))
    }
    if (targets.size > 0) next.set(keyOf(path), { path, targets })
  }
  const loops = (start: string) => {
    const seen = new Set<string>()
    const open = [...(next.get(start)?.targets ?? [])]
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at === start) return true
      if (seen.has(at)) continue
      seen.add(at)
      open.push(...(next.get(at)?.targets ?? []))
    }
    return false
  }
  return [...next].filter(([key]) => loops(key)).map(([, { path }]) => path)
}
