import { unreachable } from '../procedure/unreachable.ts'
import { linkProblem } from './address.ts'
import { plainTextOf } from './rich-plain.ts'
import {
  isRichText,
  placedCells,
  type RichBlock,
  type RichCell,
  type RichInline,
  type RichMark,
  type RichPicture,
  type RichTable,
} from './rich-text.ts'
import { blocksOf, inlinesOf, isNumber, webAddress } from './shown.ts'

/** The elements in which a text is shown; nothing else is ever made of one, whatever it holds. */
export const elementNames = [
  ...(['p', 'h2', 'h3', 'h4', 'h5', 'ul', 'ol', 'li', 'blockquote', 'hr', 'br'] as const),
  ...(['section', 'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'] as const),
  ...(['a', 'strong', 'em', 'u', 'sub', 'sup', 'figure', 'img', 'figcaption'] as const),
] as const
export type ElementName = (typeof elementNames)[number]
export type Attributes = {
  href?: string
  rel?: string
  start?: number
  scope?: 'col' | 'row'
  colspan?: number
  rowspan?: number
  src?: string
  alt?: string
  width?: number
  height?: number
  loading?: 'lazy'
  /** `table`: a region of its own, which scrolls; `number`: a figure, below its like. */
  look?: 'table' | 'number'
  /** The name of such a region. */
  label?: string
}
/** An element of HTML as data, so that server and screens show the same: text is text, and escaped where it is written. */
export type Element = { name: ElementName; attributes: Attributes; children: Shown[] }
export type Shown = Element | string

export type ShownIn = {
  /** What a table without a caption is called. */
  table: string
  /** How far headings stand below those of the page. */
  headingsBelow?: 0 | 1
  /** Where a picture is fetched; where there is no such place, its description stands for it. */
  picture?: ((picture: RichPicture) => string | undefined) | undefined
}

const element = (name: ElementName, children: Shown[], attributes: Attributes = {}): Element => ({
  name,
  attributes,
  children,
})

/** A text as its writer meant it, plain or with structure; whatever is neither shows nothing. */
export function elementsOf(value: unknown, where: ShownIn): Element[] {
  if (typeof value === 'string') return plainElements(value, where)
  return isRichText(value) ? value.content.flatMap((block) => blockElements(block, where)) : []
}

function plainElements(text: string, where: ShownIn): Element[] {
  return blocksOf(text).map((block) => {
    if (block.kind === 'paragraph') return element('p', lineElements(block.text))
    const rows = block.rows.map((cells, at) =>
      element(
        'tr',
        cells.map((cell) =>
          at === 0 && block.hasHead
            ? element('th', lineElements(cell), { scope: 'col' })
            : element('td', lineElements(cell), isNumber(cell) ? { look: 'number' } : {}),
        ),
      ),
    )
    const [head, ...body] = rows
    return block.hasHead && head
      ? region([element('thead', [head]), element('tbody', body)], where.table)
      : region([element('tbody', rows)], where.table)
  })
}

/** A table may be wider than a screen: it scrolls in a region of its own, which has a name. */
export const region = (parts: Element[], label: string): Element =>
  element('section', [element('table', parts)], { look: 'table', label })

/** A line in which addresses lead where they read. */
export const lineElements = (text: string): Shown[] =>
  inlinesOf(text).map(({ text: piece, href }) => (href === undefined ? piece : link(href, [piece])))

const link = (href: string, children: Shown[]): Element =>
  element('a', children, { href, rel: 'noopener noreferrer nofollow external' })

const isEmptyParagraph = ({ type, content }: { type: string; content?: unknown[] | undefined }) =>
  type === 'paragraph' && (content ?? []).length === 0

function blockElements(block: RichBlock, where: ShownIn): Element[] {
  switch (block.type) {
    case 'paragraph':
      // What an editor leaves where somebody pressed Enter twice; the style sheet sets paragraphs apart.
      return isEmptyParagraph(block) ? [] : [element('p', inlineElements(block.content))]
    case 'heading': {
      const level = block.attrs.level + (where.headingsBelow ?? 0)
      return [element(headings[level] ?? 'h5', inlineElements(block.content))]
    }
    case 'bulletList':
    case 'orderedList': {
      const items = block.content.map((item) => element('li', itemElements(item.content, where)))
      if (block.type === 'bulletList') return [element('ul', items)]
      return [element('ol', items, block.attrs === undefined ? {} : { start: block.attrs.start })]
    }
    case 'blockquote':
      return [element('blockquote', insideElements(block.content, where))]
    case 'horizontalRule':
      return [element('hr', [])]
    case 'image':
      return [imageElement(block.attrs, where)]
    case 'table':
      return [tableElement(block, where)]
    default:
      return unreachable(block)
  }
}

/** With its size in pixels, so that the page does not move under the reader as it comes. */
function imageElement(picture: RichPicture, where: ShownIn): Element {
  const { alt, caption, width, height } = picture
  const src = where.picture?.(picture)
  const shown =
    src === undefined
      ? element('p', [`[ภาพ: ${alt || picture.name}]`])
      : element('img', [], { src, alt, width, height, loading: 'lazy' })
  return element('figure', caption === undefined ? [shown] : [shown, element('figcaption', [caption])])
}

const headings: Record<number, ElementName> = { 2: 'h2', 3: 'h3', 4: 'h4', 5: 'h5' }

const insideElements = (blocks: RichBlock[], where: ShownIn): Element[] =>
  blocks.flatMap((block) => blockElements(block, where))

/** One paragraph alone is a line of its list or table, not a paragraph within it. */
function itemElements(blocks: RichBlock[], where: ShownIn): Shown[] {
  const [first, ...rest] = blocks
  if (first?.type !== 'paragraph') return insideElements(blocks, where)
  const isLine = rest.every(({ type }) => type === 'bulletList' || type === 'orderedList')
  return isLine
    ? [...inlineElements(first.content), ...insideElements(rest, where)]
    : insideElements(blocks, where)
}

function tableElement(table: RichTable, where: ShownIn): Element {
  const rows = table.content
  // A head ends where a row holds figures, or where a cell reaches out of it: a browser cuts those off.
  let headRows = rows.findIndex(({ content }) => content.some(({ type }) => type !== 'tableHeader'))
  if (headRows === -1) headRows = rows.length > 1 ? 1 : 0
  const reaches = (placedCells(table) ?? []).some(
    ({ row, height }) => row < headRows && row + height > headRows,
  )
  if (reaches) headRows = 0
  const shown = rows.map(({ content }, at) =>
    element(
      'tr',
      content.map((cell, index) => cellElement(cell, { isHead: at < headRows, isFirst: index === 0 }, where)),
    ),
  )
  const caption = table.attrs?.caption
  return region(
    [
      ...(caption === undefined ? [] : [element('caption', [caption])]),
      ...(headRows > 0 ? [element('thead', shown.slice(0, headRows))] : []),
      ...(headRows < rows.length ? [element('tbody', shown.slice(headRows))] : []),
    ],
    caption ?? where.table,
  )
}

function cellElement(
  cell: RichCell,
  { isHead, isFirst }: { isHead: boolean; isFirst: boolean },
  where: ShownIn,
): Element {
  const { colspan, rowspan } = cell.attrs ?? {}
  const spans = { ...(colspan && { colspan }), ...(rowspan && { rowspan }) }
  const children = itemElements(cell.content, where)
  if (cell.type === 'tableHeader')
    return element('th', children, { ...spans, scope: isFirst && !isHead ? 'row' : 'col' })
  const isFigure =
    cell.content.length === 1 && isNumber(plainTextOf({ type: 'doc', content: cell.content }).trim())
  return element('td', children, isFigure ? { ...spans, look: 'number' } : spans)
}

/** Marks from the outermost in; a link reaches over all pieces that lead to the same place. */
function inlineElements(pieces: RichInline[] = []): Shown[] {
  const shown: Shown[] = []
  for (let at = 0; at < pieces.length; ) {
    const href = hrefOf(pieces[at])
    let end = at + 1
    while (href !== undefined && end < pieces.length && hrefOf(pieces[end]) === href) end += 1
    const inside = pieces.slice(at, end).flatMap((piece) => pieceElements(piece, href !== undefined))
    shown.push(...(href === undefined ? inside : [link(href, inside)]))
    at = end
  }
  return shown
}

/** Where a piece leads; whatever its schema would not let in leads nowhere and stays words. */
function hrefOf(piece: RichInline | undefined): string | undefined {
  const marks: RichMark[] = piece?.type === 'text' ? (piece.marks ?? []) : []
  const found = marks.find((one) => one.type === 'link')
  if (found === undefined || linkProblem(found.attrs.href)) return undefined
  return found.attrs.href.startsWith('mailto:') ? found.attrs.href : webAddress(found.attrs.href)
}

const markElements = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  subscript: 'sub',
  superscript: 'sup',
} as const

function pieceElements(piece: RichInline, isLinked: boolean): Shown[] {
  if (piece.type === 'hardBreak') return [element('br', [])]
  const words = isLinked ? [piece.text] : lineElements(piece.text)
  return (piece.marks ?? []).reduceRight<Shown[]>(
    (inside, mark) => (mark.type === 'link' ? inside : [element(markElements[mark.type], inside)]),
    words,
  )
}
