/**
 * What no reader can make out: private use, unassigned, U+FFFD and U+FFFC, and a Thai vowel or mark without a letter
 * before it, as a PDF leaves "จ านวน" of จำนวน.
 */
const unreadable = /([\p{Co}\p{Cn}\uFFFC\uFFFD])|(?:^|\s)([\u0E30-\u0E3A\u0E45\u0E47-\u0E4E])/gu

/** A piece of a text, and whether it can be read; joined, the pieces are the text. */
export type ReadPiece = { text: string; readable: boolean }

/** The text parted where it cannot be read; one piece where all can. */
export function partUnreadable(text: string): ReadPiece[] {
  const pieces: ReadPiece[] = []
  let from = 0
  for (const { 0: whole, 1: unknown, 2: orphan, index: start } of text.matchAll(unreadable)) {
    const sign = unknown ?? orphan ?? whole
    const index = start + whole.length - sign.length
    if (index > from) pieces.push({ text: text.slice(from, index), readable: true })
    pieces.push({ text: sign, readable: false })
    from = index + sign.length
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from), readable: true })
  return pieces
}

/** How many places of a text, or of all texts inside a value, cannot be read. */
export function countUnreadable(value: unknown): number {
  if (typeof value === 'string') return value.match(unreadable)?.length ?? 0
  if (value === null || typeof value !== 'object') return 0
  return Object.values(value).reduce((sum: number, inner) => sum + countUnreadable(inner), 0)
}
