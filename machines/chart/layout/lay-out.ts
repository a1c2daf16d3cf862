import type { ELK, ElkEdgeSection, ElkExtendedEdge, ElkLabel, ElkNode } from 'elkjs/lib/elk-api.js'
import { containerOf, type Edge, edgesOf } from '../edges.ts'
import { walk } from '../graph.ts'
import { type Json, titleOf } from '../json.ts'
import { sizes } from '../step-text.ts'
import { qualifiedTitles } from '../step-titles.ts'
import { align } from './align.ts'
import { type Label, labelOf, type Node, nodeOf, worded } from './boxes.ts'
import { type Layout, layoutEdition } from './chart-layout.ts'
import { type Box, type Route, sideRoutes } from './sides.ts'
import type { WidthOf } from './text.ts'

const root = 'root'
const elkId = (id: string) => `step:${id}`

/** ELK where it runs (in this thread on the server, in a worker on a screen), and what measures its words. */
export type LayoutTools = { elk: Pick<ELK, 'layout'>; widthOf: WidthOf }

/**
 * Draws a chart, sound or not: the first step on top, forward edges down, returns in a gutter at the right, and the ending that
 * many steps offer as one line at the left. Room is kept for the longer of the two languages. Pixels, integers.
 */
export async function layOut(chart: Json, { elk, widthOf }: LayoutTools): Promise<Layout> {
  const edges = edgesOf(chart).map((edge) => ({ ...edge, title: worded(edge.title, edge.type) }))
  const labels = new Map(edges.map((edge) => [edge.id, labelOf(edge, edges, widthOf)]))
  const sideEdges = edges.filter((edge) => (edge.back || edge.aside) && twinOf(edge, edges) === edge)
  const asides = new Set(edges.filter(({ aside }) => aside).map(({ to }) => to))

  const qualified = qualifiedTitles(chart)
  const drawn = new Map<string, Node>()
  for (const { path, node } of walk(chart)) {
    if (path.length === 0 || node.type === 'history') continue
    const id = path.join('.')
    const title = qualified.get(id) ?? titleOf(node)
    drawn.set(id, nodeOf(path, node, { title, initial: id === chart.initial, widthOf }))
  }
  makeRoomForSides(drawn, sideEdges, labels)

  const graph: ElkNode = { id: root, layoutOptions: rootOptions, children: [], edges: [] }
  const elkNodes = new Map<string, ElkNode>([['', graph]])
  for (const node of drawn.values()) {
    if (asides.has(node.id)) continue
    const elkNode = elkNodeOf(node, gutterOf(node.id, sideEdges, labels))
    elkNodes.set(node.id, elkNode)
    elkNodes.get(node.parent ?? '')?.children?.push(elkNode)
    if (node.kind === 'parallel')
      graph.edges?.push(...stackRegions(regionsOf(node.id, drawn, edges), [...drawn.keys()]))
  }
  for (const edge of edges) {
    if (
      edge.back ||
      asides.has(edge.to) ||
      !drawn.has(edge.from) ||
      !drawn.has(edge.to) ||
      twinOf(edge, edges) !== edge
    )
      continue
    graph.edges?.push(elkEdgeOf(edge, labels.get(edge.id)))
  }

  const placed = await elk.layout(graph)
  place(placed, drawn)
  const nodes = [...drawn.values()]
  const forward = forwardRoutes(placed, edges, labels)
  align({
    nodes: nodes.filter(({ id }) => !asides.has(id)),
    routes: forward,
    gutterOf: (id) => gutterOf(id, sideEdges, labels),
  })
  placeAsides(drawn, asides)
  const routed = sideRoutes(nodes, sideEdges, labels, forward)
  return withinFrame(
    nodes,
    edges.flatMap(({ back, at, ...edge }) => {
      const route = routed.get(edge.id) ?? routed.get(twinOf(edge, edges)?.id ?? '')
      return route
        ? [{ ...edge, ...route, label: { ...route.label, ...(routed.has(edge.id) ? {} : silent) } }]
        : []
    }),
  )
}

const silent = { lines: { th: [], en: [] }, height: 0 }

/** The first of several lines between the same two steps with the same words: one line is drawn for all of them. */
const twinOf = (edge: Pick<Edge, 'from' | 'to' | 'title'>, edges: Edge[]) =>
  edges.find(({ from, to, title }) => from === edge.from && to === edge.to && title.th === edge.title.th)

const rootOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.edgeLabels.sideSelection': 'SMART_DOWN',
  'elk.spacing.nodeNode': '24',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.edgeLabel': '0',
  'elk.layered.spacing.nodeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
}

/** Labels in the gutter stand under their own lines, so a step is at least as high as the labels beside it. */
function makeRoomForSides(drawn: Map<string, Node>, sides: Edge[], labels: Map<string, Label>): void {
  for (const node of drawn.values()) {
    const beside = sides.filter(({ from, back }) => from === node.id && back)
    const needed = beside.slice(0, -1).reduce((sum, { id }) => sum + (labels.get(id)?.height ?? 0) + 14, 24)
    node.height = Math.max(node.height, needed)
  }
}

/** The width of the gutter that a group of steps keeps at its right for its own returns. */
function gutterOf(id: string, sides: Edge[], labels: Map<string, Label>): number {
  const own = sides.filter((edge) => edge.back && containerOf(edge) === id)
  if (own.length === 0) return 0
  return (
    Math.max(...own.map((edge) => labels.get(edge.id)?.width ?? 0)) +
    26 +
    12 * new Set(own.map(({ to }) => to)).size
  )
}

function elkNodeOf(node: Node, gutter: number): ElkNode {
  const first = node.initial ? { 'elk.layered.layering.layerConstraint': 'FIRST' } : {}
  if (node.kind === 'step' || node.kind === 'final')
    return { id: elkId(node.id), width: node.width, height: node.height, layoutOptions: first }
  return {
    id: elkId(node.id),
    children: [],
    layoutOptions: {
      ...first,
      'elk.padding': `[top=${node.height + 4},left=12,bottom=${14 + (gutter > 0 ? 26 : 0)},right=${12 + gutter}]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${node.width},${node.height})`,
    },
  }
}

/** The regions of a parallel step; those from which lines lead out come last, so that no line crosses another region. */
function regionsOf(id: string, drawn: Map<string, Node>, edges: Edge[]): string[] {
  const leaves = (region: string) =>
    edges.some(
      ({ from, to, aside, back }) =>
        !back && !aside && from.startsWith(`${region}.`) && !to.startsWith(`${region}.`),
    )
  const regions = [...drawn.values()].filter(({ parent }) => parent === id).map((node) => node.id)
  return regions.sort((a, b) => Number(leaves(a)) - Number(leaves(b)))
}

/** Side by side, the regions of a parallel step would not fit a column of text; one above the other they do. */
const stackRegions = (regions: string[], steps: string[]): ElkExtendedEdge[] =>
  regions.slice(1).map((region, index) => ({
    id: `stack:${region}`,
    // From the last step of one to the first of the next: between the frames themselves, ELK would not align them.
    sources: [elkId(steps.findLast((id) => id.startsWith(`${regions[index]}.`)) ?? regions[index] ?? region)],
    targets: [elkId(steps.find((id) => id.startsWith(`${region}.`)) ?? region)],
    layoutOptions: { 'elk.layered.priority.straightness': '100', 'elk.layered.priority.shortness': '100' },
  }))

function elkEdgeOf(edge: Edge, label: Label | undefined): ElkExtendedEdge {
  return {
    id: edge.id,
    sources: [elkId(edge.from)],
    targets: [elkId(edge.to)],
    labels: label
      ? [{ id: `label:${edge.id}`, text: edge.title.th, width: label.width + 12, height: label.height + 8 }]
      : [],
    layoutOptions: {
      'elk.layered.priority.straightness': edge.kind === 'forward' || edge.kind === 'ending' ? '10' : '1',
    },
  }
}

function place(placed: ElkNode, drawn: Map<string, Node>): void {
  for (const child of placed.children ?? []) {
    const node = drawn.get(child.id.slice('step:'.length))
    if (node) {
      node.x = child.x ?? 0
      node.y = child.y ?? 0
      node.width = child.width ?? node.width
      node.height = child.height ?? node.height
    }
    place(child, drawn)
  }
}

/** Endings at the side stand in a row of their own, under everything else. */
function placeAsides(drawn: Map<string, Node>, asides: Set<string>): void {
  const others = [...drawn.values()].filter(({ id }) => !asides.has(id))
  const left = Math.min(0, ...others.map(({ x }) => x))
  const bottom = Math.max(0, ...others.map(({ y, height }) => y + height))
  for (const [index, id] of [...asides].entries()) {
    const node = drawn.get(id)
    if (node) Object.assign(node, { x: left + index * (sizes.step + 40), y: bottom + 48 })
  }
}

function forwardRoutes(placed: ElkNode, edges: Edge[], labels: Map<string, Label>): Map<string, Route> {
  const known = new Set(edges.map(({ id }) => id))
  const routes = new Map<string, Route>()
  for (const { id, sections, labels: given } of placed.edges ?? []) {
    const [section] = sections ?? []
    const label = labels.get(id)
    if (!section || !label || !known.has(id)) continue
    const [at] = given ?? []
    routes.set(id, {
      points: [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(({ x, y }) => ({
        x,
        y,
      })),
      label: { ...label, x: (at?.x ?? 0) + 6, y: (at?.y ?? 0) + 4, align: alignOf(section, at) },
    })
  }
  return routes
}

/** A label stands beside its line: its lines of text end there where the line is at its right. */
function alignOf(section: ElkEdgeSection, label: ElkLabel | undefined): 'start' | 'end' {
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]
  const x = label?.x ?? 0
  const y = label?.y ?? 0
  const beside = points.find((point, index) => point.y <= y && (points[index + 1]?.y ?? 0) > y)
  return beside && beside.x > x + (label?.width ?? 0) / 2 ? 'end' : 'start'
}

/** Moves the picture so that it begins at the margin, and measures it. */
function withinFrame(nodes: Node[], edges: Layout['edges']): Layout {
  const boxes: Box[] = [...nodes, ...edges.map(({ label }) => label)]
  const points = [
    ...edges.flatMap(({ points: at }) => at),
    ...boxes.flatMap(({ x, y, width, height }) => [
      { x, y },
      { x: x + width, y: y + height },
    ]),
  ]
  // A draft may have no step yet.
  if (points.length === 0) points.push({ x: 0, y: 0 })
  const left = Math.min(...points.map(({ x }) => x)) - sizes.margin
  const top = Math.min(...points.map(({ y }) => y)) - sizes.margin
  const move = <At extends { x: number; y: number }>(at: At): At => ({
    ...at,
    x: Math.round(at.x - left),
    y: Math.round(at.y - top),
  })
  return {
    edition: layoutEdition,
    width: Math.ceil(Math.max(...points.map(({ x }) => x)) - left + sizes.margin),
    height: Math.ceil(Math.max(...points.map(({ y }) => y)) - top + sizes.margin),
    nodes: nodes.map(move),
    edges: edges.map((edge) => ({ ...edge, points: edge.points.map(move), label: move(edge.label) })),
  }
}
