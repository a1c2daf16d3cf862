import { describe, expect, test } from '@jest/globals'
import type { Column } from '../../../machines/procedure/procedure.ts'
import { structuredChanges } from '../../../ui/requests/structured-diff.ts'

const t = (text: string, ...marks: unknown[]) => ({ type: 'text', text, ...(marks.length > 0 && { marks }) })
const p = (...content: unknown[]) => ({ type: 'paragraph', content })
const doc = (...content: unknown[]) => ({ type: 'doc', content })
const row = (...texts: string[]) => ({
  type: 'tableRow',
  content: texts.map((text) => ({
    type: 'tableCell',
    content: text === '' ? [{ type: 'paragraph' }] : [p(t(text))],
  })),
})
const table = (...content: unknown[]) => ({ type: 'table', content })

/** In short: +added, -removed, ~changed (words of cells with [+ +] and [- -]), =same. */
const said = (before: unknown, now: unknown, columns?: Column[]) =>
  structuredChanges(before, now, columns).map((part) => {
    if (part.change !== 'changed')
      return `${{ same: '=', added: '+', removed: '-' }[part.change]}${part.kind} ${part.cells.join('|')}`
    const cells = part.cells.map((pieces) =>
      pieces
        .map(({ text, change }) =>
          change === 'same' ? text : change === 'added' ? `[+${text}+]` : `[-${text}-]`,
        )
        .join(''),
    )
    return `~${part.was === part.kind ? part.kind : `${part.was}>${part.kind}`}${part.formOnly ? ' form' : ''} ${cells.join('|')}`
  })

describe('what differs between two texts with structure', () => {
  test('is told by words within a paragraph, and by cells within a row', () => {
    expect(
      said(
        doc(p(t('วงเงิน 100 บาท')), table(row('ที่', 'ราคา'), row('1', '500'), row('2', '700'))),
        doc(
          p(t('วงเงิน 200 บาท')),
          table(row('ที่', 'ราคา'), row('1', '550'), row('2', '700'), row('3', '900')),
        ),
      ),
    ).toEqual([
      '~text วงเงิน [-100-][+200+] บาท',
      '=row ที่|ราคา',
      '~row 1|[-500-][+550+]',
      '=row 2|700',
      '+row 3|900',
    ])
  })

  test('says where a paragraph became a heading, or only its marks, links or merged cells changed', () => {
    expect(
      said(doc(p(t('ผลการสอบ'))), doc({ type: 'heading', attrs: { level: 2 }, content: [t('ผลการสอบ')] })),
    ).toEqual(['~text>heading ผลการสอบ'])
    expect(said(doc(p(t('ก'))), doc(p(t('ก', { type: 'bold' }))))).toEqual(['~text form ก'])
    const to = (href: string) => doc(p(t('ก', { type: 'link', attrs: { href } })))
    expect(said(to('https://a.example/'), to('https://b.example/'))).toEqual(['~text form ก'])
  })

  test('keeps the columns of a row with merged cells below their heads', () => {
    const [first, second] = row('รวม', '300').content
    const merged = { type: 'tableRow', content: [{ ...first, attrs: { colspan: 2 } }, second] }
    expect(
      said(doc(table(row('ที่', 'ชื่อ', 'ราคา'), merged)), doc(table(row('ที่', 'ชื่อ', 'ราคา'), merged))),
    ).toEqual(['=row ที่|ชื่อ|ราคา', '=row รวม||300'])
  })

  test('compares a plain text of before with one that has structure', () => {
    expect(said('หนึ่ง\n\nก\tข\n1\t2', doc(p(t('หนึ่ง')), table(row('ก', 'ข'), row('1', '3'))))).toEqual([
      '=text หนึ่ง',
      // The head of a table of tabs was taken for one; here nobody has said so.
      '~row form ก|ข',
      '~row 1|[-2-][+3+]',
    ])
    expect(said(undefined, doc(p(t('ก'))))).toEqual(['+text ก'])
  })
})

test('what differs between the rows of a table field is told by cells, as they are read', () => {
  const title = { th: 'ก', en: 'a' }
  const columns: Column[] = [
    { name: 'item', type: 'text', title, required: true },
    { name: 'price', type: 'number', title, required: false },
  ]
  expect(
    said([{ item: 'ก', price: '1200' }, { item: 'ข' }], [{ item: 'ก', price: '1300' }], columns),
  ).toEqual(['~row ก|[-1,200-][+1,300+]', '-row ข|'])
})
