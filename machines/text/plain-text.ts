/** A text as its findings are looked for, and where in the original each of its units stands. */
export type PlainText = {
  text: string
  /** The place in the original of each UTF-16 unit of `text`, and of its end. */
  places: Uint32Array
}

/** What draws nothing: a copied number holds it between its digits. */
const invisible = /\p{Default_Ignorable_Code_Point}/u
const blank = /\p{Zs}/u
/** Whatever a font, a scan or a program for tables draws between the groups of a number. */
const dashes = new Set('‐‑‒–—―−－﹣·•∙⋅‧~～')
/** Nothing of a text is put otherwise that has only these: signs of ASCII, letters and marks of Thai. */
const ordinary = /^[\n\t -~\u0E01-\u0E4E]*$/u

/**
 * A text with Arabic digits, one kind of blank and one of hyphen, and nothing invisible, in linear time; whatever is
 * found in it is shown in the original by `places`.
 */
export function plainText(original: string): PlainText {
  if (ordinary.test(original))
    return { text: original, places: Uint32Array.from({ length: original.length + 1 }, (_, at) => at) }
  const letters: string[] = []
  const places = new Uint32Array(original.length + 1)
  let length = 0
  for (let at = 0; at < original.length; at += 1) {
    const plain = plainLetter(original.charAt(at))
    if (plain === '') continue
    letters.push(plain)
    places[length] = at
    length += 1
  }
  places[length] = original.length
  return { text: letters.join(''), places: places.subarray(0, length + 1) }
}

function plainLetter(letter: string): string {
  const code = letter.charCodeAt(0)
  if (code < 0x7f) return letter
  if (code >= 0xe50 && code <= 0xe59) return String(code - 0xe50)
  if (code >= 0xff10 && code <= 0xff19) return String(code - 0xff10)
  if (code >= 0xe00 && code < 0xe80) return letter
  if (dashes.has(letter)) return '-'
  if (blank.test(letter)) return ' '
  return invisible.test(letter) ? '' : letter
}
