import { lazy, Suspense, useId } from 'react'
import type { Column } from '../../../machines/procedure/procedure.ts'
import type { FieldProps } from '../field-text.tsx'
import { useCommonWords } from '../i18n/common.ts'
import { keepIn } from '../keep-words.ts'
import { Skeleton } from '../skeleton.tsx'
import '../field.css'
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
  const words = useCommonWords()
  const id = useId()
  const describedBy = [help ? `${id}-help` : '', error ? `${id}-error` : ''].join(' ').trim()
  return (
    <div className="field table-field" data-invalid={error ? '' : undefined}>
      <span className="field-label" id={`${id}-label`}>
        {keepIn(label)}
        {required === false && <span className="field-optional"> ({words('optional')})</span>}
      </span>
      {help ? (
        <span className="field-help" id={`${id}-help`}>
          {keepIn(help)}
        </span>
      ) : null}
      {error ? (
        <span className="field-error" id={`${id}-error`}>
          {error}
        </span>
      ) : null}
      <Suspense fallback={<Skeleton lines={4} />}>
        <TableGrid
          columns={columns}
          mostRows={mostRows}
          value={value}
          onChange={onChange}
          labelledBy={`${id}-label`}
          describedBy={describedBy || undefined}
          isDisabled={disabled === true}
        />
      </Suspense>
    </div>
  )
}
