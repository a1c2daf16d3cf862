import { lazy, Suspense } from 'react'
import type { Column } from '../../../machines/procedure/procedure.ts'
import { FieldFrame, type FieldProps } from '../field-text.tsx'
import { Skeleton } from '../skeleton.tsx'
import './table-grid.css'

// It reads what other programs put into a clipboard, as the editor of texts does; whoever only reads never loads it.
const TableGrid = lazy(() => import('./table-grid.tsx').then((module) => ({ default: module.TableGrid })))

type TableFieldProps = FieldProps & {
  columns: Column[]
  mostRows?: number | undefined
  value: unknown
  onChange: (value: unknown) => void
}

/** A field of rows. */
export function TableField(props: TableFieldProps) {
  const { label, help, error, required, disabled, columns, mostRows, value, onChange } = props
  return (
    <FieldFrame className="table-field" label={label} help={help} error={error} required={required}>
      {(ids) => (
        <Suspense fallback={<Skeleton lines={4} />}>
          <TableGrid
            columns={columns}
            mostRows={mostRows}
            value={value}
            onChange={onChange}
            labelledBy={ids.labelledBy}
            describedBy={ids.describedBy}
            isDisabled={disabled === true}
          />
        </Suspense>
      )}
    </FieldFrame>
  )
}
