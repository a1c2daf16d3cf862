import { createElement, type ReactNode } from 'react'
import { splitAtCompounds } from '../../machines/chart/thai-words.ts'

const endsInThai = /[ก-๎]$/u
/** A letter that may begin a line: no mark, no ๆ, no ฯ. */
const beginsThai = /^[ก-ฮเ-ไ]/u

/**
 * The same text, in which a line may end before and after an official word but never inside it. What is copied, searched
 * or read out stays letter by letter what it was.
 */
export function keepWords(text: string): ReactNode {
  const pieces = splitAtCompounds(text)
  if (pieces.length === 1) return text
  const shown: ReactNode[] = []
  for (const [index, piece] of pieces.entries()) {
    if (piece === '') continue
    const before = pieces.slice(0, index).findLast((each) => each !== '') ?? ''
    // Spans alone would do away with the bad break and with the good one beside it, which ICU does not see.
    const mayBreak = endsInThai.test(before) && beginsThai.test(piece)
    const isKept = index % 2 === 1
    if (mayBreak) shown.push(createElement('wbr'))
    shown.push(isKept ? createElement('span', { className: 'kept' }, piece) : piece)
  }
  return createElement('span', null, ...shown)
}

/** The same for whatever is shown: a text is kept, anything else stands as it is. */
export const keepIn = (shown: ReactNode): ReactNode => (typeof shown === 'string' ? keepWords(shown) : shown)
