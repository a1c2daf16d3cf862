import { putRight } from './put-right.ts'

const thaiDigits = '๐๑๒๓๔๕๖๗๘๙'

/**
 * A text as it is searched: put right, then folded where writing differs but reading does not. Blanks between Thai
 * letters, and between them and digits or a stroke, part phrases or are a PDF's, never words (ที่ ศธ 04009 / ว 123); what a
 * PDF leaves of ำ is "◌ า". Digits are Arabic, letters small.
 */
export const searchKey = (text: string): string =>
  putRight(text)
    .text.replaceAll(/\s+/gu, ' ')
    .replaceAll(/([ก-ฮ\u0E48-\u0E4B]) \u0E32/gu, '$1\u0E33')
    .replaceAll(/([ก-๎]) (?=[ก-๎])/gu, '$1')
    .replaceAll('ๅ', 'า')
    .replaceAll(/[๐-๙]/gu, (digit) => String(thaiDigits.indexOf(digit)))
    .replaceAll(/([ก-๎]) (?=[0-9])|([0-9]) (?=[ก-๎])/gu, '$1$2')
    .replaceAll(/ ?\/ ?/gu, '/')
    .trim()
    .toLowerCase()

/**
 * The words of a query, each to be found inside the `searchKey` of a text; without those that another one holds, which
 * find nothing more and cost a search each.
 */
export function searchWords(query: string): string[] {
  const words = new Set(putRight(query).text.split(/\s+/u).map(searchKey).filter(Boolean))
  return [...words].filter((word) => ![...words].some((other) => other !== word && other.includes(word)))
}
