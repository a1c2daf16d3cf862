import type { ResolvedNeed } from '../../../machines/procedure/resolved-need.ts'
import { unreachable } from '../../../machines/procedure/unreachable.ts'
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
  switch (need.kind) {
    case 'reasons': {
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
    case 'checked':
      return (
        <CheckboxList
          label={words('checked')}
          options={need.items.map(({ id, title }) => ({ id, label: text(title) }))}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={onChange}
          error={error}
        />
      )
    case 'revision':
      return <p className="rehearsal-muted">{words('revision')}</p>
    case 'publishUntil':
      return (
        <DateField
          label={words('publishUntil')}
          help={words('publishUntilHelp')}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
          required={need.required}
          error={error}
        />
      )
    case 'signature':
      return (
        <TextInput
          label={words('signature')}
          value={typeof value === 'string' ? value : ''}
          onChange={onChange}
          error={error}
        />
      )
    case 'field':
      return (
        <FormFieldInput
          field={{
            name: need.field,
            // A category's options are written out already.
            type: need.type === 'category' ? 'select' : need.type,
            title: need.title,
            required: need.required,
            help: need.help,
            options: need.options,
            columns: need.columns,
            mostRows: need.mostRows,
          }}
          value={value}
          onChange={onChange}
          error={error}
        />
      )
    default:
      return unreachable(need)
  }
}
