import { z } from 'zod'
import { isBlank } from '../text/blank.ts'
import { oneLine } from '../text/put-right.ts'
import { wrongYear } from '../text/wrong-year.ts'
import type { Column, Text } from './procedure.ts'
import { unreachable } from './unreachable.ts'

/** A row as it is stored: what its cells hold by the names of their columns, empty cells left out. */
export type TableRow = Record<string, string>

/** The most that a table may hold where its field says no less. */
export const tableLimits = { rows: 1000, cell: 2000 } as const

type TableField = { columns?: Column[] | undefined; mostRows?: number | undefined }

// Made once: a table has thousands of days, and to make it takes ten times as long as to use it.
const day = z.iso.date()
const rowsSchema = z.array(z.record(z.string(), z.string().max(tableLimits.cell)))

/** The rows of a value as far as it is a table; of anything else none. */
export const rowsOf = (value: unknown): TableRow[] => {
  if (!Array.isArray(value)) return []
  return value.flatMap((row: unknown) => {
    if (row === null || typeof row !== 'object' || Array.isArray(row)) return []
    // A sound row stays the object that it is, so that a screen need not draw it again.
    if (Object.values(row).every((cell) => typeof cell === 'string')) return [row as TableRow]
    return [
      Object.fromEntries(Object.entries(row).filter(([, cell]) => typeof cell === 'string')) as TableRow,
    ]
  })
}

export const isBlankRow = (row: TableRow): boolean => Object.values(row).every(isBlank)

/** What is wrong with the rows of a table, by row and column, in a sentence; undefined where they can stand. */
export function tableProblem({ columns = [], mostRows }: TableField, value: unknown): Text | undefined {
  const rows = rowsSchema.safeParse(value)
  if (!rows.success) return notRows
  const most = mostRows ?? tableLimits.rows
  if (rows.data.length > most) return { th: `มีเกิน ${most} แถว`, en: `has more than ${most} rows` }
  const names = new Set(columns.map(({ name }) => name))
  for (const [index, row] of rows.data.entries()) {
    const unknown = Object.keys(row).find((name) => !names.has(name))
    if (unknown !== undefined)
      return {
        th: `แถวที่ ${index + 1}: ตารางไม่มีคอลัมน์ “${unknown}”`,
        en: `row ${index + 1}: the table has no column “${unknown}”`,
      }
    for (const column of columns) {
      const wrong = cellProblem(column, row[column.name] ?? '')
      if (wrong)
        return {
          th: `แถวที่ ${index + 1} คอลัมน์ “${column.title.th}”: ${wrong.th}`,
          en: `row ${index + 1}, column “${column.title.en}”: ${wrong.en}`,
        }
    }
  }
  return undefined
}

/** The first cell that must be filled and is not, in a sentence; a draft may still lack it. */
export function tableLack({ columns = [] }: TableField, value: unknown): Text | undefined {
  for (const [index, row] of rowsOf(value).entries())
    for (const { name, required, title } of columns)
      if (required && isBlank(row[name] ?? ''))
        return {
          th: `แถวที่ ${index + 1} คอลัมน์ “${title.th}”: ต้องกรอก`,
          en: `row ${index + 1}, column “${title.en}”: required`,
        }
  return undefined
}

/** What is wrong with one cell; undefined where it can stand. */
export function cellProblem(column: Column, cell: string): Text | undefined {
  if (isBlank(cell)) return undefined
  switch (column.type) {
    case 'text':
      return cell.length > tableLimits.cell
        ? { th: `ยาวเกิน ${tableLimits.cell} ตัวอักษร`, en: `longer than ${tableLimits.cell} characters` }
        : undefined
    case 'number':
      return decimal.test(cell) ? undefined : noNumber
    case 'date':
      return day.safeParse(cell).success ? wrongYear(cell) : noDay
    case 'select':
      return (column.options ?? []).some(({ id }) => id === cell) ? undefined : noOption
    default:
      return unreachable(column.type)
  }
}

/** A number as it is stored: exact, with a point before its decimals and nothing between its digits. */
const decimal = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/
const thaiDigits = '๐๑๒๓๔๕๖๗๘๙'

/** A number as people and programs write it ("๑,๒๓๔.๕๐", "(1,234)", "฿ 5"), as it is stored; anything else as it stands. */
export function readNumber(written: string): string {
  const plain = written
    .replaceAll(/[๐-๙]/gu, (digit) => String(thaiDigits.indexOf(digit)))
    .replaceAll(/[\s฿]|บาท$/gu, '')
    .replaceAll('\u2212', '-')
  const [, bracket] = /^\((.+)\)$/.exec(plain) ?? []
  const signed = bracket === undefined ? plain : `-${bracket}`
  const [, sign, whole, part] = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?$/.exec(signed) ?? []
  if (whole === undefined) return written.trim()
  const digits = whole.replaceAll(',', '').replace(/^0+(?=\d)/, '')
  return `${sign}${digits}${part ?? ''}`
}

/** The rows as they are stored: cells put right by the types of their columns, empty cells and rows left out. */
export function tidyTable({ columns = [] }: TableField, value: unknown): unknown {
  if (!Array.isArray(value)) return value
  const types = new Map(columns.map(({ name, type }) => [name, type]))
  return value.flatMap((row: unknown) => {
    if (row === null || typeof row !== 'object' || Array.isArray(row)) return [row]
    const cells = Object.entries(row).flatMap(([name, cell]): [string, unknown][] => {
      if (cell === null || (typeof cell === 'string' && isBlank(cell))) return []
      if (typeof cell === 'number' && types.get(name) === 'number') return [[name, readNumber(String(cell))]]
      if (typeof cell !== 'string') return [[name, cell]]
      return [[name, types.get(name) === 'number' ? readNumber(cell) : tidyCell(cell)]]
    })
    return cells.length > 0 ? [Object.fromEntries(cells)] : []
  })
}

const tidyCell = (cell: string): string =>
  cell
    .split('\n')
    .map((line) => oneLine(line))
    .join('\n')
    .trim()

/** The sum of a column's numbers, exact, with as many decimals as the most of them has; undefined where there is none. */
export function sumOf(rows: TableRow[], { name }: Pick<Column, 'name'>): string | undefined {
  const numbers = rows.flatMap((row) => (decimal.test(row[name] ?? '') ? [row[name] ?? ''] : []))
  if (numbers.length === 0) return undefined
  const places = numbers.reduce((most, one) => Math.max(most, decimalsOf(one).length), 0)
  const total = numbers.reduce((sum, one) => {
    const [whole = ''] = one.split('.')
    return sum + BigInt(`${whole}${decimalsOf(one).padEnd(places, '0')}`)
  }, 0n)
  const digits = (total < 0n ? -total : total).toString().padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  return `${total < 0n ? '-' : ''}${whole}${places > 0 ? `.${digits.slice(-places)}` : ''}`
}

const decimalsOf = (number: string): string => number.split('.')[1] ?? ''

/** A stored number as it is read: thousands apart, its decimals as they were written. */
export function writtenNumber(number: string): string {
  if (!decimal.test(number)) return number
  const [whole = '', part] = number.split('.')
  const [sign, digits] = whole.startsWith('-') ? ['-', whole.slice(1)] : ['', whole]
  const first = digits.length % 3 || 3
  const groups = [digits.slice(0, first), ...(digits.slice(first).match(/\d{3}/g) ?? [])]
  const grouped = `${sign}${groups.join(',')}`
  return part === undefined ? grouped : `${grouped}.${part}`
}

/** A cell as it is read, but for days, which are written by whoever shows them: a number in groups, an option by its words. */
export function cellText(column: Column, cell: string, language: 'th' | 'en'): string {
  switch (column.type) {
    case 'text':
    case 'date':
      return cell
    case 'number':
      return writtenNumber(cell)
    case 'select':
      return column.options?.find(({ id }) => id === cell)?.title[language] ?? cell
    default:
      return unreachable(column.type)
  }
}

/** What a table says as plain text: its rows as lines, tabs between the cells. */
export const tableText = ({ columns = [] }: TableField, value: unknown): string =>
  rowsOf(value)
    .map((row) => columns.map((column) => cellText(column, row[column.name] ?? '', 'th')).join('\t'))
    .join('\n')

const noNumber: Text = {
  th: 'ต้องเป็นตัวเลข ไม่เกิน 15 หลักและทศนิยม 6 ตำแหน่ง เช่น 1234.50',
  en: 'must be a number of at most 15 digits and 6 decimals, such as 1234.50',
}
const noDay: Text = {
  th: 'ต้องเป็นวันที่ในรูป ปี ค.ศ.-เดือน-วัน เช่น 2026-11-20',
  en: 'must be a date, YYYY-MM-DD',
}
const noOption: Text = { th: 'ไม่มีตัวเลือกนี้', en: 'not one of the options' }
const notRows: Text = {
  th: 'ต้องเป็นตาราง: แต่ละแถวมีข้อความตามชื่อคอลัมน์',
  en: 'must be a table: rows of texts by the names of their columns',
}
