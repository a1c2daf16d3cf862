import { fieldProblem, isBlank } from '../../../machines/procedure/field-value.ts'
import type { FormField } from '../../../machines/procedure/procedure.ts'
import type { ResolvedNeed } from '../../../machines/procedure/resolved-need.ts'
import { bangkokDay } from '../../../machines/run/thai-time.ts'

/** What a rehearsed choice carries, by field, as an event would carry it. */
export type Given = Record<string, unknown>
type Reasons = { grounds: string[]; text: string }
type NamedField = Pick<FormField, 'type' | 'options' | 'required'>
export type Sample = { now: number; words: string; name: string }

const monthMs = 30 * 86_400_000

/** Everything that a choice asks for, filled in by way of example, so that a long path is rehearsed in a few presses. */
export const sampleOf = (needs: ResolvedNeed[], sample: Sample): Given =>
  Object.fromEntries(needs.flatMap((need) => entryOf(need, sample)))

function entryOf(need: ResolvedNeed, { now, words, name }: Sample): [string, unknown][] {
  const put = (value: unknown): [string, unknown][] => [[need.field, value]]
  if ('grounds' in need) return put({ grounds: need.grounds.slice(0, 1).map(({ id }) => id), text: words })
  if ('items' in need) return put(need.items.map(({ id }) => id))
  if (need.field === 'publishUntil') return put(bangkokDay(now + monthMs))
  if (need.field === 'revision') return []
  if (need.field === 'signature') return put(name)
  const { type, options = [] } = need as NamedField
  const [first] = options
  switch (type) {
    case 'date':
      return put(bangkokDay(now + monthMs))
    case 'select':
    case 'category':
      return first ? put(first.id) : []
    case 'checkboxes':
      return first ? put([first.id]) : []
    case 'url':
      return put('https://www.example.go.th')
    case 'links':
      return put([{ title: words, url: 'https://www.example.go.th' }])
    default:
      return put(words)
  }
}

/** Whether a need is met, by the same rules as where it is real. */
export function isMet(need: ResolvedNeed, given: Given): boolean {
  const value = given[need.field]
  if ('grounds' in need) {
    const { grounds, text } = (value ?? { grounds: [], text: '' }) as Reasons
    return !isBlank(text) || grounds.some((ground) => ground !== 'other')
  }
  if ('items' in need) {
    const checked = Array.isArray(value) ? value : []
    return need.items.every(({ id }) => checked.includes(id))
  }
  if (need.field === 'revision') return true
  if (need.field === 'publishUntil')
    return typeof value === 'string' || !('required' in need && need.required)
  if (need.field === 'signature') return typeof value === 'string' && !isBlank(value)
  const field = need as NamedField
  const empty = value === undefined || value === null || value === '' || (value as unknown[]).length === 0
  return empty ? !field.required : fieldProblem(field, value) === undefined
}

/** What the event carries: nothing that was left empty. */
export const dataOf = (needs: ResolvedNeed[], given: Given): Given =>
  Object.fromEntries(
    needs.flatMap(({ field }) => {
      const value = given[field]
      return value === undefined || value === null || value === '' ? [] : [[field, value]]
    }),
  )
