import type { ReactNode } from 'react'
import { useNumber } from './digits.ts'
import { keepIn } from './keep-words.ts'
import './number-table.css'

/** A number is written in the office's digits; `null` is "none". */
export type NumberCell = number | string | null
export type NumberRow = { id: string; head: string; cells: NumberCell[] }
type NumberTableProps = {
  /** The id of the heading that names it. */
  labelledBy: string
  columns: string[]
  rows: NumberRow[]
  foot?: NumberRow
  /** What stands for `null`. */
  none: string
  /** The number of the column (0 is the first after the head) whose values have a bar below them. */
  bar?: number
}

/** A table of figures that scrolls by itself where it is wider than its page, with the keyboard too. */
export function NumberTable({ labelledBy, columns, rows, foot, none, bar }: NumberTableProps): ReactNode {
  const number = useNumber()
  const most = Math.max(1, ...rows.map(({ cells }) => barOf(cells, bar)))
  const row = ({ id, head, cells }: NumberRow, withBar: boolean) => (
    <tr key={id}>
      <th scope="row">{keepIn(head)}</th>
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column's.
        <td key={index} {...(typeof cell === 'number' ? { 'data-number': '' } : {})}>
          {cell === null ? none : typeof cell === 'number' ? number(cell) : cell}
          {withBar && index === bar && typeof cell === 'number' && cell > 0 ? (
            <span className="number-bar" style={{ width: `${(cell / most) * 100}%` }} aria-hidden="true" />
          ) : null}
        </td>
      ))}
    </tr>
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section className="number-table" tabIndex={0} aria-labelledby={labelledBy}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {keepIn(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rows.map((one) => row(one, true))}</tbody>
        {foot ? <tfoot>{row(foot, false)}</tfoot> : null}
      </table>
    </section>
  )
}

function barOf(cells: NumberCell[], bar: number | undefined): number {
  const cell = bar === undefined ? null : cells[bar]
  return typeof cell === 'number' ? cell : 0
}
