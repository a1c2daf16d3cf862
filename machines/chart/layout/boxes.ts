import type { StateNodeConfig } from '../../procedure/procedure.ts'
import type { Edge } from '../edges.ts'
import type { Layout } from './chart-layout.ts'
import { widthOf, wrap } from './text.ts'

export type Node = Layout['nodes'][number]
type Lines = Node['lines']

/** Sizes in CSS pixels; `ui/lib/chart/chart.css` draws with the same ones. */
export const sizes = {
  title: { size: 16, line: 23 },
  small: { size: 15, line: 20 },
  /** Space between a step's border and its text. */
  pad: { x: 14, y: 10 },
  step: 208,
  /** The widest a label may be: beside a line between two steps, and in the gutter beside them. */
  label: 128,
  sideLabel: 100,
  /** The part of a box's width that its mark (public, added) takes. */
  margin: 22,
} as const

/** The words of an edge in lines, and the room that the longer language needs. */
export function labelOf(edge: Edge, edges: Edge[]) {
  // Of the lines that run together into one ending, the first one carries the words.
  const silent =
    edge.kind === 'aside' && edges.find(({ kind, to }) => kind === 'aside' && to === edge.to)?.id !== edge.id
  const room = {
    width: edge.back ? sizes.sideLabel : sizes.label,
    size: sizes.small.size,
    weight: 'regular',
  } as const
  const lines: Lines = silent
    ? { th: [], en: [] }
    : { th: wrap(edge.title.th, 'th', room), en: wrap(edge.title.en, 'en', room) }
  return { lines, ...measure(lines, sizes.small, 'regular') }
}
export type Label = ReturnType<typeof labelOf>

/** A step as a box, not yet placed: high enough for its words in either language. */
export function nodeOf(path: string[], node: StateNodeConfig, initial: boolean): Node {
  const { meta } = node
  const title = meta?.title ?? { th: path.join('.'), en: path.join('.') }
  const width = sizes.step - 2 * sizes.pad.x
  const lines = {
    th: wrap(title.th, 'th', { width, size: sizes.title.size, weight: 'bold' }),
    en: wrap(title.en, 'en', { width, size: sizes.title.size, weight: 'bold' }),
  }
  const clause = meta?.clause ?? ''
  const clauseLines = wrap(clause, 'th', { width, size: sizes.small.size, weight: 'regular' })
  const text = measure(lines, sizes.title, 'bold').height + clauseLines.length * sizes.small.line
  const parent = path.slice(0, -1).join('.')
  const tags = node.tags ?? []
  return {
    id: path.join('.'),
    parent: parent === '' ? null : parent,
    x: 0,
    y: 0,
    width: sizes.step,
    // A public step has a line that says so in words.
    height: text + (tags.includes('public') ? sizes.small.line + 4 : 0) + 2 * sizes.pad.y,
    title,
    lines,
    clause,
    clauseLines,
    source: meta?.source ?? 'document',
    kind:
      node.type === 'parallel'
        ? 'parallel'
        : node.states
          ? 'group'
          : node.type === 'final'
            ? 'final'
            : 'step',
    public: tags.includes('public'),
    initial,
  }
}

const measure = (
  lines: Lines,
  { size, line }: { size: number; line: number },
  weight: 'regular' | 'bold',
) => ({
  width: Math.ceil(Math.max(0, ...[...lines.th, ...lines.en].map((text) => widthOf(text, size, weight)))),
  height: Math.max(lines.th.length, lines.en.length) * line,
})
