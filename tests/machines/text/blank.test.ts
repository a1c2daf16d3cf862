import { describe, expect, test } from '@jest/globals'
import { isBlank } from '../../../machines/text/blank.ts'

const nothing = {
  'no letter at all': '',
  'blanks, tabs and line ends': ' \t\r\n\v\f\u0085\u2028\u00A0\u3000',
  'U+2063, the invisible separator': '\u2063',
  'U+2800, the blank of braille': '\u2800',
  'U+034F, which joins graphemes': '\u034F',
  'U+3164, the Hangul filler': '\u3164',
  'U+115F and U+1160, fillers of jamo': '\u115F\u1160',
  'U+FFA0, the narrow filler': '\uFFA0',
  'tags, U+E0001 and those after it': '\u{E0001}\u{E0041}\u{E007F}',
  'variation selectors': '\uFE00\uFE0F\u{E0100}\u180B',
  'overrides and isolates of direction': '\u202E\u2066\u2069\u061C',
  controls: '\u0007\u009C',
  'Khmer vowels that nobody writes': '\u17B4\u17B5',
  'shorthand and musical controls': '\u{1BCA0}\u{1D173}',
  'the null notehead': '\u{1D159}',
  'what stands for a picture or for a broken character': '\uFFFC\uFFFD',
  'private use and unassigned': '\uE000\u{10FFFD}\u0378',
  'marks without a letter': '\u0301 \u0E48',
}

describe('text that shows nothing is empty', () => {
  test.each(Object.entries(nothing))('%s', (_, text) => {
    expect(isBlank(text)).toBe(true)
    expect(isBlank(`\u200B${text} `)).toBe(true)
    expect(isBlank(`${text}ก${text}`)).toBe(false)
  })

  test('whatever a reader sees is not: letters, digits, signs and pictures of every script', () => {
    for (const text of ['ก', 'ำ', 'ๆ', '๐', '0', '-', '…', '๏', '€', '한', '\u2801', '🙂', 'ᄀ'])
      expect({ text, blank: isBlank(text) }).toEqual({ text, blank: false })
  })

  test('every code point that Unicode says to ignore is nothing, and no other letter or digit is', () => {
    for (let code = 0; code <= 0x10ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const letter = String.fromCodePoint(code)
      const ignorable = /\p{Default_Ignorable_Code_Point}/u.test(letter)
      if (ignorable && !isBlank(letter)) throw new Error(`U+${code.toString(16)} passes for a text`)
      if (!ignorable && /[\p{L}\p{N}]/u.test(letter) && isBlank(letter))
        throw new Error(`U+${code.toString(16)} passes for nothing`)
    }
  })

  test('a text of 200,000 invisible characters is judged at once', () => {
    const began = performance.now()
    expect(isBlank('\u2063'.repeat(200_000))).toBe(true)
    expect(performance.now() - began).toBeLessThan(500)
  })
})
