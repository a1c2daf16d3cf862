import { z } from 'zod'
import { isBlank } from '../text/blank.ts'
import { oneLine } from '../text/put-right.ts'
import { webAddress } from '../text/shown.ts'
import { wrongYear } from '../text/wrong-year.ts'
import { type FileField, filesLack, filesProblem, tidyFiles } from './file-entry.ts'
import { type FormField, holdsFiles, type Text } from './procedure.ts'
import { unreachable } from './unreachable.ts'

/** The most that a field may hold, in UTF-16 code units or entries. */
export const fieldLimits = { text: 500, textarea: 200_000, url: 2000, links: 50, choices: 100 } as const

const linkSchema = z.strictObject({
  title: z.string().max(fieldLimits.text),
  url: z.string().max(fieldLimits.url),
})

type Field = Pick<FormField, 'type' | 'options' | 'required'>

/** What is wrong with a value for a field, in a sentence; undefined when it can stand. Empty is judged by `isEmpty`. */
export function fieldProblem(field: Field, value: unknown): Text | undefined {
  switch (field.type) {
    case 'text':
      return stringProblem(value, fieldLimits.text)
    case 'textarea':
      return stringProblem(value, fieldLimits.textarea)
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
      return filesProblem({ type: field.type }, value)
    default:
      return unreachable(field.type)
  }
}

/** What a value that can stand in a draft still lacks to be submitted; undefined when nothing. */
export const fieldLack = ({ type }: Pick<FormField, 'type'>, value: unknown): Text | undefined =>
  holdsFiles(type) ? filesLack({ type } as FileField, value) : undefined

/** True for what counts as not filled in: nothing, text that shows nothing, no entries. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && isBlank(value)) ||
  (Array.isArray(value) && value.length === 0)

/**
 * The value as it is stored where it was just given: what is written on one line stands on one line, an address has no
 * blanks around it. Whatever is no such value is left to `fieldProblem`.
 */
export function tidyValue({ type }: Pick<FormField, 'type'>, value: unknown): unknown {
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

/** Letters of other scripts that look like Latin ones, and Latin ones that look like those of ASCII. */
const lookAlike =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]|(?![a-z])\p{Script=Latin}/iu

/**
 * Why an address cannot be published. A name before its host, letters that look like others, and a host written so
 * that it is another's make a reader take the wrong one for the host.
 */
function addressProblem(value: unknown): Text | undefined {
  if (typeof value !== 'string' || value.length > fieldLimits.url) return wrong.url
  if (!/^https?:\/\/\S+$/i.test(value) || !URL.canParse(value)) return wrong.url
  const { hostname } = new URL(value)
  const written = value.slice(value.indexOf('//') + 2).split(/[/?#\\]/, 1)[0] ?? ''
  if (written.includes('@'))
    return {
      th: `ที่อยู่เว็บมีข้อความนำหน้าเครื่องหมาย @ ผู้อ่านจะถูกพาไปที่ ${hostname} — ตรวจ แล้วใส่ที่อยู่ที่ไม่มี @ ก่อนชื่อเว็บไซต์`,
      en: `the address has a name before an @ and leads to ${hostname}: check it, and write it without`,
    }
  const host = written.replace(/:\d{0,5}$/, '')
  const isAscii = !/[^\p{ASCII}]/u.test(host)
  const isStrange = isAscii
    ? host.toLowerCase() !== hostname
    : lookAlike.test(host) || /[^\p{L}\p{M}\p{Nd}.-]/u.test(host)
  return isStrange || value.includes('\\') ? strangeHost(hostname) : undefined
}

const strangeHost = (hostname: string): Text => ({
  th: `ที่อยู่เว็บเขียนให้อ่านเป็นเว็บไซต์อื่นได้ ผู้อ่านจะถูกพาไปที่ ${hostname} — ตรวจ แล้วใส่ชื่อเว็บไซต์ตามจริงด้วยอักษรปกติ`,
  en: `the address can be read as another site's and leads to ${hostname}: check it, and write the site's own name in plain letters`,
})

/** A link that is called by the address of another site than it leads to. */
function misnamed({ title, url }: { title: string; url: string }): Text | undefined {
  const named = webAddress(title.trim())
  if (named === undefined || !title.includes('.') || /\s/.test(title.trim())) return undefined
  const site = (address: string) => new URL(address).hostname.replace(/^www\./, '')
  return site(named) === site(url) ? undefined : strangeHost(new URL(url).hostname)
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
  url: { th: 'ต้องเป็นที่อยู่เว็บที่ขึ้นต้นด้วย http:// หรือ https://', en: 'must be a web address, http:// or https://' },
  date: { th: 'ต้องเป็นวันที่ในรูป ปี ค.ศ.-เดือน-วัน เช่น 2026-11-20', en: 'must be a date, YYYY-MM-DD' },
  links: {
    th: 'แต่ละลิงก์ต้องมีชื่อและที่อยู่ http:// หรือ https://',
    en: 'each link needs a title and an http(s) address',
  },
  option: { th: 'ไม่มีตัวเลือกนี้', en: 'not one of the options' },
} as const
