import type { Chart, Procedure, Transitions } from '../procedure/procedure.ts'
import { isTagged, leafEdges, leavesOf, resolveTarget, startsWith, walk } from './graph.ts'
import type { Layout } from './layout/chart-layout.ts'

type Drawn = Layout['edges'][number]
export type Edge = Pick<Drawn, 'id' | 'from' | 'to' | 'type' | 'kind' | 'title' | 'clause' | 'source'> & {
  /** Leads to an earlier step or to itself, so it is drawn at the side and not from above to below. */
  back: boolean
}

const keyOf = (path: string[]) => path.join('.')

/** Every transition of a chart as an edge between two steps (dotted paths), with the kind that its line is drawn in. */
export function edgesOf({ chart }: Procedure): Edge[] {
  const order = new Map([...walk(chart)].map(({ path }, index) => [keyOf(path), index]))
  const reaches = reachability(chart)
  const edges: Edge[] = []
  for (const { path, node } of walk(chart)) {
    const from = keyOf(path)
    const add = (given: Transitions | undefined, type: string, kind: 'on' | 'after' | 'automatic') => {
      for (const [index, { target, meta }] of [given ?? []].flat().entries()) {
        const to = target === undefined ? path : resolveTarget(chart, path, target)
        if (!to) continue
        const inside = startsWith(to, path) || startsWith(path, to)
        const earlier = (order.get(keyOf(to)) ?? 0) <= (order.get(from) ?? 0)
        const back = inside || (earlier && reaches(to, path))
        // Mending what is public already is no return: a return undoes decisions before publication.
        const isReturn = back && !inside && kind === 'on' && !isTagged(chart, to, 'public')
        edges.push({
          id: `${from}:${type}:${index}`,
          from,
          to: keyOf(to),
          type,
          kind: isReturn ? 'return' : kind === 'on' ? 'forward' : kind,
          title: meta.title,
          clause: meta.clause,
          source: meta.source,
          back,
        })
      }
    }
    for (const [type, given] of Object.entries(node.on ?? {})) add(given, type, 'on')
    for (const [delay, given] of Object.entries(node.after ?? {})) add(given, delay, 'after')
    add(node.always, 'always', 'automatic')
    add(node.onDone, 'done', 'automatic')
  }
  return edges.map((edge) => (isAside(chart, edge, edges) ? { ...edge, kind: 'aside' } : edge))
}

/** An ending of the whole chart that several steps offer under one name, such as withdrawal. */
const isAside = (chart: Chart, edge: Edge, edges: Edge[]) =>
  edge.kind === 'forward' &&
  chart.states[edge.to]?.type === 'final' &&
  edges.filter(({ type, to }) => type === edge.type && to === edge.to).length > 1 &&
  // An ending that is also reached in another way (taken down by hand or by date) belongs to the main picture.
  edges.every(({ type, to }) => to !== edge.to || type === edge.type)

/** Whether some way leads from any step that entering `from` enters to any step inside `to`. */
function reachability(chart: Chart): (from: string[], to: string[]) => boolean {
  const edges = leafEdges(chart)
  return (from, to) => {
    const seen = new Set<string>()
    const open = leavesOf(chart, from).map(keyOf)
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at)) continue
      seen.add(at)
      open.push(...(edges.get(at) ?? []))
    }
    return [...seen].some((leaf) => startsWith(leaf.split('.'), to))
  }
}

/** The innermost group that holds both ends of an edge; the whole chart is the empty path. */
export function containerOf({ from, to }: Pick<Edge, 'from' | 'to'>): string {
  const a = from.split('.')
  const b = to.split('.')
  if (from !== to && (from.startsWith(`${to}.`) || to.startsWith(`${from}.`)))
    return from.length < to.length ? from : to
  const common = a.findIndex((name, index) => name !== b[index])
  return a.slice(0, common === -1 ? a.length - 1 : Math.min(common, a.length - 1)).join('.')
}
