import { z } from 'zod'
import type { FormField, Text } from './procedure.ts'
import { unreachable } from './unreachable.ts'

/** The most that a field may hold, in UTF-16 code units or entries. */
export const fieldLimits = { text: 500, textarea: 200_000, url: 2000, links: 50, choices: 100 } as const

const webAddress = z
  .string()
  .max(fieldLimits.url)
  .refine((value) => /^https?:\/\/[^\s]+$/i.test(value) && URL.canParse(value))
export const linkSchema = z.strictObject({ title: z.string().max(fieldLimits.text), url: webAddress })

type Field = Pick<FormField, 'type' | 'options' | 'required'>

/** What is wrong with a value for a field, in a sentence; undefined when it can stand. Empty is judged by `isEmpty`. */
export function fieldProblem(field: Field, value: unknown): Text | undefined {
  switch (field.type) {
    case 'text':
      return stringProblem(value, fieldLimits.text)
    case 'textarea':
      return stringProblem(value, fieldLimits.textarea)
    case 'url':
      return webAddress.safeParse(value).success ? undefined : wrong.url
    case 'date':
      return z.iso.date().safeParse(value).success ? undefined : wrong.date
    case 'links':
      return z.array(linkSchema).max(fieldLimits.links).safeParse(value).success ? undefined : wrong.links
    case 'select':
    case 'category':
      return typeof value === 'string' && offers(field, value) ? undefined : wrong.option
    case 'checkboxes': {
      const chosen = z.array(z.string()).max(fieldLimits.choices).safeParse(value)
      const fits = chosen.success && new Set(chosen.data).size === chosen.data.length
      return fits && chosen.data.every((one) => offers(field, one)) ? undefined : wrong.option
    }
    default:
      return unreachable(field.type)
  }
}

/** Nothing that a reader would see: blanks, and the invisible characters that come along with copied text. */
export const isBlank = (text: string): boolean => /^[\s\u00AD\u200B-\u200F\u2060\uFEFF]*$/.test(text)

/** True for what counts as not filled in: nothing, blanks, no entries. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && isBlank(value)) ||
  (Array.isArray(value) && value.length === 0)

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
  url: { th: 'ต้องเป็นที่อยู่เว็บที่ขึ้นต้นด้วย http:// หรือ https://', en: 'must be a web address, http:// or https://' },
  date: { th: 'ต้องเป็นวันที่ในรูป ปี ค.ศ.-เดือน-วัน เช่น 2026-11-20', en: 'must be a date, YYYY-MM-DD' },
  links: {
    th: 'แต่ละลิงก์ต้องมีชื่อและที่อยู่ http:// หรือ https://',
    en: 'each link needs a title and an http(s) address',
  },
  option: { th: 'ไม่มีตัวเลือกนี้', en: 'not one of the options' },
} as const
