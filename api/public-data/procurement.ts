import { z } from 'zod'
import type { OfficeRow } from '../../db/offices.ts'
import type { ReadAt } from '../../db/publication-facets.ts'
import { newestByCategory, publishedBetween, type WholeRow } from '../../db/publications.ts'
import { procurementSections } from '../../machines/law/sections.ts'
import { bangkokDay, startOfBangkokDay } from '../../machines/run/thai-time.ts'
import { plainTextOf } from '../../machines/text/rich-plain.ts'
import { isRichText, placedCells, type RichTable } from '../../machines/text/rich-text.ts'
import { blocksOf } from '../../machines/text/shown.ts'
import { csvOf } from '../http/csv.ts'
import { sectionOf, siteOfOffice } from '../offices/site.ts'
import type { Deps } from '../process/deps.ts'
import { categoriesOf } from '../public-site/answer.ts'
import { listedItemSchema } from './contract.ts'
import { listedItem } from './item-views.ts'

/** So many items of a month are read at most, and so many rows of their tables. */
const mostItems = 200
const mostRows = 2000

/** The columns of แบบ สขร.๑ after the running number; a table's heads are told by these words, the first that holds. */
const columns = {
  work: ['งานที่จัดซื้อ', 'งานจัดซื้อ', 'รายการจัดซื้อ'],
  budget: ['วงเงิน'],
  reference_price: ['ราคากลาง'],
  method: ['วิธีซื้อ', 'วิธีการซื้อ', 'วิธีจัดซื้อ', 'วิธีที่ซื้อ'],
  bidders: ['ผู้เสนอราคา'],
  selected: ['ได้รับการคัดเลือก', 'ได้รับคัดเลือก', 'ผู้ชนะ'],
  reason: ['เหตุผล'],
  contract: ['เลขที่'],
} as const
type ColumnName = keyof typeof columns
export const purchaseColumns = Object.keys(columns) as ColumnName[]

const purchaseSchema = z.strictObject({
  item: z.string().describe('The item that shows it'),
  ...(Object.fromEntries(purchaseColumns.map((name) => [name, z.string()])) as Record<
    ColumnName,
    z.ZodString
  >),
})
export type Purchase = z.output<typeof purchaseSchema>
export const monthSchema = z.string().regex(/^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/)
export const procurementSchema = z.strictObject({
  month: monthSchema.describe('In which the items were published, YYYY-MM'),
  items: z.array(listedItemSchema).describe(`At most ${mostItems}, the newest first`),
  isWhole: z.boolean().describe('False where the month has more'),
  purchases: z
    .array(purchaseSchema)
    .describe('The rows of their tables that have the columns of แบบ สขร.๑, as they were written'),
})
export type Procurement = z.output<typeof procurementSchema>

type Asked = { deps: Deps; base: string; at: ReadAt; office: OfficeRow }

/** The kinds of information of an office that its monthly view of procurement gathers. */
export const procurementCategories = (office: OfficeRow): string[] => {
  const settings = siteOfOffice(office)
  return categoriesOf(office)
    .filter((category) => procurementSections.includes(sectionOf(settings, category) ?? ''))
    .map(({ id }) => id)
}

/** What an office published about procurement in a month; without one, in the last month that has any. */
export async function procurementOf(asked: Asked, month?: string): Promise<Procurement> {
  const { deps, base, at, office } = asked
  const categories = procurementCategories(office)
  const shown = month ?? (await lastMonth(asked, categories))
  const rows =
    categories.length === 0
      ? []
      : await publishedBetween(deps.reads, at, {
          categories,
          from: startOfBangkokDay(`${shown}-01`),
          to: startOfBangkokDay(`${besides(shown, 1)}-01`),
          limit: mostItems + 1,
        })
  const items = rows.slice(0, mostItems)
  const purchases: Purchase[] = []
  for (const row of items) {
    // One content after the other, so that others are answered between them.
    await new Promise((resolve) => setImmediate(resolve))
    purchases.push(...purchasesIn(row).slice(0, mostRows - purchases.length))
  }
  return {
    month: shown,
    items: items.map((row) => listedItem({ base, office }, row)),
    isWhole: rows.length <= mostItems,
    purchases,
  }
}

async function lastMonth({ deps, at }: Asked, categories: string[]): Promise<string> {
  const [newest] = categories.length > 0 ? await newestByCategory(deps.reads, at, categories, 1) : []
  return bangkokDay(newest?.publishedAt ?? at.now).slice(0, 7)
}

/** The month that lies so many after (or before) a month. */
export function besides(month: string, by: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

/** What was bought, by the tables in an item's text. */
export function purchasesIn({ id, json }: Pick<WholeRow, 'id' | 'json'>): Purchase[] {
  const { body } = JSON.parse(json) as { body?: unknown }
  return tablesIn(body).flatMap((rows) => purchasesOfTable(id, rows))
}

function tablesIn(body: unknown): string[][][] {
  if (typeof body === 'string')
    return blocksOf(body).flatMap((block) => (block.kind === 'paragraph' ? [] : [block.rows]))
  if (!isRichText(body)) return []
  // What is stored of old may be a text with structure in name only.
  return (body.content ?? []).flatMap((block) => (block.type === 'table' ? gridOf(block) : []))
}

/** The words of a table by row and column; those of a cell that spans several stand in each. */
function gridOf(table: RichTable): string[][][] {
  const grid: string[][] = table.content.map(() => [])
  for (const { cell, row, column, width, height } of placedCells(table) ?? []) {
    const words = plainTextOf({ type: 'doc', content: cell.content }).replaceAll(/\s+/g, ' ').trim()
    for (let down = 0; down < height; down += 1)
      for (let right = 0; right < width; right += 1) {
        const cells = grid[row + down]
        // What spans two columns of a body is a sum, and no entry of either.
        if (cells) cells[column + right] = right > 0 && row > 0 ? '' : words
      }
  }
  return [grid]
}

function purchasesOfTable(item: string, [heads = [], ...rows]: string[][]): Purchase[] {
  const places = new Map<ColumnName, number[]>()
  for (const [place, head] of heads.entries()) {
    const name = purchaseColumns.find((column) => columns[column].some((words) => head.includes(words)))
    if (name) places.set(name, [...(places.get(name) ?? []), place])
  }
  if (!places.has('work') || places.size < 3) return []
  const cellOf = (cells: string[], name: ColumnName) =>
    (places.get(name) ?? [])
      .map((place) => cells[place] ?? '')
      .filter((words, index, all) => words !== '' && all.indexOf(words) === index)
      .join(' ')
  return rows.flatMap((cells) => {
    const values = Object.fromEntries(purchaseColumns.map((name) => [name, cellOf(cells, name)]))
    // A line of sums names no work.
    return values.work === '' ? [] : [{ item, ...(values as Record<ColumnName, string>) }]
  })
}

/** The same as a table: what was bought, and a line for each item without such a table. */
export function procurementCsv({ items, purchases }: Procurement): string {
  const rows = items.flatMap(({ id, title, url, publishedAt, group }) => {
    const own = purchases.filter(({ item }) => item === id)
    const about = [title, group.name.th, bangkokDay(Date.parse(publishedAt)), url]
    if (own.length === 0) return [[...about, ...purchaseColumns.map(() => null)]]
    return own.map((one) => [...about, ...purchaseColumns.map((name) => one[name])])
  })
  return csvOf(['item_title', 'group', 'published_on', 'item_url', ...purchaseColumns], rows)
}
