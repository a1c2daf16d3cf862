import { createElement, type ReactNode } from 'react'
import { piecesOf } from '../../machines/text/thai-words.ts'

/**
 * The same text, in which a line may end before and after an official word but never inside it. What is copied, searched
 * or read out stays letter by letter what it was.
 */
export function keepWords(text: string): ReactNode {
  const pieces = piecesOf(text)
  if (!pieces.some(({ kept }) => kept)) return text
  const shown: ReactNode[] = []
  for (const { text: piece, kept, breakBefore } of pieces) {
    if (breakBefore) shown.push(createElement('wbr'))
    shown.push(kept ? createElement('span', { className: 'kept' }, piece) : piece)
  }
  return createElement('span', null, ...shown)
}

/** The same for whatever is shown: a text is kept, anything else stands as it is. */
export const keepIn = (shown: ReactNode): ReactNode => (typeof shown === 'string' ? keepWords(shown) : shown)
