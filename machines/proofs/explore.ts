import { getAdjacencyMap, getShortestPaths } from 'xstate/graph'
import { TooInvolved } from './data.ts'
import { type Edge, edgesFrom, initialState, type Model, type ReachableState } from './model.ts'

/** Some seconds' worth: a chart of 30 steps has a few hundred. */
const maxEdges = 30_000

/** The reachable states of a request in breadth-first order, with a shortest path to each. */
export type Graph<Facts> = {
  start: ReachableState<Facts>
  states: ReachableState<Facts>[]
  /** Everything that can happen anywhere, the nearest first. */
  edges: Edge<Facts>[]
  /** The edges of a shortest path to a state; none for the initial one. */
  pathTo: (state: ReachableState<Facts>) => Edge<Facts>[]
  /** The state among `states` that an edge leads to. */
  end: (edge: Edge<Facts>) => ReachableState<Facts>
  /** There is more than could be looked at, so that nothing is proved. */
  cut: boolean
}

/** Walks everywhere that a model can go, with XState's own graph search over the machine that runs. */
export function explore<Facts>(model: Model<Facts>): Graph<Facts> {
  const start = initialState(model)
  try {
    return walked(model, start)
  } catch (error) {
    if (!(error instanceof TooInvolved)) throw error
    return { start, states: [start], edges: [], pathTo: () => [], end: ({ to }) => to, cut: true }
  }
}

function walked<Facts>(model: Model<Facts>, start: ReachableState<Facts>): Graph<Facts> {
  let seen = 0
  const events = (state: ReachableState<Facts>): Edge<Facts>[] => {
    if (state.edges) return state.edges
    const edges = edgesFrom(model, state)
    seen += edges.length
    if (seen > maxEdges) throw new TooInvolved()
    return edges
  }
  const logic = { transition: (_: ReachableState<Facts>, edge: Edge<Facts>) => edge.to }
  const options = {
    fromState: start,
    events,
    serializeState: (state: ReachableState<Facts>) => state.key,
    serializeEvent: (edge: Edge<Facts>) => edge.key,
  }
  // A state is a snapshot with what stands around it, so the search's types, made for bare snapshots, do not fit.
  const map = getAdjacencyMap(logic as never, options as never) as unknown as AdjacencyMap<Facts>
  const paths = getShortestPaths(logic as never, options as never) as unknown as Path<Facts>[]
  const edgesTo = new Map(
    paths.map(({ state, steps }) => [state.key, steps.slice(1).map(({ event }) => event)]),
  )
  const pathTo = ({ key }: ReachableState<Facts>) => edgesTo.get(key) ?? []
  const states = Object.values(map).map(({ state }) => state)
  states.sort((a, b) => pathTo(a).length - pathTo(b).length)
  return {
    start,
    states,
    edges: states.flatMap((state) => state.edges ?? []),
    pathTo,
    end: (edge) => map[edge.to.key]?.state ?? edge.to,
    cut: false,
  }
}

type AdjacencyMap<Facts> = Record<string, { state: ReachableState<Facts> }>
type Path<Facts> = { state: ReachableState<Facts>; steps: { event: Edge<Facts> }[] }

/** The states from which none that fits can be reached, the nearest first. */
export function withoutPathTo<Facts>(
  graph: Graph<Facts>,
  fits: (state: ReachableState<Facts>) => boolean,
): ReachableState<Facts>[] {
  const before = new Map<ReachableState<Facts>, ReachableState<Facts>[]>()
  for (const edge of graph.edges) {
    const end = graph.end(edge)
    before.set(end, [...(before.get(end) ?? []), edge.from])
  }
  const open = graph.states.filter(fits)
  const good = new Set(open)
  for (let state = open.pop(); state; state = open.pop())
    for (const earlier of before.get(state) ?? [])
      if (!good.has(earlier)) {
        good.add(earlier)
        open.push(earlier)
      }
  return graph.states.filter((state) => !good.has(state))
}
