const longestSummary = 300
const words = new Intl.Segmenter('th', { granularity: 'word' })

/** How a text begins, on one line, in at most 300 characters and ending with a whole word. */
export function summaryOf(body: string): string {
  // Blanks may be most of a text; what is looked at is bounded all the same.
  const line = body
    .slice(0, 20 * longestSummary)
    .replaceAll(/\s+/g, ' ')
    .trim()
  const beginning = line.slice(0, 2 * longestSummary)
  if (beginning.length <= longestSummary) return beginning
  let summary = ''
  for (const { segment } of words.segment(beginning)) {
    if (summary.length + segment.length >= longestSummary) break
    summary += segment
  }
  // A word may be longer than that; half of a surrogate pair has no UTF-8.
  const cut =
    summary === ''
      ? beginning.slice(0, longestSummary - 1).replace(/[\uD800-\uDBFF]$/, '')
      : summary.trimEnd()
  return `${cut}…`
}
