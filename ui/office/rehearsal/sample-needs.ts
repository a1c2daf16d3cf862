import { fieldLack, fieldProblem, isEmpty } from '../../../machines/procedure/field-value.ts'
import type { Column, FormField } from '../../../machines/procedure/procedure.ts'
import type { ResolvedNeed } from '../../../machines/procedure/resolved-need.ts'
import { unreachable } from '../../../machines/procedure/unreachable.ts'
import { bangkokDay } from '../../../machines/run/thai-time.ts'
import { isBlank } from '../../../machines/text/blank.ts'

/** What a rehearsed choice carries, by field, as an event would carry it. */
export type Given = Record<string, unknown>
type Reasons = { grounds: string[]; text: string }
export type Sample = { now: number; words: string; name: string }

const monthMs = 30 * 86_400_000

/** Everything that a choice asks for, filled in by way of example, so that a long path is rehearsed in a few presses. */
export const sampleOf = (needs: ResolvedNeed[], sample: Sample): Given =>
  Object.fromEntries(needs.flatMap((need) => entryOf(need, sample)))

function entryOf(need: ResolvedNeed, { now, words, name }: Sample): [string, unknown][] {
  const put = (value: unknown): [string, unknown][] => (value === undefined ? [] : [[need.field, value]])
  switch (need.kind) {
    case 'reasons':
      return put({ grounds: need.grounds.slice(0, 1).map(({ id }) => id), text: words })
    case 'checked':
      return put(need.items.map(({ id }) => id))
    case 'publishUntil':
      return put(bangkokDay(now + monthMs))
    case 'revision':
      return []
    case 'signature':
      return put(name)
    case 'field':
      return put(sampleValue(need, now, words))
    default:
      return unreachable(need)
  }
}

function sampleValue(
  { type, options = [], columns = [] }: Pick<FormField, 'type' | 'options' | 'columns'>,
  now: number,
  words: string,
): unknown {
  const [first] = options
  switch (type) {
    case 'text':
    case 'textarea':
    case 'richText':
      return words
    case 'table':
      return [Object.fromEntries(columns.map((column) => [column.name, sampleCell(column, now, words)]))]
    case 'date':
      return bangkokDay(now + monthMs)
    case 'select':
    case 'category':
      return first?.id
    case 'checkboxes':
      return first && [first.id]
    case 'url':
      return 'https://www.example.go.th'
    case 'links':
      return [{ title: words, url: 'https://www.example.go.th' }]
    case 'file':
    case 'files':
      return [sampleFile]
    case 'album':
      return [{ ...samplePicture, alt: words }]
    default:
      return unreachable(type)
  }
}

/** Nothing is sent in a rehearsal: names of files that are not there. */
const sampleFile = {
  sha256: '0'.repeat(64),
  name: 'ตัวอย่าง.pdf',
  size: 1024,
  type: 'application/pdf',
} as const
const samplePicture = { ...sampleFile, name: 'ตัวอย่าง.jpg', type: 'image/jpeg' } as const

function sampleCell({ type, options = [] }: Column, now: number, words: string): string {
  switch (type) {
    case 'text':
      return words
    case 'number':
      return '1000'
    case 'date':
      return bangkokDay(now + monthMs)
    case 'select':
      return options[0]?.id ?? ''
    default:
      return unreachable(type)
  }
}

/** Whether a need is met, by the same rules as where it is real. */
export function isMet(need: ResolvedNeed, given: Given): boolean {
  const value = given[need.field]
  switch (need.kind) {
    case 'reasons': {
      const { grounds, text } = (value ?? { grounds: [], text: '' }) as Reasons
      return !isBlank(text) || grounds.some((ground) => ground !== 'other')
    }
    case 'checked': {
      const checked = Array.isArray(value) ? value : []
      return need.items.every(({ id }) => checked.includes(id))
    }
    case 'publishUntil':
      return typeof value === 'string' || !need.required
    case 'revision':
      return true
    case 'signature':
      return typeof value === 'string' && !isBlank(value)
    case 'field': {
      return isEmpty(value)
        ? !need.required
        : (fieldProblem(need, value) ?? fieldLack(need, value)) === undefined
    }
    default:
      return unreachable(need)
  }
}

/** What the event carries: nothing that was left empty. */
export const dataOf = (needs: ResolvedNeed[], given: Given): Given =>
  Object.fromEntries(
    needs.flatMap(({ field }) => {
      const value = given[field]
      return value === undefined || value === null || value === '' ? [] : [[field, value]]
    }),
  )
