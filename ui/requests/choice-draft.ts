import type { ChoiceView, NeedView, NewEvent, RequestView } from '../../api/http/contract.ts'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import { isBlank } from '../../machines/text/blank.ts'

/** What has been filled in for one choice and not yet sent. */
export type ChoiceDraft = {
  grounds: string[]
  reasons: string
  checked: string[]
  publishUntil: string | null
  note: string
  /** Why what the personal-data check found is kept, by its kind. */
  kept: Record<string, string>
  /** Why one of them is kept, by its id, where that has a reason of its own. */
  keptApart: Record<string, string>
  /** The fields that this choice asks for by name. */
  values: Record<string, unknown>
}

export const emptyDraft: ChoiceDraft = {
  grounds: [],
  reasons: '',
  checked: [],
  publishUntil: null,
  note: '',
  kept: {},
  keptApart: {},
  values: {},
}

/** The needs that are filled in like any field of the form. */
export type FieldNeed = Extract<NeedView, { kind: 'field' | 'signature' }>

/** The value of a named field: what was typed here, else what the form already says. */
export const fieldValueOf = (draft: ChoiceDraft, need: FieldNeed): unknown =>
  Object.hasOwn(draft.values, need.field)
    ? draft.values[need.field]
    : need.kind === 'field'
      ? need.value
      : undefined

const isEmptyHere = (value: unknown) => value === undefined || value === null || value === ''

/** What the event carries for a need, by name: nothing for what was left empty. */
function carriedFor(need: NeedView, draft: ChoiceDraft): Record<string, unknown> {
  switch (need.kind) {
    case 'reasons':
      return { reasons: { grounds: draft.grounds, text: draft.reasons.trim() } }
    case 'checked':
      return { checked: draft.checked }
    case 'publishUntil':
      return draft.publishUntil ? { publishUntil: draft.publishUntil } : {}
    case 'revision':
      return {}
    case 'signature':
    case 'field': {
      if (need.kind === 'field' && need.fixed) return {}
      const value = fieldValueOf(draft, need)
      if (value !== undefined && value !== null && value !== '') return { [need.field]: value }
      // Left out, the server would take what the form said before it was emptied here.
      return need.kind === 'field' && !isEmptyHere(need.value) ? { [need.field]: null } : {}
    }
    default:
      return unreachable(need)
  }
}

/** Why a finding is kept: a reason of its own goes before that of its kind. */
export function reasonFor(
  { kept, keptApart }: Pick<ChoiceDraft, 'kept' | 'keptApart'>,
  { finding, kind }: { finding: string; kind: string },
): string {
  const own = keptApart[finding] ?? ''
  return isBlank(own) ? (kept[kind] ?? '') : own
}

/** The event as it is sent: only what the choice needs and what was filled in. */
export function eventOf(
  choice: ChoiceView,
  draft: ChoiceDraft,
  { personalData }: Pick<RequestView, 'personalData'> = {},
): NewEvent {
  const event: NewEvent = { type: choice.type }
  for (const need of choice.needs) Object.assign(event, carriedFor(need, draft))
  if (choice.answersFindings && personalData)
    event.personalData = personalData.findings.flatMap(({ finding, kind }) => {
      const reason = reasonFor(draft, { finding, kind })
      return isBlank(reason) ? [] : [{ finding, reason: reason.trim() }]
    })
  if (!isBlank(draft.note)) event.note = draft.note.trim()
  return event
}

/** Whether anything was typed that would be lost with the draft. */
export const typedText = ({ reasons, note }: ChoiceDraft): string =>
  [reasons.trim(), note.trim()].filter((text) => text !== '').join('\n\n')
