import type { JSONContent } from '@tiptap/core'
import { isBlank } from '../../../machines/text/blank.ts'
import { richFromText } from '../../../machines/text/rich-from-text.ts'
import { plainTextOf } from '../../../machines/text/rich-plain.ts'
import { isRichText, type RichText } from '../../../machines/text/rich-text.ts'

/** What the editor shows of a value: a text with structure as it is, a plain one as it has always been shown. */
export const editable = (value: unknown): JSONContent =>
  (isRichText(value) ? value : richFromText(typeof value === 'string' ? value : '')) as JSONContent

/** The value as it is stored: without what the editor keeps for itself and empty lines at its end; '' where nothing is written. */
export function storedOf(doc: JSONContent): RichText | '' {
  const isUsed = (node: JSONContent): boolean =>
    node.type === 'table' ||
    node.type === 'horizontalRule' ||
    node.type === 'image' ||
    (node.content ?? []).some(isUsed)
  if (isBlank(plainTextOf(doc)) && !isUsed(doc)) return ''
  const content = [...(doc.content ?? [])]
  while (content.length > 1 && isEmptyParagraph(content.at(-1))) content.pop()
  return withoutOwn({ ...doc, content }) as RichText
}

const isEmptyParagraph = (node: JSONContent | undefined): boolean =>
  node?.type === 'paragraph' && (node.content ?? []).length === 0

const kept: Record<string, string[]> = {
  heading: ['level'],
  orderedList: ['start'],
  table: ['caption'],
  image: ['sha256', 'name', 'size', 'type', 'width', 'height', 'alt', 'caption'],
  tableCell: ['colspan', 'rowspan'],
  tableHeader: ['colspan', 'rowspan'],
  link: ['href'],
}
/** What holds without being said. */
const defaults: Record<string, unknown> = { colspan: 1, rowspan: 1, start: 1, caption: null }

function withoutOwn({ type, attrs, content, marks, text }: JSONContent): JSONContent {
  const said = Object.entries(attrs ?? {}).filter(
    ([name, value]) => kept[type ?? '']?.includes(name) && value !== defaults[name],
  )
  return {
    ...(type !== undefined && { type }),
    ...(said.length > 0 && { attrs: Object.fromEntries(said) }),
    ...(text !== undefined && { text }),
    ...(marks && marks.length > 0 && { marks: marks.map(withoutOwn) as NonNullable<JSONContent['marks']> }),
    ...(content && content.length > 0 && { content: content.map(withoutOwn) }),
  }
}
