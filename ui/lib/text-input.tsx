import { Input } from 'react-aria-components/Input'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import { FieldHead, FieldProblem, type FieldProps } from './field-text.tsx'

type TextInputProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  lines?: 'one' | 'many'
  type?: 'text' | 'url' | 'password' | 'search'
  name?: string
  autoComplete?: string
  maxLength?: number
  onBlur?: () => void
}

/** One line, or many, of text. */
export function TextInput(props: TextInputProps) {
  const { value, onChange, lines = 'one', type = 'text', error, required, disabled, autoFocus } = props
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      type={type}
      isRequired={required === true}
      isDisabled={disabled === true}
      isInvalid={error !== undefined}
      autoFocus={autoFocus === true}
      validationBehavior="aria"
      {...(props.name ? { name: props.name } : {})}
      {...(props.autoComplete ? { autoComplete: props.autoComplete } : {})}
      {...(props.maxLength ? { maxLength: props.maxLength } : {})}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
    >
      <FieldHead {...props} />
      <FieldProblem error={error} />
      {lines === 'many' ? (
        <TextArea className="field-input" rows={4} />
      ) : (
        <Input className="field-input" spellCheck={type === 'text' ? 'true' : 'false'} />
      )}
    </TextField>
  )
}
