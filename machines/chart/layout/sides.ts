import { containerOf, type Edge } from '../edges.ts'
import type { Label } from './boxes.ts'
import type { Layout } from './chart-layout.ts'

export type Box = { x: number; y: number; width: number; height: number }
type Point = { x: number; y: number }
type Node = Layout['nodes'][number]
export type Route = Pick<Layout['edges'][number], 'points' | 'label'>

const gap = 14
const corner = 7

/**
 * The lines at the sides, which ELK would scatter: edges back to one step run together in the gutter at the right of
 * the group that holds both ends, each with its words under its own beginning; asides run together at the left.
 */
export function sideRoutes(
  nodes: Node[],
  edges: Edge[],
  labels: Map<string, Label>,
  forward: Map<string, Route>,
): Map<string, Route> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const routes = new Map(forward)
  for (const [container, group] of groupBy(
    edges.filter(({ back }) => back),
    containerOf,
  ))
    rightOf(container, group, { nodes, byId, labels, routes })
  const asides = edges.filter(({ aside }) => aside)
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

function rightOf(container: string, edges: Edge[], picture: Picture): void {
  const { nodes, byId, labels, routes } = picture
  const inside = nodes.filter(({ id }) => container === '' || id.startsWith(`${container}.`))
  const ends = edges
    .flatMap(({ from, to }) => [byId.get(from), byId.get(to)])
    .filter((node) => node !== undefined)
  const top = Math.min(...ends.map(({ y }) => y))
  const bottom = Math.max(...ends.map(({ y, height }) => y + height))
  const taken = [...inside, ...boxesOf(routes)].filter(({ y, height }) => y < bottom && y + height > top)
  const clear = Math.max(...taken.map(({ x, width }) => x + width))
  const widest = Math.max(...edges.map(({ id }) => labels.get(id)?.width ?? 0))
  for (const [index, [to, group]] of [...groupBy(edges, (edge) => edge.to)].entries()) {
    const target = byId.get(to)
    if (!target) continue
    const bus = clear + widest + 2 * gap + index * 12
    for (const given of group) {
      const source = byId.get(given.from)
      const label = labels.get(given.id)
      if (!source || !label) continue
      const siblings = edges.filter(({ from }) => from === given.from)
      const loop = given.from === given.to
      const above = siblings
        .slice(0, siblings.indexOf(given))
        .reduce((sum, { id }) => sum + (labels.get(id)?.height ?? 0) + gap, 0)
      const leaves = siblings.length === 1 && !loop ? middleOf(source) : source.y + 16 + above
      const out = wayOut(source, leaves, bus, 'right', nodes)
      // A line that comes back to the step that it left must not run over itself.
      const enters = loop ? leaves + label.height + gap : middleOf(target) + index * 10
      const back = wayOut(target, enters, bus, 'right', nodes)
      const at: Route['label'] = {
        ...label,
        x: bus - gap - label.width,
        y: (out.at(-1)?.y ?? leaves) + 5,
        align: 'end',
      }
      // Lines that leave one row through the same gap would write their words on each other.
      for (const other of [...routes.values()].sort((a, b) => a.label.y - b.label.y))
        if (meets(at, other.label)) at.y = other.label.y + other.label.height + 4
      routes.set(given.id, { points: [...out, ...back.reverse()], label: at })
    }
  }
}

function leftOf(target: Node | undefined, edges: Edge[], index: number, picture: Picture): void {
  if (!target) return
  const { nodes, byId, labels, routes } = picture
  const clear = Math.min(...[...nodes, ...boxesOf(routes)].map(({ x }) => x))
  const bus = clear - gap - index * 12
  for (const given of edges) {
    const source = byId.get(given.from)
    const label = labels.get(given.id)
    if (!source || !label) continue
    const level = target.y + target.height / 2
    routes.set(given.id, {
      points: [
        ...wayOut(source, middleOf(source), bus, 'left', nodes),
        { x: bus, y: level },
        { x: target.x, y: level },
      ],
      label: { ...label, x: target.x, y: target.y - label.height - 6, align: 'start' },
    })
  }
}

/** Where a side line touches a step: the middle of a step, the head of a group. */
const middleOf = ({ y, height }: Node) => y + Math.min(height, 84) / 2

const boxesOf = (routes: Map<string, Route>): Box[] =>
  [...routes.values()].flatMap(({ points, label }) => [
    label,
    ...points.map(({ x, y }) => ({ x, y, width: 0, height: 0 })),
  ])

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

const meets = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

function groupBy<Item>(items: Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}
