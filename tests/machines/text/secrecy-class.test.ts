import { expect, test } from '@jest/globals'
import { secrecyMarkingsIn, secrecySentence } from '../../../machines/text/secrecy-class.ts'

const found = (text: string) =>
  secrecyMarkingsIn(text).map(({ class: name, from, to }) => `${name} ${text.slice(from, to)}`)

test('The sentence names the marking, and where a file bears it', () => {
  const inFile = secrecySentence('ลับ', { th: 'หน้า 2', en: 'page 2' })
  expect(inFile.th).toMatch(/^มีเครื่องหมายชั้นความลับ “ลับ” \(หน้า 2\) /)
  expect(inFile.en).toMatch(/^It is marked “ลับ” \(page 2\): /)
  const inText = secrecySentence('ลับมาก')
  expect(inText.th).toMatch(/^มีเครื่องหมายชั้นความลับ “ลับมาก” /)
  expect(inText.en).toMatch(/^It is marked “ลับมาก”: /)
})

test.each([
  ['on a line of its own', 'เรื่อง ก\n - ลับ - \nเนื้อความ', 'ลับ ลับ'],
  ['drawn apart', 'ล ั บ ม า ก', 'ลับมาก ล ั บ ม า ก'],
  ['with the number of the page', 'ลับที่สุด หน้า 1 จาก 3', 'ลับที่สุด ลับที่สุด'],
  ['in English', 'TOP SECRET', 'TOP SECRET TOP SECRET'],
  ['on the line of classes', 'ชั้นความลับ : ลับมาก', 'ลับมาก ลับมาก'],
  ['in brackets within a line', 'บันทึกข้อความ (ลับ)', 'ลับ ลับ'],
  ['as a stamp', 'ประทับตรา “ลับ” ทุกหน้า', 'ลับ ลับ'],
  ['in the name of a file', 'รายงาน_ลับ_2569.pdf', 'ลับ ลับ'],
])('A class of secrecy is found %s', (_, text, marking) => {
  expect(found(text)).toEqual([marking])
})

test.each([
  'ออกเสียงลงคะแนนโดย (ลับ)',
  'ความลับทางการค้า',
  'Confidential',
  'ชั้นความลับ: ลับ ลับมาก หรือลับที่สุด',
  `${'-'.repeat(59)}ลับ`,
])('None is found in %s', (text) => {
  expect(found(text)).toEqual([])
})
