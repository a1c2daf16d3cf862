import { plainTextOf } from '../../../machines/text/rich-plain.ts'
import {
  type RichBlock,
  type RichCell,
  type RichInline,
  type RichRow,
  richLimits,
} from '../../../machines/text/rich-text.ts'
import { isNumber } from '../../../machines/text/shown.ts'

type Given = {
  /** Copied out of a spreadsheet: what is empty at its right and lower edges was only selected. */
  isSheet: boolean
  isHidden: (element: Element) => boolean
  blocksIn: (cell: Element, isHead: boolean) => RichBlock[]
}
type Cell = { cell: RichCell; row: number; column: number; width: number; height: number }

/**
 * A table of HTML as one of ours: every row as wide as the widest, spans inside the table, its first row the head where
 * it names columns. A table of one cell is what the cell holds. `filled`: cells were missing.
 */
export function tableOf(table: Element, given: Given): { block: RichBlock[]; filled: boolean } {
  const rows = rowsOf(table).filter((row) => !given.isHidden(row))
  const cells = placed(rows, given)
  let height = rows.length
  let width = cells.reduce((most, { column, width: wide }) => Math.max(most, column + wide), 0)
  if (given.isSheet) {
    const shown = cells.filter(({ cell }) => textOf(cell) !== '')
    height = shown.reduce((most, one) => Math.max(most, one.row + one.height), 0)
    width = shown.reduce((most, one) => Math.max(most, one.column + one.width), 0)
  }
  width = Math.min(width, richLimits.columns)
  if (height === 0 || width === 0) return { block: [], filled: false }
  const { grid, filled } = gridOf(cells, height, width)
  const [only] = grid[0]?.content ?? []
  if (grid.length === 1 && grid[0]?.content.length === 1 && only)
    return { block: textOf(only) === '' ? [] : only.content, filled: false }
  promoteHead(grid)
  const caption = [...table.children]
    .find((one) => one.localName === 'caption')
    ?.textContent?.trim()
    .slice(0, 500)
  return {
    block: [{ type: 'table', ...(caption && { attrs: { caption } }), content: grid }],
    filled,
  }
}

/** Its own rows, not those of tables within it. */
const rowsOf = (table: Element): Element[] =>
  [...table.children].flatMap((part) =>
    part.localName === 'tr'
      ? [part]
      : /^t(?:head|body|foot)$/.test(part.localName)
        ? [...part.children].filter(({ localName }) => localName === 'tr')
        : [],
  )

function placed(rows: Element[], { isHidden, blocksIn }: Given): Cell[] {
  const cells: Cell[] = []
  /** By column: the row that is free again below the cell that stands there. */
  const freeFrom: number[] = []
  for (const [row, element] of rows.entries()) {
    let column = 0
    const isHeadRow = element.parentElement?.localName === 'thead'
    for (const one of element.children) {
      if (!/^t[dh]$/.test(one.localName) || isHidden(one)) continue
      while ((freeFrom[column] ?? 0) > row) column += 1
      const width = spanOf(one, 'colspan', richLimits.columns)
      const height = Math.min(spanOf(one, 'rowspan', rows.length), rows.length - row)
      const isHead = isHeadRow || one.localName === 'th'
      const content = blocksIn(one, isHead)
      cells.push({
        cell: {
          type: isHead ? 'tableHeader' : 'tableCell',
          content: content.length > 0 ? content : [{ type: 'paragraph' }],
        },
        row,
        column,
        width,
        height,
      })
      for (let at = column; at < column + width; at += 1) freeFrom[at] = row + height
      column += width
    }
  }
  return cells
}

function spanOf(cell: Element, name: 'colspan' | 'rowspan', most: number): number {
  const span = Number.parseInt(cell.getAttribute(name) ?? '1', 10)
  // 0 means "to the end" in HTML.
  if (span === 0) return most
  return Number.isInteger(span) && span > 0 ? Math.min(span, most) : 1
}

/** Cells that lie over others, or outside, are cut; what no cell covers gets one. */
function gridOf(cells: Cell[], height: number, width: number): { grid: RichRow[]; filled: boolean } {
  const taken = Array.from({ length: height }, () => Array<boolean>(width).fill(false))
  const starts = new Map<string, RichCell>()
  let filled = false
  for (const { cell, row, column, width: wide, height: high } of cells) {
    if (row >= height || column >= width || taken[row]?.[column]) continue
    let colspan = 1
    while (colspan < wide && column + colspan < width && !taken[row]?.[column + colspan]) colspan += 1
    let rowspan = 1
    const isFree = (at: number) => taken[at]?.slice(column, column + colspan).every((one) => !one) ?? false
    while (rowspan < high && row + rowspan < height && isFree(row + rowspan)) rowspan += 1
    for (let at = row; at < row + rowspan; at += 1) taken[at]?.fill(true, column, column + colspan)
    const attrs = { ...(colspan > 1 && { colspan }), ...(rowspan > 1 && { rowspan }) }
    starts.set(`${row} ${column}`, { ...cell, ...(Object.keys(attrs).length > 0 && { attrs }) })
  }
  const grid = taken.map((columns, row): RichRow => {
    const content = columns.flatMap((isTaken, column): RichCell[] => {
      const cell = starts.get(`${row} ${column}`)
      if (cell) return [cell]
      if (isTaken) return []
      filled = true
      return [{ type: 'tableCell', content: [{ type: 'paragraph' }] }]
    })
    return { type: 'tableRow', content }
  })
  return { grid, filled }
}

/** Word and Excel seldom say which row is the head: the first one, where each of its cells names something. */
function promoteHead(grid: RichRow[]): void {
  const [first] = grid
  // A head of two rows begins with cells that reach over both.
  const heads = Math.max(...(first?.content ?? []).map(({ attrs }) => attrs?.rowspan ?? 1))
  const cells = grid.slice(0, heads).flatMap(({ content }) => content)
  if (cells.length === 0 || heads >= grid.length) return
  if (grid.some(({ content }) => content.some(({ type }) => type === 'tableHeader'))) return
  const names = cells.map(textOf)
  if (names.some((name) => name === '' || isNumber(name))) return
  for (const cell of cells) {
    cell.type = 'tableHeader'
    cell.content = cell.content.map(plainHead)
  }
}

const textOf = ({ content }: RichCell): string => plainTextOf({ type: 'doc', content }).trim()

export const withoutBold = (content: RichInline[]): RichInline[] =>
  content.map((piece) => {
    if (piece.type !== 'text' || !piece.marks) return piece
    const { marks, ...rest } = piece
    const left = marks.filter(({ type }) => type !== 'bold')
    return left.length > 0 ? { ...rest, marks: left } : rest
  })

/** The head of a table is bold by itself. */
export const plainHead = (block: RichBlock): RichBlock =>
  block.type === 'paragraph' && block.content ? { ...block, content: withoutBold(block.content) } : block
