import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** What a text of the corpus says, and where in it which kind of finding stands, as a person answered. */
export type CorpusText = { id: string; text: string; answers: Answer[]; half: 'development' | 'heldOut' }
/** A place of a text: `from` is its first UTF-16 unit, `to` the one after its last. */
export type Answer = { kind: string; from: number; to: number }

const source = readFileSync(new URL('./texts.json', import.meta.url), 'utf8')

/** The SHA-256 of the corpus as it is read, blanks between its entries aside. */
export const corpusSha256 = sha256(JSON.stringify(JSON.parse(source)))

/** The texts with their answers: `⟦kind|words⟧` in the file is a place of `kind`. */
export const corpus: CorpusText[] = (JSON.parse(source) as { id: string; text: string }[]).map(
  ({ id, text }) => ({
    id,
    ...parted(text),
    // Decided by the id alone: nobody chooses which half a text is of.
    half: Number.parseInt(sha256(id).slice(0, 2), 16) % 2 === 0 ? 'development' : 'heldOut',
  }),
)

function parted(marked: string): { text: string; answers: Answer[] } {
  const answers: Answer[] = []
  let text = ''
  for (const [index, piece] of marked.split(/[⟦⟧]/u).entries()) {
    if (index % 2 === 0) text += piece
    else {
      const bar = piece.indexOf('|')
      const words = piece.slice(bar + 1)
      answers.push({ kind: piece.slice(0, bar), from: text.length, to: text.length + words.length })
      text += words
    }
  }
  return { text, answers }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
