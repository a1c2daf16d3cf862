import type { Line } from './paper.ts'

/** As official correspondence writes numbers and days. */
export const thai = { language: 'th', digits: 'thai' } as const

/** So much of one paper is set at most, in UTF-16 code units: typesetting a page takes milliseconds, and nothing can end it. */
export const mostLetters = { paper: 60_000, event: 10_000, text: 2_000, lines: 60, line: 500 } as const
export const restInSystem = '… (ยาวเกินกว่าจะพิมพ์ อ่านทั้งหมดได้ในระบบ)'

/** A text that stands on the paper: in Thai digits, but for what stays as it was typed. */
export const lineOf = (text: string, { asTyped = false }: { asTyped?: boolean } = {}): Line =>
  asTyped ? { text, asTyped } : { text }

export const lettersOf = (lines: Line[]): number => lines.reduce((sum, { text }) => sum + text.length, 0)

/** The lines of a text, as many as are printed; said where that is not all. */
export function linesOf(text: string, most: number = mostLetters.text): Line[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const printed: Line[] = []
  let left = most
  for (const line of lines) {
    if (printed.length === mostLetters.lines || left <= 0) return [...printed, lineOf(restInSystem)]
    printed.push(lineOf(beginningOf(line, left)))
    if (line.length > left) return [...printed, lineOf(restInSystem)]
    left -= line.length
  }
  return printed
}

/** The beginning of a text; no letter loses its marks, nor a pair its half. */
function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text
  const beginning = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
  if (!/^\p{M}/u.test(text.slice(most, most + 2))) return beginning
  let end = beginning.length - 1
  while (end > 0 && /\p{M}/u.test(beginning.charAt(end))) end -= 1
  return beginning.slice(0, end)
}
