import { z } from 'zod'
import type { Text } from '../../machines/procedure/procedure.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { oneLine } from '../../machines/text/put-right.ts'
import { wrongYear } from '../../machines/text/wrong-year.ts'

/** The parts of bodies that people fill in. A refusal of theirs carries its own sentence, in both languages. */

const issue = (input: unknown, message: Text) => ({
  code: 'custom' as const,
  input,
  message: message.en,
  params: { message },
})

const nothingShown: Text = {
  th: 'ต้องกรอก ข้อความที่ส่งมาไม่มีอะไรให้อ่าน',
  en: 'required: it shows nothing to read',
}

/** A text that shows something, of at most so many UTF-16 code units. */
export const givenText = (most: number) =>
  z
    .string()
    .max(most)
    .check(({ value, issues }) => {
      if (isBlank(value)) issues.push(issue(value, nothingShown))
    })
    .meta({ minLength: 1 })

/** The same on one line, as names are stored. */
export const givenLine = (most: number) => z.string().overwrite(oneLine).pipe(givenText(most))

/** A day, YYYY-MM-DD, of the Gregorian calendar; one of the Buddhist era is refused with the year that was meant. */
export const givenDay = () =>
  z.iso.date().check(({ value, issues }) => {
    const problem = wrongYear(value)
    if (problem) issues.push(issue(value, problem))
  })

const noTelephone: Text = {
  th: 'หมายเลขโทรศัพท์เขียนด้วยตัวเลข เว้นวรรค และ + - ( ) , / ได้ ต่อภายในเขียนว่า ต่อ 12',
  en: 'A telephone number has digits, blanks and + - ( ) , / and an extension as ext. 12',
}
const noAddress: Text = {
  th: 'ที่อยู่อีเมลไม่ถูกต้อง เช่น saraban@example.go.th',
  en: 'This is no e-mail address; one looks like saraban@example.go.th',
}

/** A telephone number as offices write it (at most 100 characters), or nothing. */
export const givenTelephone = () =>
  z
    .string()
    .max(100)
    .overwrite(oneLine)
    .check(({ value, issues }) => {
      const plain = value.replaceAll(/ต่อ|ถึง|ext\.?/gi, '')
      const digits = plain.replaceAll(/[^0-9๐-๙]/g, '').length
      if (value !== '' && (!/^[0-9๐-๙ +(),./–-]*$/.test(plain) || digits < 3))
        issues.push(issue(value, noTelephone))
    })

/** An e-mail address, or nothing. */
export const givenEmail = () =>
  z
    .string()
    .max(254)
    .overwrite((value) => oneLine(value).trim())
    .check(({ value, issues }) => {
      if (value !== '' && !z.email().safeParse(value).success) issues.push(issue(value, noAddress))
    })

/** The sentence that a refusal of the above carries. */
export function sentenceIn(issue: z.core.$ZodIssue): Text | undefined {
  if (issue.code !== 'custom') return undefined
  return (issue.params as { message?: Text } | undefined)?.message
}
