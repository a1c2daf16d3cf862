import type { ReactNode } from 'react'
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

/** The label and help above a field of React Aria; optional fields are marked, required ones are the rule. */
export function FieldHead({ label, help, required }: FieldProps) {
  const words = useCommonWords()
  return (
    <>
      <Label className="field-label">
        {keepIn(label)}
        {required === false && <span className="field-optional"> ({words('optional')})</span>}
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
