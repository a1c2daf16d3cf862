import { plainTextOf } from '../../../machines/text/rich-plain.ts'
import { placedCells, type RichTable } from '../../../machines/text/rich-text.ts'

/**
 * The words of a table's cells by row and column: a merged cell stands where it begins, what it covers is empty. Undefined
 * where the cells are no table.
 */
export function cellTexts(table: RichTable): string[][] | undefined {
  const placed = placedCells(table)
  if (!placed) return undefined
  const columns = placed.reduce((most, { column, width }) => Math.max(most, column + width), 0)
  const texts = table.content.map(() => Array<string>(columns).fill(''))
  for (const { cell, row, column } of placed) {
    const of = texts[row]
    if (of) of[column] = plainTextOf({ type: 'doc', content: cell.content })
  }
  return texts
}
