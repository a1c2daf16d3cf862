import type { Label } from './chart-boxes.ts'
import { containerOf, type Edge } from './chart-edges.ts'
import type { Layout } from './contract.ts'

export type Box = { x: number; y: number; width: number; height: number }
type Point = { x: number; y: number }
type Node = Layout['nodes'][number]
type Route = Pick<Layout['edges'][number], 'points' | 'label'>

const gap = 14
const corner = 7

/**
 * The lines at the sides, which ELK would scatter: edges back to one step run together in the gutter at the right of
 * the group that holds both ends, each with its words under its own beginning; asides run together at the left.
 */
export function sideRoutes(nodes: Node[], edges: Edge[], labels: Map<string, Label>): Map<string, Route> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const routes = new Map<string, Route>()
  for (const [container, group] of groupBy(
    edges.filter(({ back }) => back),
    containerOf,
  ))
    rightOf(container, group, { nodes, byId, labels, routes })
  const asides = edges.filter(({ kind }) => kind === 'aside')
  for (const [index, [to, group]] of [...groupBy(asides, (edge) => edge.to)].entries())
    leftOf(byId.get(to), group, index, { nodes, byId, labels, routes })
  return routes
}

type Picture = {
  nodes: Node[]
  byId: Map<string, Node>
  labels: Map<string, Label>
  routes: Map<string, Route>
}

function rightOf(container: string, edges: Edge[], { nodes, byId, labels, routes }: Picture): void {
  const inside = nodes.filter(({ id }) => container === '' || id.startsWith(`${container}.`))
  const edge = Math.max(...inside.map(({ x, width }) => x + width))
  const widest = Math.max(...edges.map(({ id }) => labels.get(id)?.width ?? 0))
  const targets = [...groupBy(edges, ({ to }) => to)]
  for (const [index, [to, group]] of targets.entries()) {
    const target = byId.get(to)
    if (!target) continue
    const bus = edge + widest + gap + 4 + index * 12
    for (const given of group) {
      const source = byId.get(given.from)
      const label = labels.get(given.id)
      if (!source || !label) continue
      const siblings = edges.filter(({ from }) => from === given.from)
      const above = siblings
        .slice(0, siblings.indexOf(given))
        .reduce((sum, { id }) => sum + (labels.get(id)?.height ?? 0) + gap, 0)
      const loop = given.from === given.to
      const leaves =
        siblings.length === 1 && !loop ? source.y + Math.min(source.height, 76) / 2 : source.y + 16 + above
      const out = wayOut(source, leaves, bus, 'right', nodes)
      // A line that comes back to the step that it left must not run over itself.
      const enters = target.y + Math.min(target.height, 76) / 2 + (loop ? label.height : 0) + index * 10
      const back = wayOut(target, Math.min(enters, target.y + target.height - 8), bus, 'right', nodes)
      const level = out.at(-1)?.y ?? leaves
      routes.set(given.id, {
        points: [...out, ...[...back].reverse()],
        label: {
          x: bus - gap / 2 - widest,
          y: level + 5,
          width: label.width,
          height: label.height,
          lines: label.lines,
        },
      })
    }
  }
}

function leftOf(
  target: Node | undefined,
  edges: Edge[],
  index: number,
  { nodes, byId, labels, routes }: Picture,
): void {
  if (!target) return
  const lines = [...routes.values()]
  const edge = Math.min(...nodes.map(({ x }) => x), ...lines.map(({ label }) => label.x))
  const bus = edge - gap - 2 - index * 12
  for (const given of edges) {
    const source = byId.get(given.from)
    const label = labels.get(given.id)
    if (!source || !label) continue
    const out = wayOut(source, source.y + Math.min(source.height, 76) / 2, bus, 'left', nodes)
    const level = target.y + target.height / 2
    routes.set(given.id, {
      points: [...out, { x: bus, y: level }, { x: target.x, y: level }],
      label: {
        x: target.x,
        y: target.y - label.height - 6,
        width: label.width,
        height: label.height,
        lines: label.lines,
      },
    })
  }
}

/** From a step's side straight to the bus or, where another step stands in the way, through the gap above the row. */
function wayOut(from: Node, level: number, bus: number, side: 'left' | 'right', nodes: Node[]): Point[] {
  const start = side === 'right' ? from.x + from.width : from.x
  const [low, high] = start < bus ? [start, bus] : [bus, start]
  const related = (other: Node) => other.id.startsWith(`${from.id}.`) || from.id.startsWith(`${other.id}.`)
  const obstacles = nodes.filter(
    (other) => other !== from && !related(other) && other.x < high && other.x + other.width > low,
  )
  const blocks = (y: number) => obstacles.some((other) => other.y - 2 < y && other.y + other.height + 2 > y)
  if (!blocks(level))
    return [
      { x: start, y: level },
      { x: bus, y: level },
    ]
  const inset = side === 'right' ? start - 14 : start + 14
  const row = obstacles.filter((other) => other.y < from.y + from.height && other.y + other.height > from.y)
  const over = Math.min(from.y, ...row.map(({ y }) => y)) - corner
  const under = Math.max(from.y + from.height, ...row.map(({ y, height }) => y + height)) + corner
  const [first, last] = blocks(over) ? [from.y + from.height, under] : [from.y, over]
  return [
    { x: inset, y: first },
    { x: inset, y: last },
    { x: bus, y: last },
  ]
}

function groupBy<Item>(items: Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}
