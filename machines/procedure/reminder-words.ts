import { sayingInWords, whomInWords } from './action-words.ts'
import type { Procedure, Reminder, Text } from './procedure.ts'
import type { Titled } from './titles.ts'
import { unreachable } from './unreachable.ts'

/** When a reminder comes. */
export function reminderTimeInWords(reminder: Reminder): Text {
  switch (reminder.when) {
    case 'before': {
      const { th, en } = daysInWords(reminder.days, reminder.working)
      return { th: `ก่อนครบกำหนด ${th}`, en: `${en} before it is due` }
    }
    case 'at':
      return { th: 'เมื่อครบกำหนด', en: 'when it is due' }
    case 'after': {
      const { th, en } = daysInWords(reminder.days, reminder.working)
      return { th: `หลังครบกำหนด ${th}`, en: `${en} after it was due` }
    }
    case 'every': {
      if (reminder.days === null)
        return {
          th: 'หลังครบกำหนด เตือนซ้ำทุก ๆ (ไม่กำหนด)',
          en: 'repeated after it was due, how often is not set',
        }
      const { th, en } = daysInWords(reminder.days, reminder.working)
      return {
        th: `หลังครบกำหนด ทุก ${th} จนกว่าเรื่องออกจากขั้น`,
        en: `after it was due every ${en}, until the step is left`,
      }
    }
    default:
      return unreachable(reminder)
  }
}

const daysInWords = (days: number, working: boolean): Text => ({
  th: `${days} ${working ? 'วันทำการ' : 'วัน'}`,
  en: `${days} ${working ? 'working ' : ''}${days === 1 ? 'day' : 'days'}`,
})

/** When a reminder comes, whom it tells, and of what where it has a text of its own. */
export function reminderInWords(
  procedure: Pick<Procedure, 'roles' | 'owner'> & Titled,
  reminder: Reminder,
): Text {
  const [time, whom] = [reminderTimeInWords(reminder), whomInWords(procedure, reminder)]
  const said = reminder.of && sayingInWords(procedure, reminder.of)
  return {
    th: `${time.th} แจ้ง${whom.th}${said ? ` ว่า “${said.th}”` : ''}`,
    en: `${time.en}: ${whom.en}${said ? ` is told “${said.en}”` : ''}`,
  }
}
