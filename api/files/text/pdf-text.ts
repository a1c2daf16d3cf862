import { readFile } from 'node:fs/promises'
import { putRight } from '../../../machines/text/put-right.ts'
import { tellsPlaceInside } from '../picture-metadata.ts'
import { type Budget, type Read, StopReading, type UnreadReason } from './file-reading.ts'
import { openPdf, type PdfFile, type PdfPage } from './pdfium.ts'

/** A book has fewer; what claims more is not read to its end. */
const mostPages = 3000

/** What a PDF says, page by page, with what could not be read; never throws for what a document holds. */
export async function pdfText(path: string, budget: Budget): Promise<Read> {
  const read: Read = { pieces: [], unread: [] }
  const apart = new Map<UnreadReason, number[]>()
  const push = (text: string, part: Read['pieces'][number]['part']) => {
    const { text: right } = putRight(text)
    budget.text(right.length)
    if (right.trim() !== '') read.pieces.push({ part, text: right })
  }
  let pdf: PdfFile | undefined
  try {
    pdf = await openPdf(path)
    if (pdf.attachments > 0) read.unread.push({ why: 'embedded' })
    push(pdf.properties.join('\n'), { kind: 'properties' })
    const pages = Math.min(pdf.pages, mostPages)
    for (let index = 0; index < pages; index += 1) {
      budget.time()
      const page = pdf.page(index)
      push([inThai(page.text), ...page.notes].join('\n'), { kind: 'page', number: index + 1 })
      const why = unreadOf(page)
      if (why) apart.set(why, [...(apart.get(why) ?? []), index + 1])
    }
    // Behind the pages: where this takes too long, what they say has been read.
    if (tellsPlaceInside(await readFile(path), budget.time))
      read.pieces.push({ part: { kind: 'properties' }, text: 'GPS', finding: 'location' })
    if (pdf.pages > pages) throw new StopReading('tooMuch')
    for (const [why, numbers] of apart)
      read.unread.push(numbers.length === pages ? { why } : { why, pages: ranges(numbers) })
  } catch (error) {
    if (!(error instanceof StopReading)) throw error
    for (const [why, numbers] of apart) read.unread.push({ why, pages: ranges(numbers) })
    read.unread.push({ why: error.why })
  } finally {
    pdf?.close()
  }
  return read
}

/** Letters of Western Europe where fonts of the years before Unicode have those of Thai (TIS 620, at the same places). */
const western = /[\u00A1-\u00DA\u00DF-\u00FB]/g

/** Whether a text is Thai that reads as Western: in no language of letters with accents are so many of them. */
function isWesternThai(text: string): boolean {
  const letters = text.match(western)?.length ?? 0
  return letters > text.replaceAll(/\s/g, '').length * 0.3 && letters > (text.match(/[ก-๛]/g)?.length ?? 0)
}

/** A text that reads as Western put into the Thai that it means; others as they are. */
const inThai = (text: string): string =>
  isWesternThai(text)
    ? text.replaceAll(western, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xa1 + 0x0e01))
    : text

/** A page with fewer letters than this on a picture is a picture: a stamp or a number stands on what was scanned. */
const fewLetters = 100
const mostOfPage = 0.5
/** Letters that a font keeps to itself, and what stands for what cannot be read. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: no page of letters has these
const unreadable = /[\uFFFD\uE000-\uF8FF\u0000-\u0008\u000E-\u001F]/gu

function unreadOf({ text, isBlank, pictured }: PdfPage): UnreadReason | undefined {
  const letters = text.replaceAll(/\s/gu, '')
  if (letters === '') return isBlank ? undefined : 'image'
  if (letters.length < fewLetters && pictured > mostOfPage) return 'image'
  // What it means was guessed: it is looked at, and it is not passed.
  if (isWesternThai(letters)) return 'glyphs'
  // What of it is a known letter of an old Thai font was put right.
  const bad = putRight(letters).text.match(unreadable)?.length ?? 0
  return bad > letters.length / 10 ? 'glyphs' : undefined
}

/** 1, 3–5, 9 */
export function ranges(numbers: number[]): string {
  const runs: [from: number, to: number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  const shown = runs.slice(0, 20).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`))
  return runs.length > shown.length ? `${shown.join(', ')} …` : shown.join(', ')
}
