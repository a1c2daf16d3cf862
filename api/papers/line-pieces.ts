import { piecesOf } from '../../machines/text/thai-words.ts'
import { writeDigits } from '../public-site/thai-date.ts'
import type { Line } from './paper.ts'
import { thai } from './printed-text.ts'

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
const longestWord = 40
// recheck-ignore: one class, repeated once; linear
const longWords = /[^\s\u0E00-\u0E7F]{41,}|[\u0E00-\u0E7F]{41,}/gu

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

/**
 * A line as it is set: pieces that joined are its text, of which every second (the second, the fourth …) is a word that no
 * end of a line tears. In a thread: it looks at every word.
 */
export function piecesOfLine({ text, asTyped }: Line): string[] {
  const plain = text.replaceAll(misleading, (letter) => (letter === '\t' ? letter : ''))
  const written = (asTyped ? plain : withThaiDigits(plain)).replaceAll('\t', ' | ')
  const pieces: string[] = []
  for (const { text: piece, kept } of wordsIn(brokenUp(written))) {
    // What is kept stands at odd places.
    const isKept = pieces.length % 2 === 0 && pieces.length > 0
    if (kept) pieces.push(...(pieces.length % 2 === 1 ? [piece] : ['', piece]))
    else if (pieces.length === 0 || isKept) pieces.push(piece)
    else pieces[pieces.length - 1] += piece
  }
  return pieces
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
