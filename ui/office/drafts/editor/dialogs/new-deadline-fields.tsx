import { SelectInput } from '../../../../lib/select-input.tsx'
import { TextInput } from '../../../../lib/text-input.tsx'
import { useNames } from '../editor-context.ts'
import { useEditorWords } from '../words.ts'

const kinds = ['working', 'calendar', 'unset', 'date'] as const
export type NewDeadline = { kind: (typeof kinds)[number]; days: string; field: string }

/** Thai digits count as digits. */
export const readDays = (typed: string): number | undefined => {
  const plain = typed.trim().replaceAll(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
  const days = /^\d{1,4}$/.test(plain) ? Number(plain) : 0
  return days >= 1 && days <= 3650 ? days : undefined
}

type Words = ReturnType<typeof useEditorWords>

/** A deadline as it is stored, named after itself; undefined while something is missing. */
export function deadlineOf({ kind, days, field }: NewDeadline, words: Words) {
  if (kind === 'date')
    return field === ''
      ? undefined
      : { kind, field, title: { th: words('deadlineDateTh'), en: words('deadlineDateEn') } }
  if (kind === 'unset')
    return {
      ...{ kind: 'days', days: null, working: true },
      title: { th: words('deadlineUnsetTh'), en: words('deadlineUnsetEn') },
    }
  const number = readDays(days)
  if (number === undefined) return undefined
  const working = kind === 'working'
  return {
    ...{ kind: 'days', days: number, working },
    title: {
      th: `ภายใน ${number} ${working ? 'วันทำการ' : 'วัน'}`,
      en: `Within ${number} ${working ? 'working ' : 'calendar '}${number === 1 ? 'day' : 'days'}`,
    },
  }
}

type NewDeadlineFieldsProps = {
  value: NewDeadline
  onChange: (value: NewDeadline) => void
  tried: boolean
}

/** How long: so many working or calendar days, until a date in the request, or not set at all. */
export function NewDeadlineFields({ value, onChange, tried }: NewDeadlineFieldsProps) {
  const words = useEditorWords()
  const names = useNames()
  const { kind, days, field } = value
  return (
    <div className="editor-card">
      <SelectInput
        label={words('deadlineKind')}
        value={kind}
        onChange={(next) => onChange({ ...value, kind: kinds.find((one) => one === next) ?? 'working' })}
        options={kinds.map((id) => ({ id, label: words(`deadline_${id}`) }))}
      />
      {kind === 'working' || kind === 'calendar' ? (
        <TextInput
          label={words('deadlineDays')}
          value={days}
          onChange={(next) => onChange({ ...value, days: next })}
          error={tried && readDays(days) === undefined ? words('daysWrong') : undefined}
        />
      ) : null}
      {kind === 'date' ? (
        <SelectInput
          label={words('deadlineField')}
          value={field === '' ? null : field}
          onChange={(next) => onChange({ ...value, field: next })}
          options={names.allFields}
          error={tried && field === '' ? words('chooseThis') : undefined}
        />
      ) : null}
    </div>
  )
}
