import { lazy, Suspense } from 'react'
import { FieldFrame, type FieldProps } from '../field-text.tsx'
import { Skeleton } from '../skeleton.tsx'
import './rich.css'

// The editor is larger than all the rest of the form; whoever only reads never loads it.
const RichEditor = lazy(() => import('./rich-editor.tsx').then((module) => ({ default: module.RichEditor })))

type RichTextFieldProps = FieldProps & {
  value: unknown
  onChange: (value: unknown) => void
}

/** A field for a text with structure: headings, lists, tables, links. */
export function RichTextField(props: RichTextFieldProps) {
  const { label, help, error, required, disabled, value, onChange } = props
  return (
    <FieldFrame className="rich-field" label={label} help={help} error={error} required={required}>
      {(ids) => (
        <Suspense fallback={<Skeleton lines={5} />}>
          <RichEditor
            value={value}
            onChange={onChange}
            labelledBy={ids.labelledBy}
            describedBy={ids.describedBy}
            isInvalid={error !== undefined}
            isRequired={required === true}
            isDisabled={disabled === true}
            autoFocus={props.autoFocus === true}
          />
        </Suspense>
      )}
    </FieldFrame>
  )
}
