import { type ReactNode, useId } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text as AriaText } from 'react-aria-components/Text'
import { useCommonWords } from './i18n/common.ts'
import { keepIn } from './keep-words.ts'
import './field.css'

/** What every field of the product takes. `error` is a sentence that says what to do. */
export type FieldProps = {
  label: ReactNode
  help?: ReactNode
  error?: string | undefined
  required?: boolean | undefined
  disabled?: boolean | undefined
  autoFocus?: boolean | undefined
}

/** The words of a label; optional fields are marked, required ones are the rule. */
function LabelWords({ label, required }: Pick<FieldProps, 'label' | 'required'>) {
  const words = useCommonWords()
  return (
    <>
      {keepIn(label)}
      {required === false && <span className="field-optional"> ({words('optional')})</span>}
    </>
  )
}

/** The label and help above a field of React Aria. */
export function FieldHead({ label, help, required }: FieldProps) {
  return (
    <>
      <Label className="field-label">
        <LabelWords label={label} required={required} />
      </Label>
      {help ? (
        <AriaText slot="description" className="field-help">
          {keepIn(help)}
        </AriaText>
      ) : null}
    </>
  )
}

/** The sentence under a field that is wrong; read out with the field. */
export function FieldProblem({ error }: { error: string | undefined }) {
  return <FieldError className="field-error">{error}</FieldError>
}

type FieldFrameProps = Omit<FieldProps, 'disabled' | 'autoFocus'> & {
  className?: string
  /** The field itself where it is a group of controls; else what is given the ids carries label, help and error. */
  children: ReactNode | ((ids: { labelledBy: string; describedBy: string | undefined }) => ReactNode)
}

/** Label, help and error around a field that React Aria has none for. */
export function FieldFrame(props: FieldFrameProps) {
  const { className = '', label, help, error, required, children } = props
  const id = useId()
  const labelledBy = `${id}-label`
  const describedBy = [help ? `${id}-help` : '', error ? `${id}-error` : ''].join(' ').trim() || undefined
  const isGroup = typeof children !== 'function'
  const [Frame, Name] = isGroup ? (['fieldset', 'legend'] as const) : (['div', 'span'] as const)
  return (
    <Frame
      className={`field ${className}`.trim()}
      data-invalid={error ? '' : undefined}
      aria-describedby={isGroup ? describedBy : undefined}
    >
      <Name className="field-label" id={labelledBy}>
        <LabelWords label={label} required={required} />
      </Name>
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
      {isGroup ? children : children({ labelledBy, describedBy })}
    </Frame>
  )
}
