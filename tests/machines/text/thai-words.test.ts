import { expect, test } from '@jest/globals'
import { piecesOf } from '../../../machines/text/thai-words.ts'

const marked = (text: string) =>
  piecesOf(text)
    .map(({ text: piece, kept, breakBefore }) => `${breakBefore ? '|' : ''}${kept ? `[${piece}]` : piece}`)
    .join('')

test.each([
  ['ผู้อำนวยการกลุ่มนโยบาย', '[ผู้อำนวยการ]|[กลุ่ม][นโยบาย]'],
  ['พระราชบัญญัติข้อมูลข่าวสาร พ.ศ. ๒๕๔๐', '[พระราชบัญญัติ][ข้อมูลข่าวสาร] [พ.ศ. ๒๕๔๐]'],
  ['กลุ่มส่งเสริมการจัดการศึกษา', 'กลุ่ม[ส่งเสริม][การจัดการศึกษา]'],
  ['การแข่งขันของผู้เรียน', '[การแข่งขัน]ของ[ผู้เรียน]'],
  ['นายชาญกฤต', 'นาย[ชาญกฤต]'],
  ['ไปต่อ (Open Data)', 'ไปต่อ (Open Data)'],
])('%s is kept whole where a browser would tear it, and marked nowhere else', (text, expected) => {
  expect(marked(text)).toBe(expected)
})

test('the pieces joined are the text, whatever it is', () => {
  for (const text of ['', ' ', 'ๆฯะ่่', 'ก'.repeat(300), 'เขต ๑๒ เขต', '<wbr>&amp;', 'ำำำ เ แ โ', 'น้ำ\n\tท่วม'])
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
})

test('what fits no phone is not kept on one line', () => {
  for (const { text, kept } of piecesOf('ฮ'.repeat(100))) expect(kept && text.length > 24).toBe(false)
})

test('takes linear time on the longest text', () => {
  for (const one of ['การ', 'ก', 'ก่', '่', 'กลุ่ม', 'พ.ศ. 2569', 'เขต ', 'ผู้อำนวยการกลุ่ม']) {
    const began = performance.now()
    piecesOf(one.repeat(200_000 / one.length))
    expect({ one, fast: performance.now() - began < 3000 }).toEqual({ one, fast: true })
  }
})
