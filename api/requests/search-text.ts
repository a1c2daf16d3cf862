import type { Content } from './content.ts'

const thaiDigits = '๐๑๒๓๔๕๖๗๘๙'

/**
 * Thai as it is searched: composed alike however it was typed or copied out of a PDF. NFKC would take ำ apart, so the
 * rules are our own: ํ + (tone) + า is ำ, two เ are แ, invisible characters go, Thai digits are Arabic.
 */
export const normaliseThai = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[\u200B-\u200D\uFEFF\u00AD]/g, '')
    .replaceAll(/\u0E4D([\u0E48-\u0E4B]?)\u0E32/g, '$1\u0E33')
    .replaceAll('เเ', 'แ')
    .replaceAll(/[๐-๙]/g, (digit) => String(thaiDigits.indexOf(digit)))
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()

export const searchTextOf = (content: Content): string =>
  normaliseThai([content.title, content.body].filter((part) => typeof part === 'string').join(' '))
