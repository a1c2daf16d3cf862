import { writtenDay } from '../text/written-day.ts'
import type { Comparison, Condition, Text } from './procedure.ts'
import type { FormOf } from './resolved-need.ts'
import { specialTitles, type Titled, titleOfField, titleOfValue } from './titles.ts'
import { unreachable } from './unreachable.ts'

/** What names the fields that a condition looks at, and their values. */
export type Fielded = FormOf & Titled

/** A condition as a sentence without its end. */
export function statementOf(procedure: Fielded, condition: Condition): Text {
  switch (condition.type) {
    case 'asked':
    case 'notAsked': {
      const { field, value } = condition.params
      const [name, answer] = [titleOfField(procedure, field), titleOfValue(procedure, field, value)]
      return condition.type === 'asked'
        ? { th: `“${name.th}” มี “${answer.th}”`, en: `“${name.en}” has “${answer.en}”` }
        : { th: `“${name.th}” ไม่มี “${answer.th}”`, en: `“${name.en}” does not have “${answer.en}”` }
    }
    case 'is':
      return comparisonInWords(procedure, condition.params)
    case 'all':
    case 'any': {
      const parts = condition.params.of.map((one) => inBrackets(one, statementOf(procedure, one)))
      const [th, en] = condition.type === 'all' ? [' และ ', ' and '] : [' หรือ ', ' or ']
      return { th: parts.map((one) => one.th).join(th), en: parts.map((one) => one.en).join(en) }
    }
    case 'not': {
      const { of } = condition.params
      if (of.type === 'is' && of.params.test === 'empty') return filledInWords(procedure, of.params)
      const said = statementOf(procedure, of)
      return { th: `ไม่ใช่กรณีที่ (${said.th})`, en: `not (${said.en})` }
    }
    default:
      return unreachable(condition)
  }
}

/** What a choice waits for, after its name. */
export function takenIf(procedure: Fielded, condition: Condition): Text {
  const { th, en } = statementOf(procedure, condition)
  return { th: `ดำเนินการได้เมื่อ ${th}`, en: `can be taken if ${en}` }
}

const inBrackets = ({ type }: Condition, { th, en }: Text): Text =>
  type === 'all' || type === 'any' ? { th: `(${th})`, en: `(${en})` } : { th, en }

const nameOf = (procedure: Fielded, field: string): Text => {
  const title = titleOfField(procedure, field)
  const { th, en } = title.th === field && field === 'publishUntil' ? specialTitles.publishUntil : title
  return { th: `“${th}”`, en: `“${en}”` }
}

const filledInWords = (procedure: Fielded, { field }: Comparison): Text => {
  const name = nameOf(procedure, field)
  return { th: `กรอก ${name.th} แล้ว`, en: `${name.en} is filled in` }
}

function comparisonInWords(procedure: Fielded, params: Comparison): Text {
  const { field } = params
  const name = nameOf(procedure, field)
  const answer = (value: string): Text => {
    const { th, en } = inWords(procedure, field, value)
    return { th: `“${th}”`, en: `“${en}”` }
  }
  switch (params.test) {
    case 'equals': {
      const { th, en } = answer(params.value)
      return { th: `${name.th} เป็น ${th}`, en: `${name.en} is ${en}` }
    }
    case 'oneOf': {
      const values = params.values.map(answer)
      const th = values.map((value) => value.th).join(' หรือ ')
      return { th: `${name.th} เป็น ${th}`, en: `${name.en} is ${values.map(({ en }) => en).join(' or ')}` }
    }
    case 'empty':
      return { th: `ยังไม่ได้กรอก ${name.th}`, en: `${name.en} is not filled in` }
    case 'atLeast': {
      const { th, en } = answer(params.value)
      return { th: `${name.th} ตั้งแต่ ${th} เป็นต้นไป`, en: `${name.en} is ${en} or later` }
    }
    case 'atMost': {
      const { th, en } = answer(params.value)
      return { th: `${name.th} ไม่เกิน ${th}`, en: `${name.en} is ${en} or earlier` }
    }
    default:
      return unreachable(params)
  }
}

/** What a value is called: an option by its title, a day written out. */
function inWords(procedure: Fielded, field: string, value: string): Text {
  const title = titleOfValue(procedure, field, value)
  return title.th === value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? writtenDay(value) : title
}
