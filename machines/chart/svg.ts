import { createElement as h, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Layout } from './layout/chart-layout.ts'
import { arrowHead, roundedPath } from './line-path.ts'
import { writable } from './xml-text.ts'

type Language = 'th' | 'en'
type Node = Layout['nodes'][number]
type Edge = Layout['edges'][number]

/** The measures in which the layout broke the words into lines. */
const title = { line: 23, base: 17 }
const small = { line: 20, base: 15 }
const pad = { x: 14, y: 10 }

const style = `
text { font-family: Sarabun, "Noto Sans Thai", "Leelawadee UI", sans-serif; fill: #1a1f26 }
.title { font-size: 16px; font-weight: 700 }
.clause, .label { font-size: 15px; fill: #4a5462 }
.label { stroke: #fff; stroke-width: 4px; stroke-linejoin: round; paint-order: stroke }
.label.return { fill: #b0241c }
.public { font-size: 15px; fill: #17663a }
.box { fill: #fff; stroke: #6a7482; stroke-width: 1.2 }
.box.added { stroke-dasharray: 5 4 }
.box.final { fill: #eceef2 }
.frame { fill: #eceef2; fill-opacity: .55; stroke: #6a7482 }
.way { fill: none; stroke: #4a5462; stroke-width: 1.5; stroke-linecap: round }
.head { fill: #4a5462 }
.way.return { stroke: #d9564d }
.head.return { fill: #d9564d }
.way.aside { stroke: #d3d8df }
.head.aside { fill: #d3d8df }
.way.after, .way.automatic { stroke-dasharray: 6 5 }
`

const words = {
  th: { public: 'เผยแพร่บนเว็บไซต์', added: 'เส้นประ: เพิ่มเติมจากประกาศ' },
  en: { public: 'On the public website', added: 'Dashed: added to the announcement' },
} as const

/** A chart as a file of its own: SVG 1.1 that needs nothing else, its words as text, readable on paper. */
export function chartSvg(layout: Layout, heading: string, language: Language): string {
  const { width, height, nodes, edges } = layout
  const steps = nodes.filter(isLeaf)
  const legend = nodes.some(({ source }) => source === 'added') ? 30 : 0
  const picture = h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height: height + legend,
      viewBox: `0 0 ${width} ${height + legend}`,
      lang: language,
    },
    h('title', null, heading),
    h('style', null, style),
    h('rect', { width, height: height + legend, fill: '#fff' }),
    nodes.filter((node) => !isLeaf(node)).map((node) => frame(node)),
    edges.map((edge) => line(edge)),
    edges.map((edge) => label(edge, language)),
    nodes.filter((node) => !isLeaf(node)).map((node) => step(node, language)),
    steps.map((node) => step(node, language)),
    legend > 0 ? h('text', { className: 'clause', x: 16, y: height + 12 }, words[language].added) : null,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writable(renderToStaticMarkup(picture))}\n`
}

const isLeaf = ({ kind }: Node) => kind === 'step' || kind === 'final'

const frame = ({ id, x, y, width, height }: Node) =>
  h('rect', { key: `frame:${id}`, className: 'frame', x, y, width, height, rx: 10 })

const line = ({ id, kind, points }: Edge) =>
  h(
    'g',
    { key: `line:${id}` },
    h('path', { className: `way ${kind}`, d: roundedPath(points, 7) }),
    h('path', { className: `head ${kind}`, d: arrowHead(points, kind === 'aside' ? 5 : 7) }),
  )

function label({ id, kind, label: { x, y, width, lines, align } }: Edge, language: Language) {
  const end = align === 'end'
  return h(
    'text',
    { key: `label:${id}`, className: `label ${kind}`, textAnchor: end ? 'end' : 'start' },
    spans(lines[language], { x: end ? x + width : x, y: y + small.base, line: small.line }),
  )
}

function step(node: Node, language: Language): ReactNode {
  const lines = node.lines[language]
  const content =
    lines.length * title.line + node.clauseLines.length * small.line + (node.public ? small.line + 4 : 0)
  const top = isLeaf(node) ? node.y + (node.height - content) / 2 : node.y + pad.y
  const belowTitle = top + lines.length * title.line
  const belowClause = belowTitle + node.clauseLines.length * small.line
  const x = node.x + pad.x
  const look = `box${node.kind === 'final' ? ' final' : ''}${node.source === 'added' ? ' added' : ''}`
  const { x: left, y, width, height } = node
  return h(
    'g',
    { key: `step:${node.id}` },
    isLeaf(node) ? h('rect', { className: look, x: left, y, width, height, rx: 10 }) : null,
    h('text', { className: 'title' }, spans(lines, { x, y: top + title.base, line: title.line })),
    h(
      'text',
      { className: 'clause' },
      spans(node.clauseLines, { x, y: belowTitle + small.base, line: small.line }),
    ),
    node.public
      ? h('text', { className: 'public', x, y: belowClause + 4 + small.base }, words[language].public)
      : null,
  )
}

const spans = (lines: string[], { x, y, line }: { x: number; y: number; line: number }) =>
  lines.map((text, index) => h('tspan', { key: `${index}:${text}`, x, y: y + index * line }, text))
