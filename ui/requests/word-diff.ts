import { diffArrays } from 'diff'

export type Piece = { text: string; change: 'same' | 'added' | 'removed' }

// Firefox has it from 125 only; before that, letters with their marks stand in for the words.
const words = 'Segmenter' in Intl ? new Intl.Segmenter('th', { granularity: 'word' }) : undefined
const pieces = (text: string): string[] =>
  words
    ? [...words.segment(text)].map(({ segment }) => segment)
    : (text.match(/[a-z0-9]+|\s+|\P{M}\p{M}*/giu) ?? [])

/** What differs between two texts, word by word: Thai is not written with spaces, so its words come from a dictionary. */
export function diffWords(before: string, after: string): Piece[] {
  return diffArrays(pieces(before), pieces(after)).map(({ value, added, removed }) => ({
    text: value.join(''),
    change: added ? 'added' : removed ? 'removed' : 'same',
  }))
}
