import { indexChart, type Step } from './indexed-chart.ts'
import type { Chart, Transitions } from './procedure.ts'

/**
 * A relation of steps, one vertex for each step. Following vertices instead of listing, for each transition, every leaf
 * that it enters keeps what follows here linear in the size of the chart.
 */
type Vertex = { step: Step; to: Vertex[] }
type Relation = Map<Step, Vertex>

const relation = (steps: Step[]): Relation => new Map(steps.map((step) => [step, { step, to: [] }]))

function at(vertices: Relation, step: Step): Vertex {
  const vertex = vertices.get(step)
  if (!vertex) throw new Error(`"${step.path.join('.')}" is a step of another chart`)
  return vertex
}

const isLeaf = ({ node, children }: Step) => children.length === 0 && node.type !== 'history'

type Resolve = ReturnType<typeof indexChart>['resolve']

/** What entering a step leads to: in the end, to `leaf` of each leaf that may be entered with it. */
function entering(steps: Step[], leaf: Relation, resolve: Resolve): Relation {
  const enter = relation(steps)
  /** Any leaf within a step, as its history remembers. */
  const within = relation(steps)
  for (const step of steps) {
    const { node, parent, children, path } = step
    const { to } = at(enter, step)
    if (isLeaf(step)) {
      to.push(at(leaf, step))
      at(within, step).to.push(at(leaf, step))
    }
    for (const child of children) at(within, step).to.push(at(within, child))
    if (node.type === 'history') {
      const first = node.target === undefined ? undefined : resolve(path, node.target)
      if (parent) to.push(at(within, parent))
      if (first) to.push(at(enter, first))
    } else if (node.type === 'parallel') to.push(...children.map((child) => at(enter, child)))
    else {
      const first = children.find(({ path: below }) => below.at(-1) === node.initial)
      if (first) to.push(at(enter, first))
    }
  }
  return enter
}

const targetsOf = (given: Transitions | undefined): (string | undefined)[] =>
  [given ?? []].flat().map(({ target }) => target)

/** The steps from which no path leads to an end of the whole chart. */
export function deadEnds(chart: Chart): string[][] {
  const { steps, resolve } = indexChart(chart)
  const leaf = relation(steps)
  const enter = entering(steps, leaf, resolve)
  /** The transitions of a step and of those around it, and those of a step that is completed. */
  const leave = relation(steps)
  const complete = relation(steps)
  for (const step of steps) {
    const { node, parent, path } = step
    const entered = (given: Transitions | undefined) =>
      targetsOf(given).flatMap((target) => {
        const to = target === undefined ? undefined : resolve(path, target)
        return to ? [at(enter, to)] : []
      })
    for (const given of [...Object.values(node.on ?? {}), ...Object.values(node.after ?? {}), node.always])
      at(leave, step).to.push(...entered(given))
    at(complete, step).to.push(...entered(node.onDone))
    at(leaf, step).to.push(at(leave, step))
    if (!parent) continue
    at(leave, step).to.push(at(leave, parent))
    if (node.type === 'final') at(leaf, step).to.push(at(complete, parent))
    if (parent.node.type === 'parallel') at(complete, step).to.push(at(complete, parent))
  }
  const [root] = steps
  const ending = root ? leadingTo(at(complete, root), [leaf, enter, leave, complete]) : new Set()
  return steps.filter((step) => isLeaf(step) && !ending.has(at(leaf, step))).map(({ path }) => path)
}

/** Every vertex from which `end` can be reached. */
function leadingTo(end: Vertex, relations: Relation[]): Set<Vertex> {
  const from = new Map<Vertex, Vertex[]>()
  // The vertices that `entering` keeps to itself are found behind those that lead to them.
  const all = reachable(relations.flatMap((one) => [...one.values()]))
  for (const vertex of all)
    for (const next of vertex.to) {
      const known = from.get(next)
      if (known) known.push(vertex)
      else from.set(next, [vertex])
    }
  return reachable([end], (vertex) => from.get(vertex) ?? [])
}

function reachable(starts: Vertex[], next = ({ to }: Vertex): Vertex[] => to): Set<Vertex> {
  const seen = new Set(starts)
  // A set is walked in the order of insertion, what is added meanwhile included.
  for (const vertex of seen) for (const one of next(vertex)) seen.add(one)
  return seen
}

/** The steps whose automatic transitions can lead back to themselves: XState would never come to rest there. */
export function alwaysLoops(chart: Chart): string[][] {
  const { steps, resolve } = indexChart(chart)
  const automatic = relation(steps)
  /** A step that is entered, with all that is around it: their `always` count too. */
  const present = relation(steps)
  const enter = entering(steps, present, resolve)
  for (const step of steps) {
    const { parent, node } = step
    at(present, step).to.push(at(automatic, step), ...(parent ? [at(present, parent)] : []))
    const follow = (from: Step, given: Transitions | undefined) => {
      for (const target of targetsOf(given)) {
        const to = target === undefined ? from : resolve(from.path, target)
        for (const top of to ? enteredFrom(from, to) : [])
          at(automatic, step).to.push(at(present, top), at(enter, top))
      }
    }
    follow(step, node.always)
    if (node.type === 'final') for (const done of completedBy(step)) follow(done, done.node.onDone)
  }
  return steps
    .filter((step) => {
      const start = at(automatic, step)
      return reachable([...start.to]).has(start)
    })
    .map(({ path }) => path)
}

/** What the end of a final step completes: its parent, and the parallel steps around that. */
function completedBy({ parent }: Step): Step[] {
  if (!parent) return []
  return parent.parent?.node.type === 'parallel' ? [parent, ...completedBy(parent)] : [parent]
}

/** The target and, from one region of a parallel step to another or from outside into one, that step: its other regions begin too. */
function enteredFrom(from: Step, to: Step): Step[] {
  const apart = to.path.findIndex((name, index) => from.path[index] !== name)
  const common = apart === -1 ? to.path.length : apart
  const tops = [to]
  for (let around = to.parent; around && around.path.length >= common; around = around.parent)
    if (around.node.type === 'parallel') tops.push(around)
  return tops
}
