import { type Element, lineElements, region, type Shown } from '../text/elements.ts'
import type { Column } from './procedure.ts'
import { cellText, sumOf, type TableRow, writtenNumber } from './table-value.ts'

export type TableWriting = {
  language: 'th' | 'en'
  /** What the table is called, and the word before its sums. */
  label: string
  sum: string
  /** A day (YYYY-MM-DD), and the digits of a number, as this reader reads them. */
  day: (day: string) => string
  digits: (number: string) => string
}

/** The rows of a table field as elements: heads by column, figures below each other, sums at the foot. */
export function tableElements(columns: Column[], rows: TableRow[], writing: TableWriting): Element {
  const { language, label } = writing
  const head: Element = row(
    columns.map(({ title }) => ({ name: 'th', attributes: { scope: 'col' }, children: [title[language]] })),
  )
  const body = rows.map((cells) =>
    row(columns.map((column) => cell(column, shownCell(column, cells[column.name] ?? '', writing)))),
  )
  const foot = columns.some(({ sum }) => sum) ? [footOf(columns, rows, writing)] : []
  return region(
    [
      { name: 'thead', attributes: {}, children: [head] },
      { name: 'tbody', attributes: {}, children: body },
      ...foot.map((sums): Element => ({ name: 'tfoot', attributes: {}, children: [sums] })),
    ],
    label,
  )
}

const row = (children: Element[]): Element => ({ name: 'tr', attributes: {}, children })
const cell = ({ type }: Column, children: Shown[]): Element => ({
  name: 'td',
  attributes: type === 'number' ? { look: 'number' } : {},
  children,
})

function shownCell(column: Column, value: string, { language, day, digits }: TableWriting): Shown[] {
  if (value === '') return []
  const text = cellText(column, value, language)
  if (column.type === 'number') return [digits(text)]
  if (column.type === 'date') return [day(text)]
  return text
    .split('\n')
    .flatMap((line, index): Shown[] => [
      ...(index > 0 ? [{ name: 'br', attributes: {}, children: [] } as Element] : []),
      ...lineElements(line),
    ])
}

/** The word for a sum stands before the first of them, over the columns that have none. */
function footOf(columns: Column[], rows: TableRow[], { sum, digits }: TableWriting): Element {
  const first = columns.findIndex((column) => column.sum)
  const label: Element[] =
    first === 0
      ? []
      : [
          {
            name: 'th',
            attributes: first > 1 ? { scope: 'row', colspan: first } : { scope: 'row' },
            children: [sum],
          },
        ]
  const sums = columns.slice(first).map((column) => {
    const total = column.sum ? sumOf(rows, column) : undefined
    return cell(column, total === undefined ? [] : [digits(writtenNumber(total))])
  })
  return row([...label, ...sums])
}
