import { createElement, type ReactNode } from 'react'
import { piecesOf } from '../../machines/text/thai-words.ts'

const thai = /[\u0E00-\u0E7F]{2}/u
/** A screen shows the same short texts again and again. */
const known = new Map<string, ReactNode>()
const maxKnown = 2000
const longestKnown = 300

/**
 * The same text, in which a line may end between Thai words but never inside one. What is copied, searched or read out
 * stays letter by letter what it was.
 */
export function keepWords(text: string): ReactNode {
  if (!thai.test(text)) return text
  const found = known.get(text)
  if (found !== undefined) return found
  const shown: ReactNode[] = []
  for (const { text: piece, kept, breakBefore } of piecesOf(text)) {
    if (breakBefore) shown.push(createElement('wbr'))
    shown.push(kept ? createElement('span', { className: 'kept' }, piece) : piece)
  }
  const whole = shown.every((piece) => typeof piece === 'string')
    ? text
    : createElement('span', null, ...shown)
  if (text.length <= longestKnown && known.size < maxKnown) known.set(text, whole)
  return whole
}

/** The same for whatever is shown: a text is kept, anything else stands as it is. */
export const keepIn = (shown: ReactNode): ReactNode => (typeof shown === 'string' ? keepWords(shown) : shown)
