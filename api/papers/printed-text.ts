import { piecesOf } from '../../machines/text/thai-words.ts'
import { writeDigits } from '../public-site/thai-date.ts'
import type { Line } from './paper.ts'

const thai = { language: 'th', digits: 'thai' } as const

/** So much of one paper is set at most, in UTF-16 code units: typesetting a page takes milliseconds, and nothing can end it. */
export const mostLetters = { paper: 60_000, event: 10_000, text: 2_000, lines: 60, line: 500 } as const
export const restInSystem = '… (ยาวเกินกว่าจะพิมพ์ อ่านทั้งหมดได้ในระบบ)'

/** What turns the direction of what follows, and what no letter belongs to: on paper, they could only mislead. */
const misleading = /[\p{Cc}\p{Cs}\p{Co}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF]/gu

/**
 * Thai digits, as official correspondence has them; Arabic ones stay in what is written in Latin letters (addresses, names
 * of files, COVID-19) and in rows of tables.
 */
export const withThaiDigits = (text: string): string =>
  text.includes('\t')
    ? text
    : text
        .split(/(\s+)/)
        .map((word) => (/[A-Za-z@]/.test(word) ? word : writeDigits(word, thai)))
        .join('')

/** More letters without a place where a line may end would stand out of the page. */
const longestWord = 30
// recheck-ignore: one class, repeated once; linear
const longWords = /[^\s\u0E00-\u0E7F]{31,}|[\u0E00-\u0E7F]{31,}/gu

function brokenUp(text: string): string {
  return text.replaceAll(longWords, (run) => {
    const words = /[\u0E00-\u0E7F]/.test(run) ? thaiWords.segment(run) : [{ segment: run }]
    return Array.from(words, ({ segment }) => inParts(segment)).join('')
  })
}
const thaiWords = new Intl.Segmenter('th', { granularity: 'word' })

/** A letter stays with its marks, up to twenty of them. */
const inParts = (word: string): string =>
  word.length <= longestWord
    ? word
    : (word.match(/[\s\S]\p{M}{0,20}/gu) ?? [])
        .map((letter, index) => (index > 0 && index % longestWord === 0 ? `\u200B${letter}` : letter))
        .join('')

/** One line of a text as it is set, in Thai digits but for `asTyped`. */
export function lineOf(text: string, { asTyped = false }: { asTyped?: boolean } = {}): Line {
  const plain = text.replaceAll(misleading, (letter) => (letter === '\t' ? letter : ''))
  const written = (asTyped ? plain : withThaiDigits(plain)).replaceAll('\t', ' | ')
  const line: Line = []
  for (const { text: piece, kept } of wordsIn(brokenUp(written))) {
    // What is kept stands at odd places.
    const isKept = line.length % 2 === 0 && line.length > 0
    if (kept) line.push(...(line.length % 2 === 1 ? [piece] : ['', piece]))
    else if (line.length === 0 || isKept) line.push(piece)
    else line[line.length - 1] += piece
  }
  return line
}

/**
 * The typesetter has a dictionary of its own, which tears other words than a browser's: each word that the one of ICU
 * knows is kept, with those that the product keeps whole everywhere.
 */
function* wordsIn(text: string): Generator<{ text: string; kept: boolean }> {
  for (const piece of piecesOf(text)) {
    if (piece.kept || !/[\u0E00-\u0E7F]{2}/.test(piece.text)) yield piece
    else
      for (const { segment } of thaiWords.segment(piece.text))
        yield { text: segment, kept: /^[\u0E00-\u0E7F]{2,}$/.test(segment) }
  }
}

export const lettersOf = (lines: Line[]): number => lines.flat().reduce((sum, { length }) => sum + length, 0)

/** The lines of a text, as many as are printed; said where that is not all. */
export function linesOf(text: string, most: number = mostLetters.text): Line[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const printed: Line[] = []
  let left = most
  for (const line of lines) {
    if (printed.length === mostLetters.lines || left <= 0) return [...printed, [restInSystem]]
    printed.push(lineOf(beginningOf(line, left)))
    if (line.length > left) return [...printed, [restInSystem]]
    left -= line.length
  }
  return printed
}

/** The beginning of a text; no letter loses its marks, nor a pair its half. */
function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
}
