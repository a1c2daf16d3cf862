/** What was put right in a text, so that its writer can be told in a word. */
export const corrections = [
  'am',
  'marks',
  'oldFont',
  'bullets',
  'direction',
  'invisible',
  'lines',
  'blanks',
  'wide',
  'piled',
] as const
export type Correction = (typeof corrections)[number]

/** A text as it is stored, and what had to be put right in it. */
export type PutRight = { text: string; corrected: Correction[] }

const sent = (from: number, letters: string): [string, string][] =>
  [...letters].map((letter, index) => [String.fromCharCode(from + index), letter])

/**
 * The shapes that Thai fonts of old PDF and Office files keep in the private use area, for Windows (U+F700–F71A) and for
 * the Macintosh (U+F884–F89E): tone marks lowered or moved left, letters without their foot.
 */
const glyphs = new Map<string, string>([
  ...sent(
    0xf700,
    '\u0E10\u0E34\u0E35\u0E36\u0E37\u0E48\u0E49\u0E4A\u0E4B\u0E4C\u0E48\u0E49\u0E4A\u0E4B\u0E4C\u0E0D\u0E31\u0E4D\u0E47',
  ),
  ...sent(0xf713, '\u0E48\u0E49\u0E4A\u0E4B\u0E4C\u0E38\u0E39\u0E3A'),
  ...sent(0xf884, '\u0E31\u0E34\u0E35\u0E36\u0E37\u0E47'),
  ...[...'\u0E48\u0E49\u0E4A\u0E4B\u0E4C'].flatMap((mark, index) => sent(0xf88a + 3 * index, mark.repeat(3))),
  ...sent(0xf899, '\u0E4D\u0E0D\u0E38\u0E39\u0E3A\u0E10'),
])
/**
 * Bullets of the fonts Symbol and Wingdings, which Word keeps at U+F000 and its code. Only those that mean the same in
 * either; boxes that are ticked or not are not guessed.
 */
const bullets = new Map<string, string>(
  [
    '\uF0B7•',
    '\uF0A7▪',
    '\uF0D8➢',
    '\uF076❖',
    '\uF06E■',
    '\uF06C●',
    '\uF075◆',
    '\uF0E8➔',
    '\uF0E0→',
    '\uF09F•',
  ].map((pair) => [pair.charAt(0), pair.slice(1)]),
)

// recheck-ignore: one set of letters
const oneOf = (map: Map<string, string>) => new RegExp(`[${[...map.keys()].join('')}]`, 'gu')
const anyGlyph = oneOf(glyphs)
const anyBullet = oneOf(bullets)

const directions = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu
/**
 * What draws nothing, but where it means something: in emoji and flags, joiners in scripts that join, and the breaks
 * of words in scripts without blanks. NUL is not ours to hide: what holds one is refused.
 */
const meant = [
  String.raw`\u{1F3F4}[\u{E0020}-\u{E007E}]+\u{E007F}`,
  String.raw`\p{Extended_Pictographic}(?:[\uFE0E\uFE0F]|\p{Emoji_Modifier})*(?:\u200D\p{Extended_Pictographic}(?:[\uFE0E\uFE0F]|\p{Emoji_Modifier})*)*`,
  String.raw`[\p{scx=Arab}\p{scx=Syrc}\p{scx=Deva}\p{scx=Beng}\p{scx=Taml}\p{scx=Sinh}\p{scx=Mlym}][\u200C\u200D]`,
  String.raw`[\p{scx=Khmr}\p{scx=Laoo}\p{scx=Mymr}]\u200B`,
].join('|')
// No lookbehind here or below: browsers that offices keep do not know it (Safari before 16.4).
// recheck-ignore: what repeats never has to end in anything, or is read once from where it begins
const ignorable = new RegExp(
  String.raw`(${meant})|(?![\n\t\0])[\p{Default_Ignorable_Code_Point}\p{Cc}\uFFF9-\uFFFB]`,
  'gu',
)
const lineEnds = /[\v\f\u0085\u2028\u2029]/gu
const strangeBlanks = /(?! )\p{Zs}/gu
const braille = /[\u2801-\u28FF]/u
const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const wide = /[\uFF01-\uFF5E]/gu

/** ํ and า beside each other are ำ, whatever mark came between them. */
const apart = /\u0E4D([\u0E31\u0E34-\u0E3A\u0E47-\u0E4C]*)\u0E32/gu
/** A tone mark typed after า belongs over the letter before it. */
const late = /([ก-ฮ\u0E31\u0E34-\u0E3A\u0E47])\u0E32([\u0E48-\u0E4B]+)/gu
/** A PDF leaves a blank before a mark that it draws by itself; no word begins with one. */
const orphans = /([ก-ฮ]) +(?=[\u0E31\u0E33-\u0E3A\u0E47-\u0E4E])/gu
/**
 * Marks piled up on one letter until they cover the lines around it. A letter of Thai bears three at the most (พันธุ์, ทั่),
 * one of another script four; Tibetan builds its syllables of more.
 */
const thaiPiles = /([\u0E31\u0E33-\u0E3A\u0E47-\u0E4E]{3})[\u0E31\u0E33-\u0E3A\u0E47-\u0E4E]+/gu
const piles = /((?:(?!\p{scx=Tibt})[\p{Mn}\p{Me}]){4})(?:(?!\p{scx=Tibt})[\p{Mn}\p{Me}])+/gu
const anyPiles = /([\u0E33\p{Mn}\p{Me}]{10})[\u0E33\p{Mn}\p{Me}]+/gu
const markRuns = /[\u0E31\u0E33-\u0E3A\u0E47-\u0E4E]{2,}/gu

/** Vowels and ็ stand nearest to the letter, then tones, then ์ and ํ; ำ ends the syllable. */
function rank(mark: string): number {
  if (mark === '\u0E33') return 4
  if (mark >= '\u0E4C') return 3
  return mark >= '\u0E48' ? 2 : 1
}

function inOrder(run: string): string {
  const marks = [...run].sort((one, other) => rank(one) - rank(other))
  return [...new Set(marks)].join('')
}

/** Letters and marks of Thai, ASCII and the punctuation of books: each means what it shows, where it stands in order. */
const ordinary = String.raw`\t\n\x20-\x7E\u0E01-\u0E3A\u0E3F-\u0E4C\u0E4E-\u0E5B\u2013\u2014\u2018\u2019\u201C\u201D\u2026`
/**
 * What may have to be put right: another letter, or two that are together where no word has them so. A text without it
 * stays as it is; that is nearly every text, and each is read by this one expression only.
 */
// recheck-ignore: each way is of one letter or two
const doubtful = new RegExp(
  [
    `[^${ordinary}]`,
    'เเ',
    String.raw`\u0E32[\u0E48-\u0E4B]`,
    String.raw` [\u0E31\u0E33-\u0E3A\u0E47-\u0E4E]`,
    String.raw`[\u0E31\u0E34-\u0E3A\u0E47][\u0E31\u0E34-\u0E3A\u0E47]`,
    String.raw`[\u0E48-\u0E4B][\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]`,
    String.raw`[\u0E33\u0E4C\u0E4E][\u0E31\u0E33-\u0E3A\u0E47-\u0E4E]`,
  ].join('|'),
  'u',
)

/** More than any text was seen to need: nobody's text may keep the rest waiting. */
const mostRounds = 8

/**
 * A text as it is meant, character by character, in linear time: the same reading, whatever program it was copied out of.
 * NFC, never NFKC, which takes ำ apart. Doing it again changes nothing.
 */
export function putRight(given: string): PutRight {
  const corrected: Correction[] = []
  let text = given
  // One change may bring letters beside each other that have to be put right in their turn.
  for (let rounds = 0; rounds < mostRounds && doubtful.test(text); rounds += 1) {
    const before = text
    text = putRightOnce(text, corrected)
    if (text === before) break
  }
  return { text, corrected }
}

function putRightOnce(given: string, corrected: Correction[]): string {
  let text = given.replaceAll(/\r\n?/g, '\n')
  const step = (what: Correction, change: (text: string) => string) => {
    const changed = change(text)
    if (changed !== text && !corrected.includes(what)) corrected.push(what)
    text = changed
  }
  step('lines', (now) => now.replaceAll(lineEnds, '\n'))
  step('direction', (now) => now.replaceAll(directions, ''))
  step('invisible', (now) => now.replaceAll(ignorable, '$1'))
  step('blanks', (now) => {
    const spaced = now.replaceAll(strangeBlanks, ' ')
    return braille.test(spaced) ? spaced : spaced.replaceAll('\u2800', ' ')
  })
  step('oldFont', (now) => now.replaceAll(anyGlyph, (glyph) => glyphs.get(glyph) ?? glyph))
  step('bullets', (now) => now.replaceAll(anyBullet, (bullet) => bullets.get(bullet) ?? bullet))
  step('wide', (now) =>
    eastAsian.test(now)
      ? now
      : now.replaceAll(wide, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0)),
  )
  // Before NFC, which takes the square of a pile's length to bring it into order.
  step('piled', (now) => now.replaceAll(anyPiles, '$1'))
  text = text.normalize('NFC')
  step('am', (now) => now.replaceAll(apart, '$1\u0E33'))
  step('marks', (now) =>
    now
      .replaceAll(orphans, '$1')
      .replaceAll(late, '$1$2\u0E32')
      .replaceAll(markRuns, inOrder)
      // A tone may have stood behind another mark.
      .replaceAll(late, '$1$2\u0E32')
      .replaceAll('เเ', 'แ'),
  )
  step('piled', (now) => now.replaceAll(thaiPiles, '$1').replaceAll(piles, '$1'))
  // Marks of Thai may have come beside those of another script.
  return text.normalize('NFC')
}

/** A name, a title, a line of a form: put right, on one line, with single blanks between its words. */
export const oneLine = (text: string): string => putRight(text).text.replaceAll(/\s+/gu, ' ').trim()

/** Fields of a body whose every character counts: they are compared, never read. */
const secrets = new Set(['password', 'current', 'next', 'code'])

/** Where in a value something was put right, and what: `content.title`, `reasons.text`. */
export type Corrected = { path: string; corrected: Correction[] }

/** Every text inside a JSON value put right, but for secrets and the names of fields. */
export function putRightIn(value: unknown): { value: unknown; corrected: Corrected[] } {
  const found: Corrected[] = []
  const visit = (one: unknown, path: string): unknown => {
    if (typeof one === 'string') {
      const { text, corrected } = putRight(one)
      if (corrected.length > 0) found.push({ path, corrected })
      return text
    }
    if (Array.isArray(one)) return one.map((inner, index) => visit(inner, `${path}.${index}`))
    if (one === null || typeof one !== 'object') return one
    return Object.fromEntries(
      Object.entries(one).map(([name, inner]) => [
        name,
        typeof inner === 'string' && path === '' && secrets.has(name)
          ? inner
          : visit(inner, path === '' ? name : `${path}.${name}`),
      ]),
    )
  }
  return { value: visit(value, ''), corrected: found }
}
