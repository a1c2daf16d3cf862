import type { Text } from '../../procedure/procedure.ts'
import type { Edge } from '../edges.ts'
import { hasSteps } from '../graph.ts'
import { eachOf, type Json, objectOf, stringOf } from '../json.ts'
import { sizes } from '../step-text.ts'
import type { Layout } from './chart-layout.ts'
import { type Weight, type WidthOf, wrap } from './text.ts'

export type Node = Layout['nodes'][number]
type Lines = Node['lines']

/** A title in both languages: a draft may have it in one, or in none, and then its name stands there. */
export const worded = ({ th, en }: Text, name: string): Text => ({
  th: th || en || name,
  en: en || th || name,
})

/** The words of an edge in lines, and the room that the longer language needs. */
export function labelOf(edge: Edge, edges: Edge[], widthOf: WidthOf) {
  // Of the lines that run together into one ending, the first one carries the words.
  const silent = edge.aside && edges.find(({ aside, to }) => aside && to === edge.to)?.id !== edge.id
  const room = {
    width: edge.back ? sizes.sideLabel : sizes.label,
    size: sizes.small.size,
    weight: 'regular',
    widthOf,
  } as const
  const lines: Lines = silent
    ? { th: [], en: [] }
    : { th: wrap(edge.title.th, 'th', room), en: wrap(edge.title.en, 'en', room) }
  return { lines, ...measure(lines, sizes.small, 'regular', widthOf) }
}
export type Label = ReturnType<typeof labelOf>

/** A step as a box, not yet placed: high enough for its words in either language. */
export function nodeOf(
  path: string[],
  node: Json,
  given: { title: Text; initial: boolean; widthOf: WidthOf },
): Node {
  const { initial, widthOf } = given
  const meta = objectOf(node.meta)
  const title = worded(given.title, path.at(-1) ?? '')
  const room = { width: sizes.step - 2 * sizes.pad.x, widthOf }
  const bold = { ...room, size: sizes.title.size, weight: 'bold' } as const
  const lines = { th: wrap(title.th, 'th', bold), en: wrap(title.en, 'en', bold) }
  const clause = stringOf(meta.clause)
  const clauseLines = wrap(clause, 'th', { ...room, size: sizes.small.size, weight: 'regular' })
  const text = measure(lines, sizes.title, 'bold', widthOf).height + clauseLines.length * sizes.small.line
  const parent = path.slice(0, -1).join('.')
  const isPublic = eachOf(node.tags).includes('public')
  return {
    id: path.join('.'),
    parent: parent === '' ? null : parent,
    x: 0,
    y: 0,
    width: sizes.step,
    // A public step has a line that says so in words.
    height: text + (isPublic ? sizes.small.line + 4 : 0) + 2 * sizes.pad.y,
    title,
    lines,
    clause,
    clauseLines,
    source: meta.source === 'added' ? 'added' : 'document',
    kind:
      node.type === 'parallel'
        ? 'parallel'
        : hasSteps(node)
          ? 'group'
          : node.type === 'final'
            ? 'final'
            : 'step',
    public: isPublic,
    initial,
  }
}

const measure = (
  lines: Lines,
  { size, line }: { size: number; line: number },
  weight: Weight,
  widthOf: WidthOf,
) => ({
  width: Math.ceil(Math.max(0, ...[...lines.th, ...lines.en].map((text) => widthOf(text, size, weight)))),
  height: Math.max(lines.th.length, lines.en.length) * line,
})
