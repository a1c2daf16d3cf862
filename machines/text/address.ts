import type { Text } from '../procedure/procedure.ts'
import { webAddress } from './shown.ts'

/** The most that an address may hold, in UTF-16 code units. */
export const longestAddress = 2000

export const noAddress: Text = {
  th: 'ต้องเป็นที่อยู่เว็บที่ขึ้นต้นด้วย http:// หรือ https://',
  en: 'must be a web address, http:// or https://',
}

/** Letters of other scripts that look like Latin ones, and Latin ones that look like those of ASCII. */
const lookAlike =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]|(?![a-z])\p{Script=Latin}/iu

/**
 * Why an address cannot be published. A name before its host, letters that look like others, and a host written so
 * that it is another's make a reader take the wrong one for the host.
 */
export function addressProblem(value: unknown): Text | undefined {
  if (typeof value !== 'string' || value.length > longestAddress) return noAddress
  if (!/^https?:\/\/\S+$/i.test(value) || !URL.canParse(value)) return noAddress
  const { hostname } = new URL(value)
  const written = value.slice(value.indexOf('//') + 2).split(/[/?#\\]/, 1)[0] ?? ''
  if (written.includes('@'))
    return {
      th: `ที่อยู่เว็บมีข้อความนำหน้าเครื่องหมาย @ ผู้อ่านจะถูกพาไปที่ ${hostname} ตรวจ แล้วใส่ที่อยู่ที่ไม่มี @ ก่อนชื่อเว็บไซต์`,
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
  th: `ที่อยู่เว็บเขียนให้อ่านเป็นเว็บไซต์อื่นได้ ผู้อ่านจะถูกพาไปที่ ${hostname} ตรวจ แล้วใส่ชื่อเว็บไซต์ตามจริงด้วยอักษรปกติ`,
  en: `the address can be read as another site's and leads to ${hostname}: check it, and write the site's own name in plain letters`,
})

/** A link that is called by the address of another site than it leads to. */
export function misnamed({ title, url }: { title: string; url: string }): Text | undefined {
  const named = webAddress(title.trim())
  if (named === undefined || !title.includes('.') || /\s/.test(title.trim())) return undefined
  const site = (address: string) => new URL(address).hostname.replace(/^www\./, '')
  return site(named) === site(url) ? undefined : strangeHost(new URL(url).hostname)
}

const mail = /^mailto:[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}$/i

/** The same for a link within a text, which may lead to a mailbox too; nothing else, such as `javascript:` or `data:`. */
export const linkProblem = (value: unknown): Text | undefined =>
  typeof value === 'string' && mail.test(value) ? undefined : addressProblem(value)
