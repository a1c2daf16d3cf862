import { diffArrays } from 'diff'

export type Piece = { text: string; change: 'same' | 'added' | 'removed' }

const words = new Intl.Segmenter('th', { granularity: 'word' })
const pieces = (text: string) => [...words.segment(text)].map(({ segment }) => segment)

/** What differs between two texts, word by word: Thai is not written with spaces, so its words come from a dictionary. */
export function diffWords(before: string, after: string): Piece[] {
  return diffArrays(pieces(before), pieces(after)).map(({ value, added, removed }) => ({
    text: value.join(''),
    change: added ? 'added' : removed ? 'removed' : 'same',
  }))
}
