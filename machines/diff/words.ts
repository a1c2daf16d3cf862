import { partsOfGuard } from '../procedure/condition.ts'
import { statementOf } from '../procedure/condition-words.ts'
import type { Deadline, Guard, May, Procedure, Text } from '../procedure/procedure.ts'
import type { GivenMark } from '../procedure/provenance.ts'
import { partTitle } from '../procedure/titles.ts'
import { unreachable } from '../procedure/unreachable.ts'
import { quoted } from '../proofs/words.ts'
import { writtenDay } from '../text/written-day.ts'

export { choiceInWords, quoted, ruleInWords, stepInWords } from '../proofs/words.ts'

export const nothing: Text = { th: '(ไม่ระบุ)', en: '(not stated)' }

/** A text that may be absent, quoted. */
export const textOr = (text: string | Text | null | undefined): Text => {
  if (text === null || text === undefined || text === '') return nothing
  return quoted(typeof text === 'string' ? { th: text, en: text } : text)
}

/** A day written out, Buddhist era in Thai. */
export const dayInWords = (day: string | null): Text => (day === null ? nothing : writtenDay(day))

export const yesNo = (yes: boolean): Text =>
  yes ? { th: 'ต้องกรอก', en: 'required' } : { th: 'ไม่บังคับ', en: 'optional' }

/** Who may take a choice: the roles, and where they hold them. */
export function whoInWords(procedure: Procedure, may: May): Text {
  const { as, within, group } = may
  const titles = [as].flat().map((role) => partTitle(procedure, role, may))
  const where: Text =
    group !== undefined
      ? { th: ` ของกลุ่ม “${group}”`, en: ` of the group “${group}”` }
      : within === 'group'
        ? { th: ' ของกลุ่มเจ้าของเรื่อง', en: ' of the group of the request' }
        : { th: '', en: '' }
  return {
    th: `${titles.map(({ th }) => th).join(' หรือ ')}${where.th}`,
    en: `${titles.map(({ en }) => en).join(' or ')}${where.en}`,
  }
}

/** The condition of a guard, or that there is none. */
export function conditionInWords(procedure: Procedure, guard: Guard | undefined): Text {
  const { condition } = partsOfGuard(guard)
  if (!condition) return { th: 'ไม่มีเงื่อนไข', en: 'no condition' }
  const { th, en } = statementOf(procedure, condition)
  return { th: `เมื่อ ${th}`, en: `if ${en}` }
}

/** How long a deadline is. */
export function lengthInWords(deadline: Deadline): Text {
  switch (deadline.kind) {
    case 'date':
      return { th: `สิ้นวันที่ในช่อง “${deadline.field}”`, en: `the end of the day in “${deadline.field}”` }
    case 'days':
      if (deadline.days === null) return { th: 'ไม่กำหนด', en: 'not set' }
      return deadline.working
        ? { th: `${deadline.days} วันทำการ`, en: `${deadline.days} working days` }
        : { th: `${deadline.days} วัน`, en: `${deadline.days} days` }
    default:
      return unreachable(deadline)
  }
}

/** Where a part comes from, with its clause; nothing where nobody has said. */
export const markInWords = (mark: GivenMark): Text => {
  const { source, clause } = mark
  if (source === undefined) return clause === undefined ? nothing : textOr(clause)
  const { th, en } = sourceInWords({ source })
  return clause === undefined ? { th, en } : { th: `${th} “${clause}”`, en: `${en} “${clause}”` }
}

/** Whether the document says it, or the office or the product has added it. */
export const sourceInWords = ({ source }: { source: 'document' | 'added' }): Text =>
  source === 'document'
    ? { th: 'ตามเอกสาร', en: 'the document' }
    : { th: 'เพิ่มเติมจากเอกสาร', en: 'added to the document' }
