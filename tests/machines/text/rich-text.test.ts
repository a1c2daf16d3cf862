import { describe, expect, test } from '@jest/globals'
import { putRight } from '../../../machines/text/put-right.ts'
import { plainTextOf } from '../../../machines/text/rich-plain.ts'
import { type RichBlock, type RichText, richLimits, richProblem } from '../../../machines/text/rich-text.ts'
import { tidyRichText } from '../../../machines/text/rich-tidy.ts'

const doc = (...content: unknown[]) => ({ type: 'doc', content })
const p = (...content: unknown[]) =>
  content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' }
const t = (text: string, ...marks: unknown[]) => ({ type: 'text', text, ...(marks.length > 0 && { marks }) })
const link = (href: string) => ({ type: 'link', attrs: { href } })
const cell = (text: string, attrs?: object) => ({
  type: 'tableCell',
  ...(attrs && { attrs }),
  content: [p(...(text === '' ? [] : [t(text)]))],
})
const head = (text: string) => ({ ...cell(text), type: 'tableHeader' })
const row = (...content: unknown[]) => ({ type: 'tableRow', content })
const table = (...content: unknown[]) => ({ type: 'table', content })

const whole = doc(
  { type: 'heading', attrs: { level: 2 }, content: [t('ประกาศ')] },
  p(
    t('ตาม'),
    t('ระเบียบ', { type: 'bold' }, link('https://www.moe.go.th/')),
    { type: 'hardBreak' },
    t('ข้อ ๑'),
  ),
  {
    type: 'orderedList',
    attrs: { start: 3 },
    content: [
      {
        type: 'listItem',
        content: [p(t('ชั้น')), { type: 'bulletList', content: [{ type: 'listItem', content: [p(t('ใน'))] }] }],
      },
    ],
  },
  {
    type: 'table',
    attrs: { caption: 'ผลการสอบราคา' },
    content: [
      row(head('ที่'), head('ผู้เสนอราคา')),
      row(cell('๑'), cell('ร้าน ก', { rowspan: 2 })),
      row(cell('๒')),
      row(cell('รวม', { colspan: 2 })),
    ],
  },
  { type: 'blockquote', content: [p(t('H'), t('2', { type: 'subscript' }), t('O'))] },
  { type: 'horizontalRule' },
  p(t('ติดต่อ', link('mailto:ict@example.go.th'))),
)

describe('a text with structure', () => {
  test('stands with all that it may hold, and tidying leaves it as it is', () => {
    expect(richProblem(whole)).toBeUndefined()
    expect(tidyRichText(whole)).toEqual(whole)
  })

  const strange: [what: string, value: unknown][] = [
    ['a node that nobody knows', doc({ type: 'iframe', attrs: { src: 'https://evil.example/' } })],
    ['a script', doc({ type: 'script', content: [t('alert(1)')] })],
    ['a mark that nobody knows', doc(p(t('ก', { type: 'textStyle', attrs: { color: 'red' } })))],
    ['a style', doc({ ...p(t('ก')), attrs: { style: 'position:fixed' } })],
    ['a class', doc({ ...table(row(cell('ก'))), attrs: { class: 'x' } })],
    [
      'a handler beside an address',
      doc(p(t('ก', { type: 'link', attrs: { href: 'https://a.example/', onclick: 'x' } }))),
    ],
    [
      'the target of a link',
      doc(p(t('ก', { type: 'link', attrs: { href: 'https://a.example/', target: '_top' } }))),
    ],
    ['markup where text belongs', doc('<b>ก</b>')],
    ['text that is no text', doc(p({ type: 'text', text: 1 }))],
    ['an empty piece of text', doc(p(t('')))],
    ['text without a paragraph', doc(t('ก'))],
    ['a paragraph within a paragraph', doc(p(p(t('ก'))))],
    ['a heading of the page’s own rank', doc({ type: 'heading', attrs: { level: 1 }, content: [t('ก')] })],
    ['the same mark twice', doc(p(t('ก', { type: 'bold' }, { type: 'bold' })))],
    ['a row outside a table', doc(row(cell('ก')))],
    ['a table of nothing', doc(table())],
    [
      'an item that begins with no words',
      doc({ type: 'bulletList', content: [{ type: 'listItem', content: [table(row(cell('ก')))] }] }),
    ],
    ['nothing at all', doc()],
    ['another root', { type: 'paragraph' }],
    ['no object', 7],
    ['nothing', null],
  ]
  test.each(strange)('is refused with %s', (_, value) => {
    expect(richProblem(value)?.th).toMatch(/เก็บหรือเผยแพร่ไม่ได้/)
  })

  test('names the part that is not allowed and its place', () => {
    const problem = richProblem(doc(p(t('ก')), { type: 'iframe' }))
    expect(problem?.en).toBe('has a part that can be neither kept nor published (“iframe” at content.1.type)')
  })

  const addresses = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.example/',
    '/office',
    'https://www.moe.go.th@evil.example/',
    'mailto:a@b.example?bcc=c@d.example',
    'https://',
  ]
  test.each(addresses)('is refused with a link to %j, and the words of the link are named', (href) => {
    expect(richProblem(doc(p(t('คลิกที่นี่', link(href)))))?.th).toMatch(/^ลิงก์ “คลิกที่นี่”: /)
  })

  const crooked: [what: string, rows: unknown[]][] = [
    ['rows of unequal width', [row(cell('ก'), cell('ข')), row(cell('ค'))]],
    ['a row without any cell', [row(cell('ก')), row()]],
    ['a cell that reaches below the table', [row(cell('ก', { rowspan: 2 }), cell('ข'))]],
    [
      'cells that lie over each other',
      [row(cell('ก'), cell('ข', { rowspan: 2 })), row(cell('ค', { colspan: 2 }))],
    ],
    ['more columns than any screen', [row(...Array.from({ length: 101 }, () => cell('ก')))]],
    ['a row that is all covered and has more', [row(cell('ก', { rowspan: 2 })), row(cell('ข'))]],
  ]
  test.each(crooked)('is refused with a table of %s', (_, rows) => {
    expect(richProblem(doc(table(...rows)))?.th).toMatch(/^ตารางมีแถว/)
  })

  test('stands with rows that are covered whole by cells above them', () => {
    expect(
      richProblem(doc(table(row(cell('ก', { rowspan: 2 }), cell('ข', { rowspan: 2 })), row()))),
    ).toBeUndefined()
  })

  test('has bounds, each of them said: depth, parts, cells, characters, bytes', () => {
    let deep: unknown = p(t('ก'))
    for (let depth = 0; depth < 5000; depth += 1) deep = { type: 'blockquote', content: [deep] }
    const many = (count: number, one: () => unknown) => Array.from({ length: count }, one)
    const th = (value: unknown) => richProblem(value)?.th
    expect(th(doc(deep))).toMatch(/เกิน 20 ชั้น/)
    expect(th(doc(...many(richLimits.nodes, () => p())))).toMatch(/เกิน 30,000 ส่วน/)
    const wide = () => row(...many(61, () => ({ type: 'tableCell', content: [p()] })))
    expect(th(doc(table(...many(99, wide))))).toMatch(/เกิน 6,000 ช่องตาราง/)
    expect(th(doc(p(t('ก'.repeat(richLimits.text + 1)))))).toMatch(/เกิน 200,000 ตัวอักษร/)
    const href = `https://a.example/${'a'.repeat(1900)}`
    expect(th(doc(p(...many(500, () => t('ก', link(href))))))).toMatch(/เกิน 900 กิโลไบต์/)
  })

  test('takes a table as large as any within a second', () => {
    const rows = Array.from({ length: 600 }, (_, at) =>
      row(...Array.from({ length: 10 }, () => cell(String(at)))),
    )
    const large = doc(table(...rows))
    const from = performance.now()
    expect(richProblem(tidyRichText(large))).toBeUndefined()
    expect(performance.now() - from).toBeLessThan(1000)
  })
})

describe('tidying a text with structure', () => {
  const tidied = (...content: unknown[]) => (tidyRichText(doc(p(...content))) as RichText).content[0]

  test('puts a mark back to its letter where bold ends inside a syllable', () => {
    expect(tidied(t('ที', { type: 'bold' }), t('่ประชุม'))).toEqual(p(t('ที่', { type: 'bold' }), t('ประชุม')))
    expect(tidied(t('น\u0E4D', { type: 'bold' }), t('\u0E32ตก'))).toEqual(
      p(t('นำ', { type: 'bold' }), t('ตก')),
    )
    expect(tidied(t('ก', { type: 'italic' }), t('\u0E33'))).toEqual(p(t('กำ', { type: 'italic' })))
  })

  test('piles no marks up on a letter, out of however many pieces', () => {
    const marks = '\u0336\u0322\u0321'
    const pieces = Array.from({ length: 50 }, (_, number) =>
      t(marks, ...(number % 2 ? [{ type: 'bold' }] : [])),
    )
    expect(tidied(t('z'), ...pieces, t('a', { type: 'bold' }))).toEqual(
      p(t('z\u0336\u0336\u0336\u0336'), t('a', { type: 'bold' })),
    )
  })

  test('joins neighbours that are alike, and puts right what only then stands together', () => {
    expect(tidied(t('นำ'), t('้ท่วม'))).toEqual(p(t('น้ำท่วม')))
    expect(tidied(t('ก', { type: 'bold' }), t('ข', { type: 'bold' }))).toEqual(p(t('กข', { type: 'bold' })))
  })

  test.each([
    ['alike', 'ก', 30_000],
    ['empty', '', 30_000],
    ['marks of the letter before them', '\u0E48', 30_000],
  ])('joins within a second as many pieces as a body can hold: %s', (_, one, count) => {
    const pieces = Array.from({ length: count }, () => t(one))
    const from = performance.now()
    const joined = tidied(t('ก'.repeat(100_000)), ...pieces)
    expect(performance.now() - from).toBeLessThan(1000)
    expect(joined).toEqual(p(t(putRight('ก'.repeat(100_000) + one.repeat(count)).text)))
  })

  test('leaves out what holds without being said, and nothing else', () => {
    const said = doc(
      { type: 'orderedList', attrs: { start: 1 }, content: [{ type: 'listItem', content: [p(t('ก'))] }] },
      table(row(cell('ก', { colspan: 1, rowspan: 1 }), cell('ข', { colspan: 1 }))),
      { type: 'paragraph', content: [] },
      p({ ...t('ก'), marks: [] }, t('')),
    )
    expect(tidyRichText(said)).toEqual(
      doc(
        { type: 'orderedList', content: [{ type: 'listItem', content: [p(t('ก'))] }] },
        table(row(cell('ก'), cell('ข'))),
        p(),
        p(t('ก')),
      ),
    )
    const strange = doc({ type: 'iframe', attrs: { src: 'x' } })
    expect(tidyRichText(strange)).toEqual(strange)
  })
})

describe('the plain text of a text with structure', () => {
  test('has a line for each paragraph, signs before items, tabs between cells', () => {
    expect(plainTextOf(whole)).toBe(
      [
        'ประกาศ',
        'ตามระเบียบ',
        'ข้อ ๑',
        '3. ชั้น',
        '• ใน',
        'ผลการสอบราคา',
        'ที่\tผู้เสนอราคา',
        '๑\tร้าน ก',
        '๒',
        'รวม',
        'H2O',
        '',
        'ติดต่อ',
      ]
        .filter((line) => line !== '')
        .join('\n'),
    )
  })

  test('is the text itself where it is plain, and nothing where it is neither', () => {
    expect(plainTextOf('ก\n\nข')).toBe('ก\n\nข')
    for (const value of [
      undefined,
      null,
      7,
      [],
      {},
      { type: 'doc' },
      { type: 'doc', content: [null, 7, {}] },
    ])
      expect(plainTextOf(value)).toBe('')
  })

  test('is read without harm from what is deeper than any stack', () => {
    let deep: unknown = p(t('ก'))
    for (let depth = 0; depth < 20_000; depth += 1) deep = { type: 'blockquote', content: [deep] }
    expect(plainTextOf(doc(deep as RichBlock))).toBe('')
  })
})
