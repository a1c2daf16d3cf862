import { titleOfFact, withValues } from './notice-values.ts'
import type { Action, Procedure, Text } from './procedure.ts'
import { roleTitle, type Titled, titleOfField } from './titles.ts'
import { unreachable } from './unreachable.ts'

type Named = Pick<Procedure, 'roles' | 'owner'> & Titled

/** What an action does, as a sentence without its end. */
export function actionInWords(procedure: Named, action: Action): Text {
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
  procedure: Named,
  { whom, within, group, of }: Extract<Action, { type: 'notify' }>['params'],
): Text {
  const role = roleTitle(procedure, whom)
  // What the text will say is not known yet: only what of.
  const said = withValues(of, (name) => {
    const { th, en } = titleOfFact(name) ?? titleOfField(procedure, name)
    return { th: `[${th}]`, en: `[${en}]` }
  })
  const th = group ?? (within === 'group' ? 'กลุ่มเจ้าของเรื่อง' : '')
  const en = group ?? (within === 'group' ? 'the group of the request' : '')
  return {
    th: `แจ้ง${role.th}${th && ` (${th})`} ว่า “${said.th}”`,
    en: `${role.en}${en && ` (${en})`} is told “${said.en}”`,
  }
}
