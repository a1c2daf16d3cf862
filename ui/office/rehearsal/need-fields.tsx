import type { FormField } from '../../../machines/procedure/procedure.ts'
import type { ResolvedNeed } from '../../../machines/procedure/resolved-need.ts'
import { CheckboxList } from '../../lib/checkbox-input.tsx'
import { DateField } from '../../lib/date-field.tsx'
import { FormFieldInput } from '../../lib/form-fields.tsx'
import { useText } from '../../lib/text.ts'
import { TextInput } from '../../lib/text-input.tsx'
import { type Given, isMet } from './sample-needs.ts'
import { useRehearsalWords } from './words.ts'

type NeedFieldsProps = {
  needs: ResolvedNeed[]
  given: Given
  onChange: (field: string, value: unknown) => void
  /** Whether what is missing is said: only once somebody tried without it. */
  tried: boolean
}

/** The fields of what a rehearsed choice asks for. */
export function NeedFields({ needs, given, onChange, tried }: NeedFieldsProps) {
  const words = useRehearsalWords()
  return needs.map((need) => (
    <NeedField
      key={need.field}
      need={need}
      given={given}
      onChange={(value) => onChange(need.field, value)}
      error={tried && !isMet(need, given) ? words('needMissing') : undefined}
    />
  ))
}

type NeedFieldProps = {
  need: ResolvedNeed
  given: Given
  onChange: (value: unknown) => void
  error: string | undefined
}

function NeedField({ need, given, onChange, error }: NeedFieldProps) {
  const words = useRehearsalWords()
  const text = useText()
  const value = given[need.field]
  if ('grounds' in need) {
    const reasons = (value ?? { grounds: [], text: '' }) as { grounds: string[]; text: string }
    return (
      <>
        {need.grounds.length > 0 ? (
          <CheckboxList
            label={words('grounds')}
            options={need.grounds.map(({ id, title }) => ({ id, label: text(title) }))}
            value={reasons.grounds}
            onChange={(grounds) => onChange({ ...reasons, grounds })}
            error={error}
          />
        ) : null}
        <TextInput
          label={words('reasons')}
          lines="many"
          maxLength={5000}
          value={reasons.text}
          onChange={(written) => onChange({ ...reasons, text: written })}
          error={need.grounds.length > 0 ? undefined : error}
        />
      </>
    )
  }
  if ('items' in need)
    return (
      <CheckboxList
        label={words('checked')}
        options={need.items.map(({ id, title }) => ({ id, label: text(title) }))}
        value={Array.isArray(value) ? (value as string[]) : []}
        onChange={onChange}
        error={error}
      />
    )
  if (need.field === 'revision') return <p className="rehearsal-muted">{words('revision')}</p>
  if (need.field === 'publishUntil')
    return (
      <DateField
        label={words('publishUntil')}
        help={words('publishUntilHelp')}
        value={typeof value === 'string' ? value : null}
        onChange={onChange}
        required={'required' in need && need.required === true}
        error={error}
      />
    )
  if (need.field === 'signature')
    return (
      <TextInput
        label={words('signature')}
        value={typeof value === 'string' ? value : ''}
        onChange={onChange}
        error={error}
      />
    )
  const field = need as { field: string } & Omit<FormField, 'name'>
  return (
    <FormFieldInput
      field={{
        name: field.field,
        // Its options are written out already.
        type: field.type === 'category' ? 'select' : field.type,
        ...{ title: field.title, required: field.required, help: field.help, options: field.options },
      }}
      value={value}
      onChange={onChange}
      error={error}
    />
  )
}
