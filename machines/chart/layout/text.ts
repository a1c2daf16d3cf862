import { splitAtCompounds } from '../../text/thai-words.ts'

export type Weight = 'regular' | 'bold'
/** How wide a line of text is, in CSS pixels: a screen asks its canvas, the server the tables of the font. */
export type WidthOf = (text: string, size: number, weight: Weight) => number

const segmenters = {
  th: new Intl.Segmenter('th', { granularity: 'word' }),
  en: new Intl.Segmenter('en', { granularity: 'word' }),
}
/** What may not begin a line: closing signs, the Thai repetition and abbreviation marks, and a point after a word. */
const clings = /^[\s)\]}.,:;!?/”’"'ๆฯ]+$/u
/** What may not end one. */
const opens = /[([{“‘]$/u

/** The pieces between which a line may be broken: words with the signs that belong to them. */
function pieces(text: string, language: 'th' | 'en'): string[] {
  const found: string[] = []
  const parts = language === 'th' ? splitAtCompounds(text) : [text]
  const segments = parts.flatMap((part, index) =>
    index % 2 === 1 ? [part] : [...segmenters[language].segment(part)].map(({ segment }) => segment),
  )
  for (const segment of segments) {
    const last = found.at(-1)
    if (last !== undefined && (clings.test(segment) || opens.test(last)))
      found[found.length - 1] = last + segment
    // "ผอ.สพป.", "ม.๗", "๒.๑": an abbreviation or a number is not torn at its point.
    else if (last !== undefined && /[^\s]\.$/u.test(last) && language === 'th')
      found[found.length - 1] = last + segment
    else found.push(segment)
  }
  return found
}

/** A text broken into lines no wider than `width` where its words allow, of about equal length. */
export function wrap(
  text: string,
  language: 'th' | 'en',
  { width, size, weight, widthOf }: { width: number; size: number; weight: Weight; widthOf: WidthOf },
): string[] {
  const words = pieces(text.replace(/\s+/gu, ' ').trim(), language)
  const fill = (limit: number) => {
    const lines: string[] = []
    for (const word of words) {
      const line = (lines.at(-1) ?? '') + word
      if (lines.length > 0 && widthOf(line.trimEnd(), size, weight) <= limit) lines[lines.length - 1] = line
      else lines.push(word)
    }
    return lines.map((line) => line.trim()).filter((line) => line !== '')
  }
  const wanted = fill(width)
  // The narrowest width that needs no more lines: no lonely word on the last one.
  let even = wanted
  for (let limit = width - 6; limit > width / 2; limit -= 6) {
    const tried = fill(limit)
    if (tried.length > wanted.length) break
    even = tried
  }
  return even
}
