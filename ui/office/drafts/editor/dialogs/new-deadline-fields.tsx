import type { Deadline } from '../../../../../machines/procedure/procedure.ts'
import { unreachable } from '../../../../../machines/procedure/unreachable.ts'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { TextInput } from '../../../../lib/text-input.tsx'
import { useNames } from '../editor-context.ts'
import { useEditorWords } from '../words.ts'

/** Each kind of deadline as it is offered: so many days in one of three ways, or a date. */
const offeredAs = {
  days: ['working', 'calendar', 'unset'],
  date: ['date'],
} as const satisfies Record<Deadline['kind'], readonly string[]>
export type DeadlineChoice = (typeof offeredAs)[Deadline['kind']][number]
export const deadlineChoices: DeadlineChoice[] = Object.values(offeredAs).flat()
export type NewDeadline = { kind: DeadlineChoice; days: string; field: string }

/** Thai digits count as digits. */
export const readDays = (typed: string): number | undefined => {
  const plain = typed.trim().replaceAll(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
  const days = /^\d{1,4}$/.test(plain) ? Number(plain) : 0
  return days >= 1 && days <= 3650 ? days : undefined
}

type Words = ReturnType<typeof useEditorWords>

/** A deadline as it is stored, named after itself; undefined while something is missing. */
export function deadlineOf({ kind, days, field }: NewDeadline, words: Words) {
  switch (kind) {
    case 'date':
      return field === ''
        ? undefined
        : { kind, field, title: { th: words('deadlineDateTh'), en: words('deadlineDateEn') } }
    case 'unset':
      return {
        kind: 'days',
        days: null,
        working: true,
        title: { th: words('deadlineUnsetTh'), en: words('deadlineUnsetEn') },
      }
    case 'working':
    case 'calendar': {
      const number = readDays(days)
      if (number === undefined) return undefined
      const working = kind === 'working'
      return {
        kind: 'days',
        days: number,
        working,
        title: {
          th: `ภายใน ${number} ${working ? 'วันทำการ' : 'วัน'}`,
          en: `Within ${number} ${working ? 'working ' : 'calendar '}${number === 1 ? 'day' : 'days'}`,
        },
      }
    }
    default:
      return unreachable(kind)
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
        onChange={(next) =>
          onChange({ ...value, kind: deadlineChoices.find((one) => one === next) ?? 'working' })
        }
        options={deadlineChoices.map((id) => ({ id, label: words(`deadline_${id}`) }))}
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
