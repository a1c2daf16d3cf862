import type { EventRow } from '../../db/requests.ts'
import type { Chart, Option, Text } from '../../machines/procedure/procedure.ts'
import { dataOf, type StoredData } from '../../machines/run/event-data.ts'
import { erasedWords } from '../../machines/text/erased-words.ts'
import { metaOfEvent } from './event-words.ts'

type Reasons = { grounds: Text[]; text: string }

/** The reasons that an event carried, its grounds in words; null where it carried none. */
export function reasonsOf(
  chart: Chart,
  event: Pick<EventRow, 'type' | 'fromSteps'> & StoredData,
): Reasons | null {
  const { reasons } = dataOf(event) as { reasons?: { grounds: string[]; text: string | null } }
  if (!reasons) return null
  const options =
    metaOfEvent(chart, event)?.needs?.flatMap((need) => ('grounds' in need ? need.grounds : [])) ?? []
  return { grounds: reasons.grounds.map((id) => titleOf(options, id)), text: reasons.text ?? erasedWords }
}

/** The words of an option, or its id where the chart lost it. */
export const titleOf = (options: Option[], id: string): Text =>
  options.find((option) => option.id === id)?.title ?? { th: id, en: id }

/** The same in one Thai sentence, for the public page; null where there are none. */
export function reasonsInWords(chart: Chart, event: EventRow): string | null {
  const reasons = reasonsOf(chart, event)
  if (!reasons) return null
  return [...reasons.grounds.map(({ th }) => th), reasons.text].filter(Boolean).join(' · ') || null
}
