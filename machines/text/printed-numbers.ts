/** Digits that stand together; `gap` is what parts them from the digits before, or `undefined` if that is more than a gap. */
export type DigitGroup = { from: number; to: number; digits: string; gap: string | undefined }

/** A number put together from groups: its digits, and how many of them stand in each group. */
export type PrintedNumber = { from: number; to: number; digits: string; lengths: number[]; gaps: string[] }

const separators = '-. ()_\n'
const longestGap = 4

/** The groups of digits of a text in its order, in linear time. */
export function digitGroups(text: string): DigitGroup[] {
  const groups: DigitGroup[] = []
  for (const { 0: digits, index: from } of text.matchAll(/\d+/gu)) {
    const last = groups.at(-1)
    const gap = last && gapBetween(text, last.to, from)
    groups.push({ from, to: from + digits.length, digits, gap })
  }
  return groups
}

function gapBetween(text: string, from: number, to: number): string | undefined {
  if (to - from > longestGap) return undefined
  const gap = text.slice(from, to)
  // A line ends inside a number only where a hyphen or a bracket says that it goes on.
  if (gap.includes('\n') && !/[-()]/u.test(gap)) return undefined
  return [...gap].every((letter) => separators.includes(letter)) ? gap : undefined
}

/** The number of so many digits that begins with the group at `index`, whatever parts them; undefined if none ends there. */
export function numberAt(groups: DigitGroup[], index: number, count: number): PrintedNumber | undefined {
  const first = groups[index]
  if (!first) return undefined
  const number: PrintedNumber = { from: first.from, to: first.to, digits: '', lengths: [], gaps: [] }
  for (let at = index; number.digits.length < count; at += 1) {
    const group = groups[at]
    if (!group || (at > index && group.gap === undefined)) return undefined
    if (at > index) number.gaps.push(group.gap ?? '')
    number.digits += group.digits
    number.lengths.push(group.digits.length)
    number.to = group.to
  }
  return number.digits.length === count ? number : undefined
}

/** Whether thirteen digits end in the check digit of a national ID or a tax ID: (11 − Σ dᵢ·(14−i) mod 11) mod 10. */
export function hasCheckDigit(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < 12; at += 1) sum += Number(digits.charAt(at)) * (13 - at)
  return digits.length === 13 && (11 - (sum % 11)) % 10 === Number(digits.charAt(12))
}
