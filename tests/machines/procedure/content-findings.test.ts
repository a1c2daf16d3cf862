import { expect, test } from '@jest/globals'
import { findingsOf, textAt } from '../../../machines/procedure/content-findings.ts'
import type { FormField } from '../../../machines/procedure/procedure.ts'

const named = (name: string) => ({ name, title: { th: name, en: name }, source: 'added' as const })
const form: FormField[] = [
  { ...named('body'), type: 'richText', required: true },
  {
    ...named('people'),
    type: 'table',
    required: false,
    columns: [
      { name: 'who', title: { th: 'ชื่อ', en: 'Name' }, type: 'text' },
      { name: 'account', title: { th: 'เลขที่บัญชี', en: 'Account' }, type: 'text' },
    ],
  },
] as FormField[]

const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, marks })
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const doc = (...content: object[]) => ({ body: { type: 'doc', content } })
const bold = { type: 'bold' }
const shown = (content: Record<string, unknown>) =>
  findingsOf({ form }, content).personalData.map(
    ({ kind, path, from, to }) => `${kind} ${textAt({ form }, content, path)?.slice(from, to)}`,
  )

test('a number is found though a part of it has another format', () => {
  expect(shown(doc(paragraph(text('โทร 081-'), text('234', bold), text('-5678'))))).toEqual([
    'mobile 081-234-5678',
  ])
  expect(shown(doc(paragraph(text('1-1017-00'), text('230-70-8', bold))))).toEqual([
    'nationalId 1-1017-00230-70-8',
  ])
})

test('a marking of secrecy is found though a part of it has another format', () => {
  const content = doc(paragraph(text('ล'), text('ับมาก', bold)), paragraph(text('บันทึกข้อความ')))
  expect(findingsOf({ form }, content).secrecy.map((marking) => marking.class)).toEqual(['ลับมาก'])
})

test('the head of a column says what its cells are, in a pasted table and in a table of the form', () => {
  const cell = (words: string) => ({ type: 'tableCell', content: [paragraph(text(words))] })
  const row = (...cells: string[]) => ({ type: 'tableRow', content: cells.map(cell) })
  const pasted = doc({ type: 'table', content: [row('ชื่อ', 'เลขที่บัญชี'), row('นาย ก.', '4043987654')] })
  expect(shown(pasted)).toEqual(['bankAccount 4043987654'])
  expect(shown({ people: [{ who: 'นาย ก.', account: '4043987654' }] })).toEqual(['bankAccount 4043987654'])
})

test('a cell that holds a tab moves no cell below another head', () => {
  const people = [{ who: 'นาย\tก.', account: '4043987654' }]
  expect(shown({ people })).toEqual(['bankAccount 4043987654'])
})

test('where a link leads is looked at too', () => {
  const link = { type: 'link', attrs: { href: 'mailto:somying.private@gmail.com' } }
  expect(shown(doc(paragraph(text('เขียนถึงเรา', link))))).toEqual(['email somying.private@gmail.com'])
})

test('a finding of an earlier edition, within the structure, is still shown with its text', () => {
  const content = doc(paragraph(text('โทร 081-234-5678')))
  expect(textAt({ form }, content, 'body.content.0.content.0.text')).toBe('โทร 081-234-5678')
  expect(textAt({ form }, content, 'body.nothing')).toBeUndefined()
  expect(textAt({ form }, content, 'constructor')).toBeUndefined()
})
