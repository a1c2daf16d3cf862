import Elk, { type ElkExtendedEdge, type ElkNode, type ElkPoint } from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { GraphEdge, GraphNode } from './graph.ts'
import { labelWidth, linesOf } from './measure.ts'

export type Box = { x: number; y: number; width: number; height: number }
export type DrawnEdge = { id: string; points: ElkPoint[]; label: Box | null }
export type Drawn = { width: number; height: number; boxes: Map<string, Box>; edges: Map<string, DrawnEdge> }

/** In CSS pixels, as `picture.css` draws. */
const stepWidth = 230
const labelMost = 150
const gap = 16
const line = { title: 23, small: 21 }

let elk: InstanceType<typeof Elk> | undefined
// In a worker of its own: a layout takes a moment, in which nobody should have to wait for a letter.
const engine = () => {
  elk ??= new Elk({ workerUrl })
  return elk
}

type Words = { title: (given: { th: string; en: string }, name: string) => string }

/** Lays a draft out: the first step on top, forward lines down, returns at the right, withdrawals at the left. */
export async function layOut(nodes: GraphNode[], edges: GraphEdge[], { title }: Words): Promise<Drawn> {
  const labels = new Map(
    edges.map((edge) => [edge.id, labelOf(edge, edges, title(edge.title, edge.way.name))]),
  )
  const asides = new Set(edges.filter(({ kind }) => kind === 'aside').map(({ to }) => to))
  const graph: ElkNode = { id: 'root', layoutOptions: options, children: [], edges: [] }
  const made = new Map<string, ElkNode>([['', graph]])
  for (const node of nodes) {
    if (asides.has(node.id)) continue
    const elkNode = elkNodeOf(node, title(node.title, node.path.at(-1) ?? ''))
    made.set(node.id, elkNode)
    made.get(node.path.slice(0, -1).join('.'))?.children?.push(elkNode)
  }
  for (const edge of edges)
    if (!edge.back && edge.kind !== 'aside' && made.has(edge.from) && made.has(edge.to))
      graph.edges?.push(elkEdgeOf(edge, labels.get(edge.id) ?? null))
  const placed = await engine().layout(graph)
  const boxes = new Map<string, Box>()
  collect(placed, boxes)
  const drawn = new Map<string, DrawnEdge>()
  for (const given of placed.edges ?? []) {
    const [section] = given.sections ?? []
    const [label] = given.labels ?? []
    if (!section) continue
    const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]
    const size = labels.get(given.id)
    const box = size && label ? { ...size, x: (label.x ?? 0) + 4, y: (label.y ?? 0) + 3 } : null
    drawn.set(given.id, { id: given.id, points, label: box })
  }
  const sized = new Map(
    nodes.map((node) => [node.id, sizeOf(node, title(node.title, node.path.at(-1) ?? ''))]),
  )
  placeAsides(boxes, asides, sized)
  drawReturns(edges, boxes, drawn, labels)
  drawAsides(edges, boxes, drawn, labels)
  return framed(boxes, drawn)
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.edgeLabels.sideSelection': 'SMART_DOWN',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeLabel': '0',
  'elk.spacing.componentComponent': '40',
  'elk.layered.spacing.nodeNodeBetweenLayers': '18',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
}

function sizeOf(node: GraphNode, title: string): { width: number; height: number } {
  // Without the padding and the widest border.
  const inner = stepWidth - 34
  const clause = node.clause === '' ? 0 : linesOf(node.clause, inner, 15, 400)
  const ofTheWhole = node.path.length === 1 && (node.first || node.kind === 'final')
  const marks = ofTheWhole || node.public || node.kind === 'parallel' ? 1 : 0
  const height = linesOf(title, inner, 16, 600) * line.title + (clause + marks) * line.small + 22
  return { width: stepWidth, height }
}

function elkNodeOf(node: GraphNode, title: string): ElkNode {
  const { width, height } = sizeOf(node, title)
  const first: Record<string, string> =
    node.first && node.path.length === 1 ? { 'elk.layered.layering.layerConstraint': 'FIRST' } : {}
  if (node.kind === 'step' || node.kind === 'final')
    return { id: node.id, width, height, layoutOptions: first }
  return {
    id: node.id,
    children: [],
    layoutOptions: {
      ...first,
      'elk.padding': `[top=${height + 6},left=14,bottom=16,right=14]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${width + 28},${height + 20})`,
    },
  }
}

/** The room for the words of a line; of those that run together into one ending, the first carries them. */
function labelOf(
  edge: GraphEdge,
  edges: GraphEdge[],
  title: string,
): { width: number; height: number } | null {
  const first = edges.find(({ kind, to }) => kind === 'aside' && to === edge.to)
  if (title === '' || (edge.kind === 'aside' && first !== edge)) return null
  const width = labelWidth(title, 15, labelMost)
  return { width, height: linesOf(title, width - 8, 15, 400) * line.small + 4 }
}

const elkEdgeOf = (edge: GraphEdge, label: { width: number; height: number } | null): ElkExtendedEdge => ({
  id: edge.id,
  sources: [edge.from],
  targets: [edge.to],
  labels: label
    ? [{ id: `label ${edge.id}`, width: label.width + 12, height: label.height + 6, text: '-' }]
    : [],
  layoutOptions: { 'elk.layered.priority.straightness': edge.kind === 'forward' ? '10' : '1' },
})

function collect(node: ElkNode, boxes: Map<string, Box>): void {
  for (const child of node.children ?? []) {
    const { x = 0, y = 0, width = stepWidth, height = 60 } = child
    boxes.set(child.id, { x, y, width, height })
    collect(child, boxes)
  }
}

function placeAsides(
  boxes: Map<string, Box>,
  asides: Set<string>,
  sizes: Map<string, { width: number; height: number }>,
) {
  const others = [...boxes.values()]
  const left = Math.min(0, ...others.map(({ x }) => x))
  const bottom = Math.max(0, ...others.map(({ y, height }) => y + height))
  for (const [index, id] of [...asides].entries()) {
    const size = sizes.get(id) ?? { width: stepWidth, height: 60 }
    boxes.set(id, { ...size, x: left + index * (stepWidth + 40), y: bottom + 44 })
  }
}

type Labels = Map<string, { width: number; height: number } | null>

/** Lines back run together in a gutter at the right, each with its words beside the step that it leaves. */
function drawReturns(
  edges: GraphEdge[],
  boxes: Map<string, Box>,
  drawn: Map<string, DrawnEdge>,
  labels: Labels,
): void {
  const backs = edges.filter(({ back, from, to }) => back && boxes.has(from) && boxes.has(to))
  if (backs.length === 0) return
  const rights = [
    ...[...boxes.values()].map(({ x, width }) => x + width),
    ...[...drawn.values()].flatMap(({ points, label }) => [
      ...points.map(({ x }) => x),
      ...(label ? [label.x + label.width] : []),
    ]),
  ]
  const clear = Math.max(...rights) + gap
  const widest = Math.max(...backs.map(({ id }) => labels.get(id)?.width ?? 0))
  const targets = [...new Set(backs.map(({ to }) => to))]
  const beside = new Map<string, number>()
  for (const edge of backs) {
    const source = boxes.get(edge.from)
    const target = boxes.get(edge.to)
    if (!source || !target) continue
    const used = beside.get(edge.from) ?? 0
    const label = labels.get(edge.id) ?? null
    beside.set(edge.from, used + (label?.height ?? 18) + 8)
    const bus = clear + widest + gap + targets.indexOf(edge.to) * 12
    const y = source.y + Math.min(22 + used, Math.max(22, source.height + used - 12))
    // A line that stays at its step comes back a little lower than it left.
    const end = edge.from === edge.to ? y + (label?.height ?? 18) + 14 : target.y + 14
    const points = [
      { x: source.x + source.width, y },
      { x: bus, y },
      { x: bus, y: end },
      { x: target.x + target.width, y: end },
    ]
    const box = label && { ...label, x: clear, y: y + 3 }
    drawn.set(edge.id, { id: edge.id, points, label: box })
  }
}

/** Endings that many steps offer: one line at the left for all of them. */
function drawAsides(
  edges: GraphEdge[],
  boxes: Map<string, Box>,
  drawn: Map<string, DrawnEdge>,
  labels: Labels,
): void {
  const asides = edges.filter(({ kind, from }) => kind === 'aside' && boxes.has(from))
  const targets = [...new Set(asides.map(({ to }) => to))]
  const lefts = [
    ...[...boxes.values()].map(({ x }) => x),
    ...[...drawn.values()].flatMap(({ points, label }) => [
      ...points.map(({ x }) => x),
      ...(label ? [label.x] : []),
    ]),
  ]
  const left = Math.min(...lefts, 0) - gap
  for (const edge of asides) {
    const source = boxes.get(edge.from)
    const target = boxes.get(edge.to)
    if (!source || !target) continue
    const bus = left - targets.indexOf(edge.to) * 14
    const y = source.y + source.height / 2
    const end = target.y + target.height / 2
    const label = labels.get(edge.id) ?? null
    drawn.set(edge.id, {
      id: edge.id,
      points: [
        { x: source.x, y },
        { x: bus, y },
        { x: bus, y: end },
        { x: target.x, y: end },
      ],
      label: label && { ...label, x: bus - label.width - 4, y: y + 4 },
    })
  }
}

/** Moves the picture so that it begins at zero, and measures it. */
function framed(boxes: Map<string, Box>, edges: Map<string, DrawnEdge>): Drawn {
  const all = [
    ...[...boxes.values()],
    ...[...edges.values()].flatMap(({ points, label }) => [
      ...points.map(({ x, y }) => ({ x, y, width: 0, height: 0 })),
      ...(label ? [label] : []),
    ]),
  ]
  const left = Math.min(0, ...all.map(({ x }) => x))
  const top = Math.min(0, ...all.map(({ y }) => y))
  const move = <At extends { x: number; y: number }>(at: At): At => ({ ...at, x: at.x - left, y: at.y - top })
  return {
    width: Math.max(1, ...all.map(({ x, width }) => x + width)) - left,
    height: Math.max(1, ...all.map(({ y, height }) => y + height)) - top,
    boxes: new Map([...boxes].map(([id, box]) => [id, move(box)])),
    edges: new Map(
      [...edges].map(([id, edge]) => [
        id,
        { ...edge, points: edge.points.map(move), label: edge.label && move(edge.label) },
      ]),
    ),
  }
}
