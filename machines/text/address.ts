import type { Text } from '../procedure/procedure.ts'

/** The most that an address may hold, in UTF-16 code units. */
export const longestAddress = 2000

export const noAddress: Text = {
  th: 'ต้องเป็นที่อยู่เว็บที่ขึ้นต้นด้วย http:// หรือ https://',
  en: 'must be a web address, http:// or https://',
}

/** Why an address cannot be published; a name before its host makes a reader take the wrong one for the host. */
export function addressProblem(value: unknown): Text | undefined {
  if (typeof value !== 'string' || value.length > longestAddress) return noAddress
  if (!/^https?:\/\/\S+$/i.test(value) || !URL.canParse(value)) return noAddress
  const { username, password, hostname } = new URL(value)
  if (username === '' && password === '') return undefined
  return {
    th: `ที่อยู่เว็บมีข้อความนำหน้าเครื่องหมาย @ ผู้อ่านจะถูกพาไปที่ ${hostname} — ตรวจ แล้วใส่ที่อยู่ที่ไม่มี @ ก่อนชื่อเว็บไซต์`,
    en: `the address has a name before an @ and leads to ${hostname}: check it, and write it without`,
  }
}

const mail = /^mailto:[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}$/i

/** The same for a link within a text, which may lead to a mailbox too; nothing else, such as `javascript:` or `data:`. */
export const linkProblem = (value: unknown): Text | undefined =>
  typeof value === 'string' && mail.test(value) ? undefined : addressProblem(value)
