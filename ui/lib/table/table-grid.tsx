import {
  type ClipboardEvent,
  type KeyboardEvent,
  memo,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { Column } from '../../../machines/procedure/procedure.ts'
import {
  cellProblem,
  isBlankRow,
  rowsOf,
  sumOf,
  type TableRow,
  tableLimits,
  writtenNumber,
} from '../../../machines/procedure/table-value.ts'
import { isBlank } from '../../../machines/text/blank.ts'
import { Button } from '../button.tsx'
import { formatDay } from '../dates.ts'
import { keepWords } from '../keep-words.ts'
import { useText } from '../text.ts'
import { useDateStyle } from '../time.tsx'
import { rangeOf, readCell } from './read-cells.ts'
import { useTableWords } from './words.ts'

export type TableGridProps = {
  columns: Column[]
  mostRows: number | undefined
  value: unknown
  onChange: (value: TableRow[]) => void
  labelledBy: string
  describedBy?: string | undefined
  isDisabled: boolean
}

/** The rows of a table as a grid that is typed into like a spreadsheet; an empty row stands ready where there is none. */
export function TableGrid(props: TableGridProps) {
  const { columns, value, onChange, labelledBy, describedBy, isDisabled } = props
  const words = useTableWords()
  const text = useText()
  const most = props.mostRows ?? tableLimits.rows
  const given = rowsOf(value)
  const rows = given.length > 0 ? given : [{}]
  const [told, setTold] = useState('')
  const table = useRef<HTMLTableElement>(null)
  // The rows keep their functions, so that a key typed in one of a thousand draws only that one.
  const latest = useRef({ rows, onChange })
  latest.current = { rows, onChange }

  const focusAt = useCallback((row: number, column: number) => {
    const found = () =>
      table.current?.querySelector<HTMLElement>(`[data-row="${row}"] [data-column="${column}"]`)
    const there = found()
    if (there) there.focus()
    // A row that was only just added is drawn first.
    else requestAnimationFrame(() => found()?.focus())
  }, [])
  const change = useCallback((row: number, name: string, cell: string) => {
    const { rows: now, onChange: give } = latest.current
    give(now.map((one, at) => (at === row ? withCell(one, name, cell) : one)))
  }, [])
  const addRow = useCallback(
    (column: number) => {
      const { rows: now, onChange: give } = latest.current
      if (now.length >= most) return setTold(words('full', { most }))
      give([...now, {}])
      focusAt(now.length, column)
    },
    [most, words, focusAt],
  )
  const removeRow = useCallback(
    (row: number) => {
      const { rows: now, onChange: give } = latest.current
      give(now.filter((_, at) => at !== row))
      requestAnimationFrame(() => focusAt(Math.max(0, Math.min(row, now.length - 2)), 0))
    },
    [focusAt],
  )
  const onKey = useCallback(
    (event: KeyboardEvent<HTMLElement>, row: number, column: number) => {
      const move = movement(event)
      if (!move) return
      const { rows: now } = latest.current
      if (move === 'down' && event.key === 'Enter' && row === now.length - 1) {
        event.preventDefault()
        if (!isBlankRow(now[row] ?? {})) addRow(column)
        return
      }
      event.preventDefault()
      if (move === 'up') focusAt(row - 1, column)
      if (move === 'down') focusAt(row + 1, column)
      if (move === 'left') focusAt(row, column - 1)
      if (move === 'right') focusAt(row, column + 1)
    },
    [addRow, focusAt],
  )
  const onPaste = useCallback(
    (event: ClipboardEvent<HTMLElement>, row: number, column: number) => {
      const range = rangeOf(event.clipboardData)
      if (!range) return
      event.preventDefault()
      const { rows: now, onChange: give } = latest.current
      const next = [...now]
      const fits = range.slice(0, most - row)
      for (const [down, cells] of fits.entries()) {
        let changed = next[row + down] ?? {}
        for (const [right, cell] of cells.entries()) {
          const of = columns[column + right]
          if (of) changed = withCell(changed, of.name, readCell(of, cell))
        }
        next[row + down] = changed
      }
      give(next)
      const width = range.reduce((widest, { length }) => Math.max(widest, length), 0)
      const beyond = column + width - columns.length
      setTold(
        [
          words('pasted', { rows: fits.length }),
          ...(beyond > 0 ? [words('tooWide', { columns: beyond })] : []),
          ...(fits.length < range.length ? [words('tooLong', { most })] : []),
        ].join(' · '),
      )
    },
    [columns, most, words],
  )
  const sums = columns.some(({ sum }) => sum)
  const read = sums ? rows.map((row) => readRow(columns, row)) : []
  return (
    <div className="table-grid">
      <div className="table-grid-scroll">
        <table ref={table} aria-labelledby={labelledBy} aria-describedby={describedBy}>
          <thead>
            <tr>
              <th scope="col" className="table-grid-number">
                <span className="visually-hidden">{words('row')}</span>
              </th>
              {columns.map((column) => (
                <th scope="col" key={column.name}>
                  {text(column.title)}
                  {column.required ? <span className="field-optional"> ({words('required')})</span> : null}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <Row
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place.
                key={at}
                at={at}
                row={row}
                columns={columns}
                onCell={change}
                onKey={onKey}
                onPaste={onPaste}
                onRemove={removeRow}
                isDisabled={isDisabled}
              />
            ))}
          </tbody>
          {sums ? (
            <tfoot>
              <tr>
                <th scope="row">{words('sum')}</th>
                {columns.map((column) => (
                  <td key={column.name} className="table-grid-sum">
                    {column.sum ? writtenNumber(sumOf(read, column) ?? '') : null}
                  </td>
                ))}
                <td />
              </tr>
            </tfoot>
          ) : null}
        </table>
      </div>
      <div className="table-grid-foot">
        <Button isDisabled={isDisabled} onPress={() => addRow(0)}>
          {words('addRow')}
        </Button>
        <span className="field-help">{keepWords(words('help'))}</span>
      </div>
      <p role="status" className="field-help table-grid-told">
        {keepWords(told)}
      </p>
    </div>
  )
}

const withCell = (row: TableRow, name: string, cell: string): TableRow => {
  const { [name]: _, ...rest } = row
  return cell === '' ? rest : { ...rest, [name]: cell }
}

const readRow = (columns: Column[], row: TableRow): TableRow =>
  Object.fromEntries(columns.map((column) => [column.name, readCell(column, row[column.name] ?? '')]))

/** Where a key leads, if it leads out of the cell: to the sides only from the ends of its text. */
function movement({ key, target, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent<HTMLElement>) {
  if (altKey || ctrlKey || metaKey) return undefined
  const isSelect = target instanceof HTMLSelectElement
  if (key === 'Enter' && !isSelect) return shiftKey ? 'up' : 'down'
  if (isSelect || shiftKey) return undefined
  if (key === 'ArrowUp') return 'up'
  if (key === 'ArrowDown') return 'down'
  if (!(target instanceof HTMLInputElement)) return undefined
  const { selectionStart, selectionEnd, value } = target
  if (selectionStart !== selectionEnd) return undefined
  if (key === 'ArrowLeft' && selectionStart === 0) return 'left'
  return key === 'ArrowRight' && selectionStart === value.length ? 'right' : undefined
}

type RowProps = {
  at: number
  row: TableRow
  columns: Column[]
  onCell: (row: number, name: string, cell: string) => void
  onKey: (event: KeyboardEvent<HTMLElement>, row: number, column: number) => void
  onPaste: (event: ClipboardEvent<HTMLElement>, row: number, column: number) => void
  onRemove: (row: number) => void
  isDisabled: boolean
}

const Row = memo(function Row({ at, row, columns, onCell, onKey, onPaste, onRemove, isDisabled }: RowProps) {
  const words = useTableWords()
  return (
    <tr data-row={at}>
      <th scope="row" className="table-grid-number">
        {at + 1}
      </th>
      {columns.map((column, index) => (
        <Cell
          key={column.name}
          column={column}
          row={at}
          index={index}
          value={row[column.name] ?? ''}
          // An empty row is none: nothing of it is missing.
          isUsed={!isBlankRow(row)}
          onChange={(cell) => onCell(at, column.name, cell)}
          onKeyDown={(event) => onKey(event, at, index)}
          onPaste={(event) => onPaste(event, at, index)}
          isDisabled={isDisabled}
        />
      ))}
      <td>
        <Button
          kind="quiet"
          isDisabled={isDisabled}
          aria-label={words('removeRow', { row: at + 1 })}
          onPress={() => onRemove(at)}
        >
          {words('removeShort')}
        </Button>
      </td>
    </tr>
  )
})

type CellProps = {
  column: Column
  row: number
  index: number
  value: string
  isUsed: boolean
  onChange: (cell: string) => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  onPaste: (event: ClipboardEvent<HTMLElement>) => void
  isDisabled: boolean
}

/** One cell: what is typed stands as it is typed, and is read as number or day when the cell is left. */
function Cell(props: CellProps) {
  const { column, row, index, value, isUsed, onChange, onKeyDown, onPaste, isDisabled } = props
  const words = useTableWords()
  const text = useText()
  const style = useDateStyle()
  const [isOpen, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  // Only once the number stands there as it is typed: another value would lose what is selected.
  useLayoutEffect(() => {
    if (isOpen) input.current?.select()
  }, [isOpen])
  const problem = isUsed && !isOpen ? cellProblem(column, readCell(column, value)) : undefined
  const isMissing = isUsed && !isOpen && column.required && isBlank(value)
  const common = {
    'data-column': index,
    'aria-label': words('cell', { column: text(column.title), row: row + 1 }),
    'aria-invalid': problem || isMissing ? true : undefined,
    title: problem ? text(problem) : undefined,
    disabled: isDisabled,
    onKeyDown,
    onPaste,
  } as const
  if (column.type === 'select')
    return (
      <td>
        <select {...common} value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{words('choose')}</option>
          {(column.options ?? []).map(({ id, title }) => (
            <option key={id} value={id}>
              {text(title)}
            </option>
          ))}
          {value !== '' && !column.options?.some(({ id }) => id === value) ? (
            <option value={value}>{value}</option>
          ) : null}
        </select>
      </td>
    )
  const shown =
    column.type === 'number'
      ? writtenNumber(value)
      : column.type === 'date' && /^\d{4}-\d\d-\d\d$/.test(value)
        ? formatDay(value, style)
        : value
  return (
    <td className={column.type === 'number' ? 'table-grid-figure' : undefined}>
      <input
        {...common}
        value={isOpen ? value : shown}
        inputMode={column.type === 'number' ? 'decimal' : undefined}
        placeholder={column.type === 'date' ? words('day') : undefined}
        size={Math.min(40, Math.max(8, (isOpen ? value : shown).length + 1))}
        autoComplete="off"
        ref={input}
        onFocus={() => setOpen(true)}
        onBlur={() => {
          setOpen(false)
          const read = readCell(column, value)
          if (read !== value && !isBlank(value)) onChange(read)
        }}
        onChange={({ target }) => onChange(target.value)}
      />
    </td>
  )
}
