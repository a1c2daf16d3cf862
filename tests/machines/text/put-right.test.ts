import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { offices } from '../../../machines/offices/offices.ts'
import { type Correction, oneLine, putRight, putRightIn } from '../../../machines/text/put-right.ts'

type Row = [what: string, given: string, text: string, corrected: Correction[]]
const rows: Row[] = [
  ['ำ typed before its tone', 'นำ้ท่วม', 'น้ำท่วม', ['marks']],
  ['ำ taken apart', 'น้\u0E4Dาท่วม', 'น้ำท่วม', ['am']],
  ['ำ taken apart, its tone in between', 'น\u0E4D้าท่วม', 'น้ำท่วม', ['am']],
  ['ํ alone before its tone and า', 'ท\u0E4Dา', 'ทำ', ['am']],
  ['a tone before its vowel', 'ท\u0E48\u0E35', 'ที่', ['marks']],
  ['a tone after า', 'ข\u0E32\u0E49ว', 'ข้าว', ['marks']],
  ['a mark twice', 'ที่\u0E48', 'ที่', ['marks']],
  ['a ์ before its tone', 'ก\u0E4C\u0E48', 'ก\u0E48\u0E4C', ['marks']],
  ['two เ for แ', 'เเผน', 'แผน', ['marks']],
  ['a blank before ำ, from a PDF', 'ท \u0E33', 'ทำ', ['marks']],
  ['a blank before a mark, from a PDF', 'น \u0E49ำ', 'น้ำ', ['marks']],
  ['glyphs of an old PDF', 'ผ\uF70Bู', 'ผู้', ['oldFont']],
  ['more glyphs of an old PDF', 'ป\uF701น \uF700 \uF70F \uF71A', 'ปิน ฐ ญ\u0E3A', ['oldFont', 'marks']],
  ['glyphs of an old Macintosh', 'ป\uF885น ป\uF88Cา', 'ปิน ป่า', ['oldFont']],
  ['bullets of Word', '\uF0B7 ข้อหนึ่ง', '• ข้อหนึ่ง', ['bullets']],
  ['an override of direction', 'ประกาศ\u202Eabc', 'ประกาศabc', ['direction']],
  ['isolates and marks of direction', '\u2067ก\u2069\u200Fข', 'กข', ['direction']],
  ['zero-width blanks', 'ก\u200Bข\u2060ค\uFEFF', 'กขค', ['invisible']],
  ['soft hyphens, fillers and tags', 'ก\u00AD\u3164\u{E0041}ข\uFE0F', 'กข', ['invisible']],
  ['a vertical tab', 'บรรทัด\vต่อไป', 'บรรทัด\nต่อไป', ['lines']],
  ['separators of lines and pages', 'ก\u2028ข\fค', 'ก\nข\nค', ['lines']],
  ['hard and wide blanks', 'พ.ศ.\u00A02569\u3000ข\u2003ค', 'พ.ศ. 2569 ข ค', ['blanks']],
  ['a blank of braille', 'ก\u2800ข', 'ก ข', ['blanks']],
  ['full-width digits and letters', '２５６９ Ａ（ข）', '2569 A(ข)', ['wide']],
  [
    'marks piled up on a letter of Thai',
    'ปร\u0E34\u0E35\u0E36\u0E37\u0E38กาศ',
    'ปร\u0E34\u0E35\u0E36กาศ',
    ['piled'],
  ],
  [
    'the same in no order, each many times',
    `ก${'\u0E47\u0E49\u0E34\u0E4B'.repeat(50)}า`,
    'ก\u0E47\u0E34\u0E49า',
    ['marks', 'piled'],
  ],
  [
    'marks piled up on a letter of any script',
    `z${'\u0336\u0322\u031B\u0348\u0353'.repeat(40)}a`,
    'z\u0336\u0336\u0322\u0322a',
    ['piled'],
  ],
  [
    'rings and squares drawn around a letter',
    `ก${'\u20DD\u20DE'.repeat(9)}`,
    'ก\u20DD\u20DE\u20DD\u20DE',
    ['piled'],
  ],
  ['bells and escapes', 'ก\u0007\u001Bข', 'กข', ['invisible']],
]

const kept: [what: string, text: string][] = [
  ['a table of tabs', 'ก\tข\t\tค\n1\t2\t\t3\n'],
  ['ำ and every tone over it', 'น่ำ น้ำ น๊ำ น๋ำ จำนำ'],
  ['marks in their order', 'ที่ ปู่ พันธุ์ สิทธิ์ เก็บ ก็ ศักดิ์'],
  ['marks of Hebrew, Arabic, Vietnamese and Tibetan', 'בְּרֵאשִׁ֖ית ٱللَّٰهُ Việt Nam བསྒྲུབས་ ཧྐྵྨླྺྼྻྂ'],
  ['Pali', 'พุทฺธํ สรณํ คจฺฉามิ'],
  ['blanks between phrases', 'ประกาศ  เรื่อง ก า'],
  [
    'emoji with selectors, joiners and modifiers',
    '❤️ 👩‍👩‍👧 👍🏽 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
  ],
  ['joiners where a script joins', 'می\u200Cخواهم'],
  ['braille', '\u2801\u2800\u2803'],
  ['full width between characters of East Asia', '日本，２０'],
  ['Thai digits', '๒๕๖๙'],
]

describe('a text at the door', () => {
  test.each(rows)('%s', (_, given, text, corrected) => {
    expect(putRight(given)).toEqual({ text, corrected: expect.arrayContaining(corrected) })
    expect(putRight(given).corrected.length).toBe(corrected.length)
  })

  test.each(kept)('%s stays as it is', (_, text) => {
    expect(putRight(text)).toEqual({ text, corrected: [] })
  })

  // Each at its own code, apart from how the tables are built: a shift by one would be another letter.
  const byWindows =
    'F700ฐ F701ิ F702ี F703ึ F704ื F705่ F706้ F707๊ F708๋ F709์ F70A่ F70B้ F70C๊ F70D๋ F70E์ F70Fญ F710ั F711ํ F712็ ' +
    'F713่ F714้ F715๊ F716๋ F717์ F718ุ F719ู F71Aฺ'
  const byMacintosh =
    'F884ั F885ิ F886ี F887ึ F888ื F889็ F88A่ F88B่ F88C่ F88D้ F88E้ F88F้ F890๊ F891๊ F892๊ F893๋ F894๋ F895๋ ' +
    'F896์ F897์ F898์ F899ํ F89Aญ F89Bุ F89Cู F89Dฺ F89Eฐ'
  const byWord = 'F0B7• F0A7▪ F0D8➢ F076❖ F06E■ F06C● F075◆ F0E8➔ F0E0→ F09F•'
  test.each([byWindows, byMacintosh, byWord].flatMap((list) => list.split(' ')))(
    'of an old font, %s',
    (sign) => {
      const [code, meantBy] = [sign.slice(0, 4), sign.slice(4)]
      expect(putRight(`ก${String.fromCharCode(Number.parseInt(code, 16))}`).text).toBe(`ก${meantBy}`)
    },
  )

  test('line ends of Windows become those of everybody, without a word', () => {
    expect(putRight('ก\r\nข\rค')).toEqual({ text: 'ก\nข\nค', corrected: [] })
  })

  test('is put right once: again changes nothing, and it is NFC', () => {
    const letters = [
      ...rows.flatMap(([, given]) => [...given]),
      ...kept.flatMap(([, text]) => [...text]),
      'é',
      'e',
      '\u0301',
      'Å',
      ...'\u0336\u0322\u20DD\u0F90',
    ]
    const aroundAa = [...'กา\u0E33\u0E34\u0E47\u0E48\u0E49\u0E4C\u0E4D']
    let seed = 7
    const next = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed
    }
    for (let round = 0; round < 40_000; round += 1) {
      const from = round % 2 === 0 ? letters : aroundAa
      const given = Array.from({ length: 1 + (next() % 9) }, () => from[next() % from.length]).join('')
      const { text } = putRight(given)
      const again = putRight(text)
      if (again.text !== text || again.corrected.length > 0 || text.normalize('NFC') !== text)
        throw new Error(
          `${JSON.stringify(given)} becomes ${JSON.stringify(text)}, then ${JSON.stringify(again)}`,
        )
    }
  })

  test('leaves every word of the five offices as it stands', () => {
    expect(putRightIn(offices.map(({ procedures }) => procedures)).corrected).toEqual([])
  })

  test('reads a text that looks in order exactly as it reads any other', () => {
    // An invisible character anywhere makes it look at everything.
    const letter = fc.constantFrom(
      ...'กนอเาะแไๆ ฯ๕\n\t“”–…aZ-',
      ...'\u0E31\u0E33\u0E34\u0E38\u0E3A\u0E47\u0E48\u0E49\u0E4C\u0E4D\u0E4E',
    )
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 12 }), (text) => {
        expect(putRight(text).text).toBe(putRight(`\u2060${text}`).text)
        expect(putRight(text).corrected).toEqual(
          putRight(`\u2060${text}`).corrected.filter((what) => what !== 'invisible'),
        )
      }),
      { numRuns: 5000 },
    )
  })

  test('takes linear time, whatever stands there', () => {
    for (const one of [
      '\u200B',
      ' ',
      '\u0E4D',
      '\u0E48',
      '\u0E33\u0E48',
      '\u0E32\u0E48',
      'เ',
      '\u{1F3F4}\u{E0067}',
      '\u200D',
      'ก ',
      '\u0336\u0322',
      '\u0F90\u0F91',
    ])
      for (const length of [200_000]) {
        const began = performance.now()
        putRight(one.repeat(length / one.length))
        expect({ one, fast: performance.now() - began < 1500 }).toEqual({ one, fast: true })
      }
  })

  test('says in which texts of a body something was put right, and leaves passwords alone', () => {
    const body = {
      content: { title: 'ก\u200B', links: [{ title: 'ข', url: 'https://a.example/\u200B' }] },
      password: 'x\u200B',
    }
    expect(putRightIn(body)).toEqual({
      value: {
        content: { title: 'ก', links: [{ title: 'ข', url: 'https://a.example/' }] },
        password: 'x\u200B',
      },
      corrected: [
        { path: 'content.title', corrected: ['invisible'] },
        { path: 'content.links.0.url', corrected: ['invisible'] },
      ],
    })
  })

  test('a line has no ends of lines, and single blanks', () => {
    expect(oneLine(' นาง\u00A0 สมใจ\nใจดี ')).toBe('นาง สมใจ ใจดี')
  })
})
