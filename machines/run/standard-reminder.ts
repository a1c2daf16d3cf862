import type { Text } from '../procedure/procedure.ts'
import { writtenDay } from '../text/written-day.ts'
import { lastDayOf } from './reminders.ts'

/** What a reminder without a text of its own says: the step, the title of the deadline, and its last day. */
export function standardReminder(step: Text, deadline: Text, due: number, now: number): Text {
  const day = writtenDay(lastDayOf(due))
  return now < due
    ? {
        th: `กำหนดเวลา “${deadline.th}” ของขั้น “${step.th}” จะครบเมื่อสิ้นวันที่ ${day.th}`,
        en: `“${deadline.en}” of the step “${step.en}” falls due at the end of ${day.en}.`,
      }
    : {
        th: `กำหนดเวลา “${deadline.th}” ของขั้น “${step.th}” ครบแล้วเมื่อสิ้นวันที่ ${day.th}`,
        en: `“${deadline.en}” of the step “${step.en}” fell due at the end of ${day.en}.`,
      }
}
