import type { ChoiceView, NewEvent } from '../../api/http/contract.ts'

/** What has been filled in for one choice and not yet sent. */
export type ChoiceDraft = {
  grounds: string[]
  reasons: string
  checked: string[]
  publishUntil: string | null
  note: string
  /** The fields that this choice asks for by name. */
  values: Record<string, unknown>
}

export const emptyDraft: ChoiceDraft = {
  grounds: [],
  reasons: '',
  checked: [],
  publishUntil: null,
  note: '',
  values: {},
}

const special = new Set(['reasons', 'checked', 'publishUntil', 'revision'])
export const isField = (field: string): boolean => !special.has(field)

/** The value of a named field: what was typed here, else what the form already says. */
export const fieldValueOf = (draft: ChoiceDraft, need: ChoiceView['needs'][number]): unknown =>
  Object.hasOwn(draft.values, need.field) ? draft.values[need.field] : need.value

/** The event as it is sent: only what the choice needs and what was filled in. */
export function eventOf(choice: ChoiceView, draft: ChoiceDraft): NewEvent {
  const event: NewEvent = { type: choice.type }
  for (const need of choice.needs) {
    if (need.field === 'reasons') event.reasons = { grounds: draft.grounds, text: draft.reasons.trim() }
    else if (need.field === 'checked') event.checked = draft.checked
    else if (need.field === 'publishUntil') {
      if (draft.publishUntil) event.publishUntil = draft.publishUntil
    } else if (isField(need.field)) {
      const value = fieldValueOf(draft, need)
      if (value !== undefined && value !== null && value !== '') event[need.field] = value
    }
  }
  if (draft.note.trim() !== '') event.note = draft.note.trim()
  return event
}

/** Whether anything was typed that would be lost with the draft. */
export const typedText = ({ reasons, note }: ChoiceDraft): string =>
  [reasons.trim(), note.trim()].filter((text) => text !== '').join('\n\n')
