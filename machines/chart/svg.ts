import type { Layout } from './layout/chart-layout.ts'
import { arrowHead, roundedPath } from './line-path.ts'
import { isBox, labelText, stepText } from './step-text.ts'
import { writable } from './xml-text.ts'

type Language = 'th' | 'en'
type Node = Layout['nodes'][number]
type Edge = Layout['edges'][number]

const style = `
text { font-family: Sarabun, "Noto Sans Thai", "Leelawadee UI", sans-serif; fill: #1a1f26 }
.title { font-size: 16px; font-weight: 700 }
.clause, .label, .halo { font-size: 15px; fill: #4a5462 }
.halo { fill: none; stroke: #fff; stroke-width: 4px; stroke-linejoin: round }
.label.return { fill: #b0241c }
.public { font-size: 15px; fill: #17663a }
.box { fill: #fff; stroke: #6a7482; stroke-width: 1.2 }
.box.added { stroke-dasharray: 5 4 }
.box.final { fill: #eceef2 }
.frame { fill: #eceef2; fill-opacity: .55; stroke: #6a7482 }
.edge { fill: none; stroke: #4a5462; stroke-width: 1.5; stroke-linecap: round }
.head { fill: #4a5462 }
.edge.return { stroke: #d9564d }
.head.return { fill: #d9564d }
.edge.aside { stroke: #d3d8df }
.head.aside { fill: #d3d8df }
.edge.deadline, .edge.automatic { stroke-dasharray: 6 5 }
`

const words = {
  th: { public: 'เผยแพร่บนเว็บไซต์', added: 'เส้นประ: เพิ่มเติมจากเอกสาร' },
  en: { public: 'On the public website', added: 'Dashed: added to the document' },
} as const

/** A chart as a file of its own: SVG 1.1 that needs nothing else, its words as text, readable on paper. */
export function chartSvg(layout: Layout, heading: string, language: Language): string {
  const { width, height, nodes, edges } = layout
  const groups = nodes.filter((node) => !isBox(node))
  const legend = nodes.some(({ source }) => source === 'added') ? 30 : 0
  const size = { width, height: height + legend }
  const picture = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...size,
      viewBox: `0 0 ${width} ${height + legend}`,
      lang: language,
    },
    element('title', {}, escaped(heading)),
    element('style', {}, style),
    element('rect', { ...size, fill: '#fff' }),
    ...groups.map(frame),
    ...edges.map(line),
    // Every halo before every word: one painted later would take the vowels under the line above away.
    ...edges.map((edge) => halo(edge, language)),
    ...edges.map((edge) => label(edge, language)),
    ...groups.map((node) => step(node, language)),
    ...nodes.filter(isBox).map((node) => step(node, language)),
    legend > 0
      ? element('text', { class: 'clause', x: 16, y: height + 12 }, escaped(words[language].added))
      : '',
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writable(picture)}\n`
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' }
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign)

/** An element: its attributes are escaped here, its content by whoever gives it. */
function element(name: string, attributes: Record<string, string | number>, ...content: string[]): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
  const inside = content.join('')
  return inside === '' ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${inside}</${name}>`
}

const frame = ({ x, y, width, height }: Node) =>
  element('rect', { class: 'frame', x, y, width, height, rx: 10 })

function line({ kind, aside, points }: Edge): string {
  const look = aside ? 'aside' : kind
  return element(
    'g',
    {},
    element('path', { class: `edge ${look}`, d: roundedPath(points, 7) }),
    element('path', { class: `head ${look}`, d: arrowHead(points, aside ? 5 : 7) }),
  )
}

/** The paper-coloured rim of a line's words; the words are said once, so it is hidden from whoever reads them out. */
function halo({ label: at }: Edge, language: Language): string {
  const { anchor, lines } = labelText(at, language)
  return lines.length === 0
    ? ''
    : element('text', { class: 'halo', 'text-anchor': anchor, 'aria-hidden': 'true' }, ...lines.map(span))
}

function label({ kind, label: at }: Edge, language: Language): string {
  const { anchor, lines } = labelText(at, language)
  return lines.length === 0
    ? ''
    : element('text', { class: `label ${kind}`, 'text-anchor': anchor }, ...lines.map(span))
}

function step(node: Node, language: Language): string {
  const { title, clause, public: place } = stepText(node, language)
  const look = `box${node.kind === 'final' ? ' final' : ''}${node.source === 'added' ? ' added' : ''}`
  const { x, y, width, height } = node
  return element(
    'g',
    {},
    isBox(node) ? element('rect', { class: look, x, y, width, height, rx: 10 }) : '',
    element('text', { class: 'title' }, ...title.map(span)),
    clause.length > 0 ? element('text', { class: 'clause' }, ...clause.map(span)) : '',
    place
      ? element('text', { class: 'public', x: place.x, y: place.y }, escaped(words[language].public))
      : '',
  )
}

const span = ({ text, x, y }: { text: string; x: number; y: number }) =>
  element('tspan', { x, y }, escaped(text))
