import { titleOfFact, withValues } from './notice-values.ts'
import type { Action, Procedure, Reminder, Text } from './procedure.ts'
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

function toldInWords(procedure: Named, { of, ...told }: Extract<Action, { type: 'notify' }>['params']): Text {
  const [whom, said] = [whomInWords(procedure, told), sayingInWords(procedure, of)]
  return { th: `แจ้ง${whom.th} ว่า “${said.th}”`, en: `${whom.en} is told “${said.en}”` }
}

/** Whom something is told, with the group in which. */
export function whomInWords(
  procedure: Pick<Procedure, 'roles' | 'owner'>,
  { whom, within, group }: Pick<Reminder, 'whom' | 'within' | 'group'>,
): Text {
  const role = roleTitle(procedure, whom)
  const th = group ?? (within === 'group' ? 'กลุ่มเจ้าของเรื่อง' : '')
  const en = group ?? (within === 'group' ? 'the group of the request' : '')
  return { th: `${role.th}${th && ` (${th})`}`, en: `${role.en}${en && ` (${en})`}` }
}

/** What a text will say is not known yet: only what of. */
export const sayingInWords = (procedure: Titled, of: Text): Text =>
  withValues(of, (name) => {
    const { th, en } = titleOfFact(name) ?? titleOfField(procedure, name)
    return { th: `[${th}]`, en: `[${en}]` }
  })
