import { isBlank } from './blank.ts'
import { isRichText } from './rich-text.ts'

/**
 * What a text says without its structure: a line for each paragraph, a bullet or a number before each item of a list,
 * tabs between the cells of a row. A plain text says what it says; anything else says nothing. Whatever is given, it is
 * read only as far as JSON may be deep.
 */
export function plainTextOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (!isRichText(value)) return ''
  return linesOf(value, 0).join('\n')
}

/** True for a text with structure that shows nothing; a picture shows something, and what nobody knows is wrong, not blank. */
export const isBlankRich = (value: unknown): boolean =>
  isRichText(value) && isBlank(plainTextOf(value)) && holdsOnlyWords(value, 0)

const known = new Set(
  'doc paragraph heading bulletList orderedList listItem blockquote horizontalRule table tableRow tableHeader tableCell text hardBreak'.split(
    ' ',
  ),
)

function holdsOnlyWords({ type, content = [] }: Node, depth: number): boolean {
  if (depth > deepest || !known.has(String(type)) || !Array.isArray(content)) return false
  return content.every(
    (inner: unknown) => inner !== null && typeof inner === 'object' && holdsOnlyWords(inner, depth + 1),
  )
}

const deepest = 64
type Node = { type?: unknown; text?: unknown; attrs?: unknown; content?: unknown }

const nodesIn = (node: Node): Node[] =>
  Array.isArray(node.content)
    ? node.content.filter((inner): inner is Node => inner !== null && typeof inner === 'object')
    : []

function linesOf(node: Node, depth: number): string[] {
  if (depth > deepest) return []
  const inside = nodesIn(node)
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return inside
        .map((inner) =>
          inner.type === 'hardBreak' ? '\n' : typeof inner.text === 'string' ? inner.text : '',
        )
        .join('')
        .split('\n')
    case 'bulletList':
      return inside.flatMap((item) => marked('• ', linesOf(item, depth + 1)))
    case 'orderedList': {
      const { start } = (node.attrs ?? {}) as { start?: unknown }
      const first = typeof start === 'number' ? start : 1
      return inside.flatMap((item, index) => marked(`${first + index}. `, linesOf(item, depth + 1)))
    }
    case 'image': {
      const { alt, caption } = (node.attrs ?? {}) as { alt?: unknown; caption?: unknown }
      const said = [typeof alt === 'string' && alt !== '' ? `[ภาพ: ${alt}]` : '', caption]
      return said.filter((line): line is string => typeof line === 'string' && line !== '')
    }
    case 'table': {
      const { caption } = (node.attrs ?? {}) as { caption?: unknown }
      const rows = inside.map((row) =>
        nodesIn(row)
          .map((cell) =>
            linesOf(cell, depth + 2)
              .join(' ')
              .replaceAll('\t', ' '),
          )
          .join('\t'),
      )
      return typeof caption === 'string' ? [caption, ...rows] : rows
    }
    default:
      return inside.flatMap((inner) => linesOf(inner, depth + 1))
  }
}

const marked = (sign: string, [first = '', ...rest]: string[]): string[] => [`${sign}${first}`, ...rest]
