import { z } from 'zod'
import { fileTypeNames, isPicture } from '../procedure/file-types.ts'
import type { Text } from '../procedure/procedure.ts'
import { linkProblem, longestAddress } from './address.ts'

/**
 * A text with structure as it is stored: the JSON of ProseMirror, by one schema in which nothing stands that is not
 * named here. What an editor adds for itself (widths of columns, targets of links, styles) is no part of it.
 */
export type RichText = { type: 'doc'; content: RichBlock[] }
export type RichBlock =
  | RichParagraph
  | { type: 'heading'; attrs: { level: 2 | 3 | 4 }; content?: RichInline[] | undefined }
  | { type: 'bulletList'; content: RichListItem[] }
  | { type: 'orderedList'; attrs?: { start: number } | undefined; content: RichListItem[] }
  | { type: 'blockquote'; content: RichBlock[] }
  | { type: 'horizontalRule' }
  | RichImage
  | RichTable
export type RichParagraph = { type: 'paragraph'; content?: RichInline[] | undefined }
export type RichListItem = { type: 'listItem'; content: RichBlock[] }
/** A picture among the files of the request: named by its hash, as in an album, with its size in pixels. */
export type RichImage = { type: 'image'; attrs: RichPicture }
export type RichPicture = {
  sha256: string
  name: string
  size: number
  type: string
  /** The right way up. */
  width: number
  height: number
  /** What somebody who cannot see it has to know; a draft may still lack it. */
  alt: string
  caption?: string | undefined
}
/** `caption`: what the table is about, as it is read above it. */
export type RichTable = {
  type: 'table'
  attrs?: { caption: string } | undefined
  content: RichRow[]
}
export type RichRow = { type: 'tableRow'; content: RichCell[] }
export type RichCell = {
  type: 'tableCell' | 'tableHeader'
  attrs?: { colspan?: number | undefined; rowspan?: number | undefined } | undefined
  content: RichBlock[]
}
export type RichInline = RichTextPiece | { type: 'hardBreak' }
export type RichTextPiece = { type: 'text'; text: string; marks?: RichMark[] | undefined }
export type RichMark =
  | { type: 'bold' | 'italic' | 'underline' | 'subscript' | 'superscript' }
  | { type: 'link'; attrs: { href: string } }

/** The most that a text with structure may hold: nodes inside each other, nodes, cells, pictures, UTF-16 code units, bytes of JSON. */
export const richLimits = {
  depth: 20,
  nodes: 30_000,
  cells: 6_000,
  images: 100,
  columns: 100,
  text: 200_000,
  bytes: 900_000,
} as const

const simpleMarks = ['bold', 'italic', 'underline', 'subscript', 'superscript'] as const
const mark: z.ZodType<RichMark> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(simpleMarks) }),
  z.strictObject({
    type: z.literal('link'),
    attrs: z.strictObject({ href: z.string().min(1).max(longestAddress) }),
  }),
])
const inline: z.ZodType<RichInline> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: z.string().min(1),
    marks: z
      .array(mark)
      .min(1)
      .refine((given) => new Set(given.map(({ type }) => type)).size === given.length)
      .optional(),
  }),
  z.strictObject({ type: z.literal('hardBreak') }),
])
const inlines = z.array(inline).min(1).optional()
const paragraph = z.strictObject({ type: z.literal('paragraph'), content: inlines })

const span = z.int().min(2).max(richLimits.columns)
const blocks = z.lazy(() => z.array(block).min(1))
const listItem = z.strictObject({
  type: z.literal('listItem'),
  // A list begins its items with words: an editor could not put its cursor anywhere else.
  content: blocks.refine(([first]) => first?.type === 'paragraph'),
})
const listItems = z.array(listItem).min(1)
const cell = z.strictObject({
  type: z.enum(['tableCell', 'tableHeader']),
  attrs: z
    .strictObject({ colspan: span.optional(), rowspan: z.int().min(2).max(richLimits.cells).optional() })
    .optional(),
  content: blocks,
})
const row = z.strictObject({ type: z.literal('tableRow'), content: z.array(cell) })
const table = z.strictObject({
  type: z.literal('table'),
  attrs: z.strictObject({ caption: z.string().min(1).max(500) }).optional(),
  content: z.array(row).min(1),
})
const pixels = z.int().min(1).max(100_000)
const image = z.strictObject({
  type: z.literal('image'),
  attrs: z.strictObject({
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    name: z.string().min(1).max(255),
    size: z.int().min(1),
    type: z.enum(fileTypeNames.filter(isPicture)),
    width: pixels,
    height: pixels,
    alt: z.string().max(500),
    caption: z.string().min(1).max(1000).optional(),
  }),
})
const block: z.ZodType<RichBlock> = z.discriminatedUnion('type', [
  paragraph,
  z.strictObject({
    type: z.literal('heading'),
    attrs: z.strictObject({ level: z.union([z.literal(2), z.literal(3), z.literal(4)]) }),
    content: inlines,
  }),
  z.strictObject({ type: z.literal('bulletList'), content: listItems }),
  z.strictObject({
    type: z.literal('orderedList'),
    attrs: z.strictObject({ start: z.int().min(0).max(9999) }).optional(),
    content: listItems,
  }),
  z.strictObject({ type: z.literal('blockquote'), content: blocks }),
  z.strictObject({ type: z.literal('horizontalRule') }),
  image,
  table,
])
const documentSchema: z.ZodType<RichText> = z.strictObject({ type: z.literal('doc'), content: blocks })

/** Whether a value claims to be a text with structure; whether it can stand as one, `richProblem` says. */
export const isRichText = (value: unknown): value is RichText =>
  value !== null && typeof value === 'object' && 'type' in value && value.type === 'doc'

/** What is wrong with a text with structure, in a sentence; undefined where it can be stored and shown as it is. */
export function richProblem(value: unknown): Text | undefined {
  const tooMuch = outOfBounds(value)
  if (tooMuch) return tooMuch
  const parsed = documentSchema.safeParse(value)
  if (!parsed.success) return notAllowed(parsed.error.issues[0]?.path ?? [], value)
  return problemInside(parsed.data)
}

type Node = { type?: unknown; text?: unknown; content?: unknown }

/** Without recursion: a hostile value may be deeper than the stack. */
function outOfBounds(value: unknown): Text | undefined {
  let layer: unknown[] = [value]
  let [nodes, cells, images, text] = [0, 0, 0, 0]
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth > richLimits.depth) return beyond(richLimits.depth, 'ชั้น', 'levels inside each other')
    const below: unknown[] = []
    nodes += layer.length
    if (nodes > richLimits.nodes) return beyond(richLimits.nodes, 'ส่วน', 'parts')
    for (const node of layer) {
      if (node === null || typeof node !== 'object') continue
      const { type, text: words, content } = node as Node
      if (type === 'tableCell' || type === 'tableHeader') cells += 1
      if (type === 'image') images += 1
      if (typeof words === 'string') text += words.length
      if (Array.isArray(content)) for (const inner of content) below.push(inner)
    }
    layer = below
  }
  if (cells > richLimits.cells) return beyond(richLimits.cells, 'ช่องตาราง', 'cells of tables')
  if (images > richLimits.images) return beyond(richLimits.images, 'ภาพ', 'pictures')
  if (text > richLimits.text) return beyond(richLimits.text, 'ตัวอักษร', 'characters')
  return new TextEncoder().encode(JSON.stringify(value) ?? '').length > richLimits.bytes
    ? beyond(richLimits.bytes / 1000, 'กิโลไบต์', 'kB')
    : undefined
}

const beyond = (most: number, th: string, en: string): Text => ({
  th: `ข้อความหรือตารางใหญ่เกินไป (เกิน ${most.toLocaleString('en')} ${th}) แยกเป็นหลายเรื่อง หรือแนบเป็นไฟล์`,
  en: `the text or a table is too large (more than ${most.toLocaleString('en')} ${en}): part it, or attach a file`,
})

/** Names what is not known by its own word, so that whoever wrote a client finds it. */
function notAllowed(path: PropertyKey[], value: unknown): Text {
  let [at, name] = [value, 'doc']
  for (const key of path) {
    at = at !== null && typeof at === 'object' ? (at as Record<PropertyKey, unknown>)[key] : undefined
    const type = at !== null && typeof at === 'object' ? (at as Node).type : undefined
    if (typeof type === 'string') name = type.slice(0, 40)
  }
  const place = path.map(String).join('.').slice(0, 200)
  return {
    th: `มีส่วนที่เก็บหรือเผยแพร่ไม่ได้ (“${name}” ที่ ${place || 'doc'})`,
    en: `has a part that can be neither kept nor published (“${name}” at ${place || 'doc'})`,
  }
}

function problemInside(node: RichText | RichBlock | RichListItem | RichRow | RichCell): Text | undefined {
  if (node.type === 'table') {
    const wrong = gridProblem(node)
    if (wrong) return wrong
  }
  if (!('content' in node)) return undefined
  for (const inner of node.content ?? []) {
    const wrong =
      inner.type === 'text'
        ? linkProblemOf(inner)
        : inner.type === 'hardBreak'
          ? undefined
          : problemInside(inner)
    if (wrong) return wrong
  }
  return undefined
}

function linkProblemOf({ marks = [], text }: RichTextPiece): Text | undefined {
  for (const one of marks) {
    const wrong = one.type === 'link' ? linkProblem(one.attrs.href) : undefined
    if (wrong)
      return {
        th: `ลิงก์ “${text.slice(0, 100)}”: ${wrong.th}`,
        en: `the link “${text.slice(0, 100)}”: ${wrong.en}`,
      }
  }
  return undefined
}

/** A cell with its place in the grid of its table, counted from 0. */
export type PlacedCell = { cell: RichCell; row: number; column: number; width: number; height: number }

/** The cells of a table at their places; undefined where its rows are not equally wide, or spans lie over each other. */
export function placedCells({ content: rows }: RichTable): PlacedCell[] | undefined {
  const placed: PlacedCell[] = []
  /** By column: the row that is free again below the cell that stands there. */
  const freeFrom: number[] = []
  let columns: number | undefined
  for (const [row, { content: cells }] of rows.entries()) {
    let column = 0
    for (const cell of cells) {
      while ((freeFrom[column] ?? 0) > row) column += 1
      const [width, height] = [cell.attrs?.colspan ?? 1, cell.attrs?.rowspan ?? 1]
      if (row + height > rows.length || column + width > richLimits.columns) return undefined
      for (let at = column; at < column + width; at += 1) {
        if ((freeFrom[at] ?? 0) > row) return undefined
        freeFrom[at] = row + height
      }
      placed.push({ cell, row, column, width, height })
      column += width
    }
    columns ??= freeFrom.length
    // Every column holds a cell in this row, its own or one from above.
    if (freeFrom.length !== columns || columns === 0 || freeFrom.some((free) => free <= row)) return undefined
  }
  return placed
}

const gridProblem = (table: RichTable): Text | undefined =>
  placedCells(table)
    ? undefined
    : {
        th: 'ตารางมีแถวที่จำนวนช่องไม่เท่ากัน หรือกว้างเกิน 100 ช่อง',
        en: 'a table has rows of unequal width, or is wider than 100 cells',
      }
