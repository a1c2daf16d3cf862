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
export function walk(chart: Json): Generator<Place<Json>> {
  return walkFrom({ place: 'chart', at: ['chart'], path: [], node: chart })
}

function* walkFrom(first: Place<Json>): Generator<Place<Json>> {
  const open = [first]
  for (let next = open.pop(); next; next = open.pop()) {
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
    open.push(...children.reverse())
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

/** The same for a request: whether one of the steps at which it stands, each as `review.law`, has it. */
export const standsTagged = (chart: Json, steps: readonly string[], tag: string): boolean =>
  steps.some((step) => isTagged(chart, step.split('.'), tag))

/** The path that a transition's target names, by XState's rules: `#id`, `#id.child`, `.child`, or a sibling's path. */
export const resolveTarget = (chart: Json, from: string[], target: string): string[] | undefined =>
  resolverOf(chart)(from, target)

/** The same for many targets of one chart, which is walked once for all of them. */
export function resolverOf(chart: Json): (from: string[], target: string) => string[] | undefined {
  let ids: Map<string, string[]> | undefined
  const named = (from: string[], target: string): string[] | undefined => {
    if (target.startsWith('.')) return [...from, ...target.slice(1).split('.')]
    if (!target.startsWith('#'))
      // The chart itself has no siblings: there XState wants `.child`.
      return from.length > 0 ? [...from.slice(0, -1), ...target.split('.')] : undefined
    const [id = '', ...rest] = target.slice(1).split('.')
    ids ??= idsOf(chart)
    const path = ids.get(id)
    return path && [...path, ...rest]
  }
  return (from, target) => {
    const path = named(from, target)
    return path && nodeAt(chart, path) ? path : undefined
  }
}

/** Of two steps with one id the first has it, and the chart's own comes before all. */
function idsOf(chart: Json): Map<string, string[]> {
  const ids = new Map<string, string[]>()
  for (const { node, path } of walk(chart))
    if (typeof node.id === 'string' && !ids.has(node.id)) ids.set(node.id, path)
  return ids
}

/** Whether steps stand inside a step. */
export const hasSteps = (node: Json): boolean => Object.values(objectOf(node.states)).some(isObject)

/** The ids (dotted paths) of all atomic and final steps, in the order of the chart. */
export const leafIdsOf = (chart: Json): string[] =>
  [...walk(chart)]
    .filter(({ path, node }) => path.length > 0 && !node.states && node.type !== 'history')
    .map(({ path }) => path.join('.'))

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
export function leavesUnder(chart: Json, path: string[]): string[][] {
  const node = nodeAt(chart, path)
  if (!node) return []
  const inside = walkFrom({ place: '', at: [], path, node })
  return [...inside].filter((one) => isLeaf(one.node)).map((one) => one.path)
}

/** What the end of the final step at `path` completes: its parent, and the parallel steps around that. */
function completedBy(chart: Json, path: string[]): string[][] {
  const completed: string[][] = []
  for (let length = path.length - 1; length >= 0; length -= 1) {
    completed.push(path.slice(0, length))
    if (length === 0 || nodeAt(chart, path.slice(0, length - 1))?.type !== 'parallel') break
  }
  return completed
}

/**
 * For each leaf, the leaves that one transition of it, of a step around it, or of a completion can lead to. They come as
 * lists that all leaves within a step share, so that whoever follows them walks each list once.
 */
export function leafExits(chart: Json): Map<string, (readonly string[])[]> {
  const targetsOf = targetsByStep(chart)
  const exits = new Map<string, (readonly string[])[]>()
  for (const { path, node } of walk(chart)) {
    if (!isLeaf(node)) continue
    const around = Array.from({ length: path.length + 1 }, (_, depth) => path.slice(0, depth))
    const done = node.type === 'final' ? completedBy(chart, path) : []
    const lists = [
      ...around.map((one) => targetsOf(one).left),
      ...done.map((one) => targetsOf(one).completed),
    ]
    exits.set(
      keyOf(path),
      lists.filter((list) => list.length > 0),
    )
  }
  return exits
}

type StepTargets = { left: string[]; completed: string[] }

/**
 * The leaves to which a step's own transitions lead, and those of its `onDone`: each step's once and each target's once,
 * since all leaves within a step share them.
 */
function targetsByStep(chart: Json): (path: string[]) => StepTargets {
  const resolve = resolverOf(chart)
  const leaves = once((to: string[]) => leavesOf(chart, to).map(keyOf))
  const entered = (path: string[], given: unknown[]) => [
    ...new Set(
      given.flatMap(eachOf).flatMap((one) => {
        const to = isObject(one) && typeof one.target === 'string' ? resolve(path, one.target) : undefined
        return to ? leaves(to) : []
      }),
    ),
  ]
  return once((path) => {
    const node = nodeAt(chart, path)
    const own = [...Object.values(objectOf(node?.on)), ...Object.values(objectOf(node?.after)), node?.always]
    return { left: entered(path, own), completed: entered(path, [node?.onDone]) }
  })
}

function once<Result>(work: (path: string[]) => Result): (path: string[]) => Result {
  const known = new Map<string, Result>()
  return (path) => {
    const key = keyOf(path)
    if (!known.has(key)) known.set(key, work(path))
    return known.get(key) as Result
  }
}
