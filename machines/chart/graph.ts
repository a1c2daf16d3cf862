import type { Chart, StateNodeConfig, Transitions } from '../procedure/procedure.ts'

type Node = StateNodeConfig | Chart
export type Place = { place: string; path: string[]; node: Node }

/** Every step of a chart, the root first, parents before children, in the order of the chart. */
export function* walk(chart: Chart): Generator<Place> {
  const open: Place[] = [{ place: 'chart', path: [], node: chart }]
  for (let next = open.shift(); next; next = open.shift()) {
    yield next
    const { place, path, node } = next
    open.unshift(
      ...Object.entries(node.states ?? {}).map(([name, child]) => ({
        place: `${place}.states.${name}`,
        path: [...path, name],
        node: child,
      })),
    )
  }
}

/** The step at a path, if the chart has it. */
export function nodeAt(chart: Chart, path: string[]): Node | undefined {
  let node: Node | undefined = chart
  for (const name of path)
    node = node?.states && Object.hasOwn(node.states, name) ? node.states[name] : undefined
  return node
}

/** Whether the step at a path, or one around it, has a tag. */
export const isTagged = (chart: Chart, path: string[], tag: string): boolean =>
  [chart, ...path.map((_, index) => nodeAt(chart, path.slice(0, index + 1)))].some((node) =>
    node?.tags?.some((one) => one === tag),
  )

/** The path that a transition's target names, by XState's rules: `#id`, `#id.child`, `.child`, or a sibling's path. */
export function resolveTarget(chart: Chart, from: string[], target: string): string[] | undefined {
  const path = namedPath(chart, from, target)
  return path && nodeAt(chart, path) ? path : undefined
}

function namedPath(chart: Chart, from: string[], target: string): string[] | undefined {
  if (target.startsWith('.')) return [...from, ...target.slice(1).split('.')]
  if (!target.startsWith('#'))
    // The chart itself has no siblings: there XState wants `.child`.
    return from.length > 0 ? [...from.slice(0, -1), ...target.split('.')] : undefined
  const [id, ...rest] = target.slice(1).split('.')
  if (id === chart.id) return rest
  const named = [...walk(chart)].find(({ node, path }) => path.length > 0 && node.id === id)
  return named && [...named.path, ...rest]
}

/** The atomic and final steps that are entered when the step at `path` is entered. */
export function leavesOf(chart: Chart, path: string[]): string[][] {
  const node = nodeAt(chart, path)
  if (!node) return []
  // A history step leads to any step that its parent has, and the first time to its own target.
  if (node.type === 'history') {
    const first = node.target === undefined ? undefined : resolveTarget(chart, path, node.target)
    return [...under(chart, path.slice(0, -1)), ...(first ? leavesOf(chart, first) : [])]
  }
  const children = Object.keys(node.states ?? {})
  if (children.length === 0) return [path]
  if (node.type === 'parallel') return children.flatMap((name) => leavesOf(chart, [...path, name]))
  return node.initial ? leavesOf(chart, [...path, node.initial]) : []
}

const under = (chart: Chart, path: string[]): string[][] =>
  [...walk(chart)]
    .filter(({ path: other, node }) => startsWith(other, path) && !node.states && node.type !== 'history')
    .map(({ path: other }) => other)

export const startsWith = (path: string[], prefix: string[]): boolean =>
  prefix.every((name, index) => path[index] === name)

const keyOf = (path: string[]) => path.join('.')

/** What the end of the final step at `path` completes: its parent, and the parallel steps around that. */
function completedBy(chart: Chart, path: string[]): string[][] {
  const completed: string[][] = []
  for (let length = path.length - 1; length >= 0; length -= 1) {
    completed.push(path.slice(0, length))
    if (length === 0 || nodeAt(chart, path.slice(0, length - 1))?.type !== 'parallel') break
  }
  return completed
}

type Way = { from: string[]; target: string | undefined }
const ways = (from: string[], given: Transitions | undefined): Way[] =>
  [given ?? []].flat().map(({ target }) => ({ from, target }))

/** Where a step goes by itself, and where its completion leads. */
const automaticWays = (chart: Chart, path: string[], node: Node): Way[] => [
  ...ways(path, node.always),
  ...(node.type === 'final'
    ? completedBy(chart, path).flatMap((done) => ways(done, nodeAt(chart, done)?.onDone))
    : []),
]

/** For each leaf, the leaves that one transition of it, of a parent, or of a completion can lead to. */
export function leafEdges(chart: Chart): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>()
  for (const { path, node } of walk(chart)) {
    if (node.states || node.type === 'history') continue
    const found = automaticWays(chart, path, node)
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const at = path.slice(0, depth)
      const source = nodeAt(chart, at)
      if (depth < path.length) found.push(...ways(at, source?.always))
      for (const given of [...Object.values(source?.on ?? {}), ...Object.values(source?.after ?? {})])
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
export function deadEnds(chart: Chart): string[][] {
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
function enteredBy(chart: Chart, from: string[], to: string[]): string[][] {
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
export function alwaysLoops(chart: Chart): string[][] {
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
