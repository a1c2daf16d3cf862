import type { EventView } from '../../api/http/contract.ts'
import { isEmptyValue } from './field-value.tsx'

/** Reasons or a report that somebody gave, and the event that answered it; null while it waits for its answer. */
export type Said = {
  event: EventView
  answer: EventView | null
  /** The content was put forward again exactly as it had come back. */
  unchanged: boolean
}

/** Whether an event says something that is to be mended: reasons, or what was reported when the content was opened again. */
const says = ({ kind, reasons, reopens, values, note }: EventView): boolean =>
  kind !== null &&
  kind !== 'ending' &&
  kind !== 'recall' &&
  (reasons !== null || (reopens && (note !== null || values.some(({ value }) => !isEmptyValue(value)))))

/**
 * What was said about a request that its owner has to answer, oldest first. It is answered by the event that carries the
 * request on from where it went back to; not by one that only passes it on (an owner who is informed of a refusal).
 */
export function saidBefore(events: EventView[]): Said[] {
  const found: { said: Said; at: string[] }[] = []
  for (const event of events) {
    const left = event.from.filter((step) => !event.to.includes(step))
    const passesOn = event.kind === null || event.kind === 'return' || event.kind === 'recall'
    for (const one of found) {
      if (one.said.answer || !one.at.some((step) => left.includes(step))) continue
      if (passesOn) one.at = [...one.at.filter((step) => !left.includes(step)), ...event.to]
      else
        one.said = {
          event: one.said.event,
          answer: event,
          unchanged: event.contentSha256 !== null && event.contentSha256 === one.said.event.contentSha256,
        }
    }
    if (says(event)) found.push({ said: { event, answer: null, unchanged: false }, at: event.to })
  }
  return found.map(({ said }) => said)
}
