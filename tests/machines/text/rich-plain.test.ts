import { expect, test } from '@jest/globals'
import { isBlankRich, plainTextOf } from '../../../machines/text/rich-plain.ts'

const text = (words: string) => ({ type: 'text', text: words })
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const list = (type: string, items: string[][], attrs?: object) => ({
  type,
  ...(attrs && { attrs }),
  content: items.map((lines) => ({
    type: 'listItem',
    content: lines.map((line) => paragraph(text(line))),
  })),
})
const doc = (...content: object[]) => ({ type: 'doc', content })
const table = (rows: string[][], attrs?: object) => ({
  type: 'table',
  ...(attrs && { attrs }),
  content: rows.map((cells) => ({
    type: 'tableRow',
    content: cells.map((cell) => ({ type: 'tableCell', content: [paragraph(text(cell))] })),
  })),
})

test.each([
  ['a plain text', 'ข้อความ', 'ข้อความ'],
  ['nothing', undefined, ''],
  ['a number', 7, ''],
  ['paragraphs', doc(paragraph(text('หนึ่ง '), text('สอง')), paragraph(text('สาม'))), 'หนึ่ง สอง\nสาม'],
  ['a heading', doc({ type: 'heading', attrs: { level: 2 }, content: [text('หัวข้อ')] }), 'หัวข้อ'],
  ['a line that was broken', doc(paragraph(text('ก'), { type: 'hardBreak' }, text('ข'))), 'ก\nข'],
  ['bullets', doc(list('bulletList', [['ก', 'ต่อ'], ['ข']])), '• ก\nต่อ\n• ข'],
  ['numbers', doc(list('orderedList', [['ก'], ['ข']])), '1. ก\n2. ข'],
  ['numbers from another', doc(list('orderedList', [['ก'], ['ข']], { start: 5 })), '5. ก\n6. ข'],
  ['a quotation', doc({ type: 'blockquote', content: [paragraph(text('อ้าง'))] }), 'อ้าง'],
  [
    'a table',
    doc(
      table([
        ['ก', 'ข\tค'],
        ['ง', 'จ'],
      ]),
    ),
    'ก\tข ค\nง\tจ',
  ],
  ['a table with its caption', doc(table([['ก']], { caption: 'ตารางที่ 1' })), 'ตารางที่ 1\nก'],
  [
    'a picture',
    doc({ type: 'image', attrs: { alt: 'อาคาร', caption: 'หน้าอาคาร' } }),
    '[ภาพ: อาคาร]\nหน้าอาคาร',
  ],
  ['a picture without words', doc({ type: 'image', attrs: { alt: '', caption: '' } }), ''],
])('What %s says as plain text', (_, value, says) => {
  expect(plainTextOf(value)).toBe(says)
})

/** A paragraph in so many quotations. */
const deep = (depth: number): object =>
  doc(
    Array.from({ length: depth }).reduce<object>(
      (inner) => ({ type: 'blockquote', content: [inner] }),
      paragraph(text('ลึก')),
    ),
  )

test('What stands deeper than sixty-four parts is not read, however deep it is', () => {
  expect(plainTextOf(deep(63))).toBe('ลึก')
  expect(plainTextOf(deep(64))).toBe('')
  expect(plainTextOf(deep(50_000))).toBe('')
})

test('A text is blank that shows nothing; a picture, and what nobody knows, is not blank', () => {
  expect(isBlankRich(doc())).toBe(true)
  expect(isBlankRich(doc(paragraph(), paragraph(text(' \u200B'))))).toBe(true)
  expect(isBlankRich(doc({ type: 'horizontalRule' }))).toBe(true)
  expect(isBlankRich(doc(paragraph(text('ก'))))).toBe(false)
  expect(isBlankRich(doc(paragraph(), { type: 'image', attrs: {} }))).toBe(false)
  expect(isBlankRich(doc({ type: 'film' }))).toBe(false)
  expect(isBlankRich('')).toBe(false)
})
