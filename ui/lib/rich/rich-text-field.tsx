import { lazy, Suspense, useId } from 'react'
import type { FieldProps } from '../field-text.tsx'
import { useCommonWords } from '../i18n/common.ts'
import { keepIn } from '../keep-words.ts'
import { Skeleton } from '../skeleton.tsx'
import '../field.css'
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
  const words = useCommonWords()
  const id = useId()
  const describedBy = [help ? `${id}-help` : '', error ? `${id}-error` : ''].join(' ').trim()
  return (
    <div className="field rich-field" data-invalid={error ? '' : undefined}>
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
      <Suspense fallback={<Skeleton lines={5} />}>
        <RichEditor
          value={value}
          onChange={onChange}
          labelledBy={`${id}-label`}
          describedBy={describedBy || undefined}
          isInvalid={error !== undefined}
          isRequired={required === true}
          isDisabled={disabled === true}
          autoFocus={props.autoFocus === true}
        />
      </Suspense>
    </div>
  )
}
