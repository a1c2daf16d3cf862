import { z } from 'zod'
import { addressProblem, longestAddress, misnamed, noAddress } from '../text/address.ts'
import { isBlank } from '../text/blank.ts'
import { oneLine } from '../text/put-right.ts'
import { isBlankRich, plainTextOf } from '../text/rich-plain.ts'
import { isRichText, richLimits, richProblem } from '../text/rich-text.ts'
import { tidyRichText } from '../text/rich-tidy.ts'
import { wrongYear } from '../text/wrong-year.ts'
import { filesLack, filesProblem, picturesLack, picturesProblem, tidyFiles } from './file-entry.ts'
import { type FormField, holdsFiles, type Text } from './procedure.ts'
import { tableLack, tableProblem, tidyTable } from './table-value.ts'
import { unreachable } from './unreachable.ts'

/** The most that a field may hold, in UTF-16 code units or entries. */
export const fieldLimits = {
  text: 500,
  textarea: 200_000,
  url: longestAddress,
  links: 50,
  choices: 100,
} as const

const linkSchema = z.strictObject({
  title: z.string().max(fieldLimits.text),
  url: z.string().max(fieldLimits.url),
})

type Field = Pick<FormField, 'type' | 'options' | 'required' | 'columns' | 'mostRows'>

/** What is wrong with a value for a field, in a sentence; undefined when it can stand. Empty is judged by `isEmpty`. */
export function fieldProblem(field: Field, value: unknown): Text | undefined {
  switch (field.type) {
    case 'text':
      return stringProblem(value, fieldLimits.text)
    case 'textarea':
      return stringProblem(value, fieldLimits.textarea)
    case 'richText':
      // A plain text is one too: what was written before the field had structure.
      return typeof value === 'string'
        ? stringProblem(value, richLimits.text)
        : (richProblem(value) ?? picturesProblem(value))
    case 'table':
      return tableProblem(field, value)
    case 'url':
      return addressProblem(value)
    case 'date':
      return z.iso.date().safeParse(value).success ? wrongYear(value as string) : wrong.date
    case 'links': {
      const links = z.array(linkSchema).max(fieldLimits.links).safeParse(value)
      if (!links.success) return wrong.links
      const problem = links.data
        .map((link) => addressProblem(link.url) ?? misnamed(link))
        .find((one) => one !== undefined)
      return problem === wrong.url ? wrong.links : problem
    }
    case 'select':
    case 'category':
      return typeof value === 'string' && offers(field, value) ? undefined : wrong.option
    case 'checkboxes': {
      const chosen = z.array(z.string()).max(fieldLimits.choices).safeParse(value)
      const fits = chosen.success && new Set(chosen.data).size === chosen.data.length
      return fits && chosen.data.every((one) => offers(field, one)) ? undefined : wrong.option
    }
    case 'file':
    case 'files':
    case 'album':
      return filesProblem(field.type, value)
    default:
      return unreachable(field.type)
  }
}

/** What a value that can stand in a draft still lacks to be submitted; undefined when nothing. */
export function fieldLack(field: Pick<FormField, 'type' | 'columns'>, value: unknown): Text | undefined {
  if (field.type === 'table') return tableLack(field, value)
  if (field.type === 'richText') return picturesLack(value)
  return holdsFiles(field.type) ? filesLack(field.type, value) : undefined
}

/** True for what counts as not filled in: nothing, text that shows nothing, no entries. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && isBlank(value)) ||
  isBlankRich(value) ||
  (Array.isArray(value) && value.length === 0)

/**
 * The value as it is stored where it was just given: what is written on one line stands on one line, an address has no
 * blanks around it. Whatever is no such value is left to `fieldProblem`.
 */
export function tidyValue(field: Pick<FormField, 'type' | 'columns'>, value: unknown): unknown {
  const { type } = field
  if (type === 'richText') return tidyRichText(value)
  if (type === 'table') return tidyTable(field, value)
  // What had structure before the form asked for plain text keeps its words.
  if (type === 'textarea' && isRichText(value)) return plainTextOf(value)
  const line = (text: unknown) => (typeof text === 'string' ? oneLine(text) : text)
  if (type === 'text' || type === 'url') return line(value)
  if (holdsFiles(type)) return tidyFiles(value)
  if (type !== 'links' || !Array.isArray(value)) return value
  return value.map((link: unknown) =>
    link !== null && typeof link === 'object' && 'title' in link && 'url' in link
      ? { ...link, title: line(link.title), url: line(link.url) }
      : link,
  )
}

const offers = (field: Field, value: string) => (field.options ?? []).some((option) => option.id === value)

function stringProblem(value: unknown, most: number): Text | undefined {
  if (typeof value !== 'string') return wrong.text
  if (value.length <= most) return undefined
  return { th: `ยาวเกิน ${most} ตัวอักษร`, en: `longer than ${most} characters` }
}

export const missing: Text = { th: 'ต้องกรอก', en: 'required' }
export const unknownField: Text = { th: 'แบบฟอร์มไม่มีช่องนี้', en: 'the form has no such field' }
const wrong = {
  text: { th: 'ต้องเป็นข้อความ', en: 'must be text' },
  url: noAddress,
  date: { th: 'ต้องเป็นวันที่ในรูป ปี ค.ศ.-เดือน-วัน เช่น 2026-11-20', en: 'must be a date, YYYY-MM-DD' },
  links: {
    th: 'แต่ละลิงก์ต้องมีชื่อและที่อยู่ http:// หรือ https://',
    en: 'each link needs a title and an http(s) address',
  },
  option: { th: 'ไม่มีตัวเลือกนี้', en: 'not one of the options' },
} as const
