import type { Condition, Deadline, Guard, May, Procedure, Text } from '../procedure/procedure.ts'
import type { GivenMark } from '../procedure/provenance.ts'
import { partTitle, titleOfField, titleOfValue } from '../procedure/titles.ts'
import { unreachable } from '../procedure/unreachable.ts'
import { quoted } from '../proofs/words.ts'

export { choiceInWords, quoted, ruleInWords, stepInWords } from '../proofs/words.ts'

export const nothing: Text = { th: '(ไม่ระบุ)', en: '(not stated)' }

/** A text that may be absent, quoted. */
export const textOr = (text: string | Text | null | undefined): Text => {
  if (text === null || text === undefined || text === '') return nothing
  return quoted(typeof text === 'string' ? { th: text, en: text } : text)
}

/** A day written out, Buddhist era in Thai. */
export const dayInWords = (day: string | null): Text => {
  if (day === null) return nothing
  const at = new Date(`${day}T00:00:00Z`)
  const write = (locale: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(at)
  return { th: write('th-TH-u-ca-buddhist-nu-latn'), en: write('en-GB') }
}

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

/** A condition on what was asked for, or that there is none. */
export function conditionInWords(procedure: Procedure, guard: Guard | undefined): Text {
  if (!guard || guard.type === 'may') return { th: 'ไม่มีเงื่อนไข', en: 'no condition' }
  const { th, en } = statementOf(procedure, guard)
  return { th: `เมื่อ ${th}`, en: `if ${en}` }
}

function statementOf(procedure: Procedure, condition: Condition): Text {
  switch (condition.type) {
    case 'asked':
    case 'notAsked': {
      const { field, value } = condition.params
      const [name, answer] = [titleOfField(procedure, field), titleOfValue(procedure, field, value)]
      return condition.type === 'asked'
        ? { th: `“${name.th}” มี “${answer.th}”`, en: `“${name.en}” has “${answer.en}”` }
        : { th: `“${name.th}” ไม่มี “${answer.th}”`, en: `“${name.en}” does not have “${answer.en}”` }
    }
    case 'all':
    case 'any': {
      const parts = condition.params.of.map((one) => inBrackets(one, statementOf(procedure, one)))
      const [th, en] = condition.type === 'all' ? [' และ ', ' and '] : [' หรือ ', ' or ']
      return { th: parts.map((one) => one.th).join(th), en: parts.map((one) => one.en).join(en) }
    }
    case 'not': {
      const said = statementOf(procedure, condition.params.of)
      return { th: `ไม่ใช่กรณีที่ (${said.th})`, en: `not (${said.en})` }
    }
    default:
      return unreachable(condition)
  }
}

const inBrackets = ({ type }: Condition, { th, en }: Text): Text =>
  type === 'all' || type === 'any' ? { th: `(${th})`, en: `(${en})` } : { th, en }

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
