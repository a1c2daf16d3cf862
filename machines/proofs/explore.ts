import { getAdjacencyMap, getShortestPaths } from 'xstate/graph'
import { TooInvolved } from './data.ts'
import { firstWorld, type Model, type Move, movesOf, type World } from './model.ts'

/** Some seconds' worth: a chart of 30 steps has a few hundred. */
const maxMoves = 30_000

/** Every world that a request can come into, the nearest first, each with a shortest way to it. */
export type Graph<Facts> = {
  start: World<Facts>
  worlds: World<Facts>[]
  /** Everything that can happen anywhere, the nearest first. */
  moves: Move<Facts>[]
  /** The moves by which a world is reached soonest. */
  pathTo: (world: World<Facts>) => Move<Facts>[]
  /** The world among `worlds` that a move leads to. */
  end: (move: Move<Facts>) => World<Facts>
  /** There is more than could be looked at, so that nothing is proved. */
  cut: boolean
}

/** Walks everywhere that a model can go, with XState's own graph search over the machine that runs. */
export function explore<Facts>(model: Model<Facts>): Graph<Facts> {
  const start = firstWorld(model)
  try {
    return walked(model, start)
  } catch (error) {
    if (!(error instanceof TooInvolved)) throw error
    return { start, worlds: [start], moves: [], pathTo: () => [], end: ({ to }) => to, cut: true }
  }
}

function walked<Facts>(model: Model<Facts>, start: World<Facts>): Graph<Facts> {
  let seen = 0
  const events = (world: World<Facts>): Move<Facts>[] => {
    if (world.moves) return world.moves
    const moves = movesOf(model, world)
    seen += moves.length
    if (seen > maxMoves) throw new TooInvolved()
    return moves
  }
  const logic = { transition: (_: World<Facts>, move: Move<Facts>) => move.to }
  const options = {
    fromState: start,
    events,
    serializeState: (world: World<Facts>) => world.key,
    serializeEvent: (move: Move<Facts>) => move.key,
  }
  // A world is a snapshot with what stands around it, so the search's types, made for bare snapshots, do not fit.
  const map = getAdjacencyMap(logic as never, options as never) as unknown as AdjacencyMap<Facts>
  const paths = getShortestPaths(logic as never, options as never) as unknown as Path<Facts>[]
  const ways = new Map(paths.map(({ state, steps }) => [state.key, steps.slice(1).map(({ event }) => event)]))
  const pathTo = ({ key }: World<Facts>) => ways.get(key) ?? []
  const worlds = Object.values(map).map(({ state }) => state)
  worlds.sort((a, b) => pathTo(a).length - pathTo(b).length)
  return {
    start,
    worlds,
    moves: worlds.flatMap((world) => world.moves ?? []),
    pathTo,
    end: (move) => map[move.to.key]?.state ?? move.to,
    cut: false,
  }
}

type AdjacencyMap<Facts> = Record<string, { state: World<Facts> }>
type Path<Facts> = { state: World<Facts>; steps: { event: Move<Facts> }[] }

/** The worlds from which no way leads to one that fits, the nearest first. */
export function withoutWayTo<Facts>(
  graph: Graph<Facts>,
  fits: (world: World<Facts>) => boolean,
): World<Facts>[] {
  const before = new Map<World<Facts>, World<Facts>[]>()
  for (const move of graph.moves) {
    const end = graph.end(move)
    before.set(end, [...(before.get(end) ?? []), move.from])
  }
  const open = graph.worlds.filter(fits)
  const good = new Set(open)
  for (let world = open.pop(); world; world = open.pop())
    for (const earlier of before.get(world) ?? [])
      if (!good.has(earlier)) {
        good.add(earlier)
        open.push(earlier)
      }
  return graph.worlds.filter((world) => !good.has(world))
}
