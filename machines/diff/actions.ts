import type { Action, Procedure, Text } from '../procedure/procedure.ts'
import { roleTitle } from '../procedure/titles.ts'
import { unreachable } from '../procedure/unreachable.ts'

/** What follows by itself, as a list; what the product adds to every choice is not told. */
export function actionsInWords(procedure: Procedure, actions: Action[]): Text {
  const words = actions.map((action) => inWords(procedure, action))
  return {
    th: words.map(({ th }) => th).join(' · ') || 'ไม่มี',
    en: words.map(({ en }) => en).join(' · ') || 'none',
  }
}

function inWords(procedure: Procedure, action: Action): Text {
  switch (action.type) {
    case 'freeze':
      return { th: 'ล็อกเนื้อหาฉบับที่เสนอ', en: 'the content is frozen' }
    case 'startAgain':
      return { th: 'สิ่งที่รับรองหรือเห็นชอบไว้ต้องทำใหม่', en: 'what was certified or approved must be so anew' }
    case 'notify':
      return toldInWords(procedure, action.params)
    default:
      return unreachable(action)
  }
}

function toldInWords(
  procedure: Procedure,
  { whom, within, group, of }: Extract<Action, { type: 'notify' }>['params'],
): Text {
  const role = roleTitle(procedure, whom)
  const th = group ?? (within === 'group' ? 'กลุ่มเจ้าของเรื่อง' : '')
  const en = group ?? (within === 'group' ? 'the group of the request' : '')
  return {
    th: `แจ้ง${role.th}${th && ` (${th})`} ว่า “${of.th}”`,
    en: `${role.en}${en && ` (${en})`} is told “${of.en}”`,
  }
}
