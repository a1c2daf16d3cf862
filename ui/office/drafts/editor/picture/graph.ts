import { type Json, listOf, objectOf, stringOf } from '../edits/json.ts'
import { startsWith, targetOf } from '../edits/targets.ts'
import { nodeAt, stepsOf, type TransitionAt, titleOf, transitionsOf } from '../edits/walk.ts'

export type GraphNode = {
  id: string
  path: string[]
  kind: 'step' | 'final' | 'group' | 'parallel'
  title: { th: string; en: string }
  clause: string
  added: boolean
  public: boolean
  first: boolean
}
export type GraphEdge = {
  id: string
  way: TransitionAt
  from: string
  to: string
  title: { th: string; en: string }
  /** `aside`: an ending that several steps offer, such as withdrawal; drawn as one line at the left. */
  kind: 'forward' | 'return' | 'aside' | 'after' | 'automatic'
  /** Leads to an earlier step or stays where it is: drawn in the gutter at the right. */
  back: boolean
}

const keyOf = (path: string[]) => path.join('.')

/** A draft as steps and lines between them, however unfinished it is: a line to a step that is not there is left out. */
export function graphOf(json: Json): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const steps = [...stepsOf(json)]
  const nodes = steps.map(({ path, node }): GraphNode => {
    const inside = Object.keys(objectOf(node.states)).length > 0
    const around = nodeAt(json, path.slice(0, -1))
    return {
      id: keyOf(path),
      path,
      kind:
        node.type === 'parallel' ? 'parallel' : inside ? 'group' : node.type === 'final' ? 'final' : 'step',
      title: titleOf(node),
      clause: stringOf(objectOf(node.meta).clause),
      added: objectOf(node.meta).source === 'added',
      public: listOf(node.tags).includes('public'),
      first: around?.initial === path.at(-1) && around?.type !== 'parallel',
    }
  })
  const order = new Map(nodes.map(({ id }, index) => [id, index]))
  const edges = transitionsOf(json).flatMap((way): GraphEdge[] => {
    const stays = way.transition.target === undefined
    const to = stays ? way.from : targetOf(json, way)
    // What merely reminds has no line: it would lead from a step to itself.
    if (!to || way.from.length === 0 || (stays && way.kind !== 'on')) return []
    const inside = startsWith(to, way.from) || startsWith(way.from, to)
    const back = inside || (order.get(keyOf(to)) ?? 0) <= (order.get(keyOf(way.from)) ?? 0)
    const again = [way.transition.actions].flat().some((action) => objectOf(action).type === 'startAgain')
    const kind =
      way.kind === 'after' ? 'after' : way.kind !== 'on' ? 'automatic' : again ? 'return' : 'forward'
    const edge = { id: way.at.join('.'), way, from: keyOf(way.from), to: keyOf(to) }
    return [{ ...edge, title: titleOf(way.transition), kind, back }]
  })
  return {
    nodes,
    edges: edges.map((edge) => (isAside(edge, edges, json) ? { ...edge, kind: 'aside' } : edge)),
  }
}

/** An ending of the whole chart that several steps offer under one name, and nothing else leads to. */
const isAside = (edge: GraphEdge, edges: GraphEdge[], json: Json) =>
  edge.kind === 'forward' &&
  !edge.back &&
  !edge.to.includes('.') &&
  nodeAt(json, edge.to.split('.'))?.type === 'final' &&
  edges.filter(({ way, to }) => way.name === edge.way.name && to === edge.to).length > 1 &&
  edges.every(({ way, to }) => to !== edge.to || way.name === edge.way.name)
