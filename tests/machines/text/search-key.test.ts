import { expect, test } from '@jest/globals'
import { searchKey, searchWords } from '../../../machines/text/search-key.ts'

const found = (query: string, text: string) =>
  searchWords(query).every((word) => searchKey(text).includes(word))

test.each([
  ['ำ before its tone', 'นำ้ท่วม', 'สถานการณ์น้ำท่วม'],
  ['in a text whose ำ was taken apart', 'น้ำท่วม', 'สถานการณ์น\u0E4D้าท่วม'],
  ['in a text from an old PDF', 'ผู้อำนวยการ', 'ผ\uF70Bูอํานวยการ'],
  ['in a text whose ำ a PDF left as a blank and า', 'จำนวน', 'จ านวนนักเรียน'],
  ['a word with a blank inside', 'น้ำท่วม', 'น้ำ ท่วม'],
  ['a word torn at the end of a line', 'น้ำท่วม', 'น้ำ\nท่วม'],
  ['two words in a text without a blank', 'น้ำ ท่วม', 'น้ำท่วม'],
  ['a hard blank in the query', 'ปี\u00A02569', 'ปี ๒๕๖๙'],
  ['full-width digits', '2569', 'ปี ２５６９'],
  ['Thai digits', '๒๕๖๙', 'ปี 2569'],
  ['a number without its blanks', 'ศธ04009/123', 'ที่ ศธ 04009 / 123'],
  ['a number with blanks of its own, in Thai digits', 'ศธ ๐๔๐๐๙ / ๑๒๓', 'ที่ ศธ04009/123'],
  ['two เ', 'แผน', 'เเผน'],
  ['a soft hyphen and another case', 'EXAMPLE', 'exam\u00ADple'],
])('a search finds %s', (_, query, text) => {
  expect(found(query, text)).toBe(true)
})

test('words of Latin letters stay apart, and nothing is found that is not there', () => {
  expect(searchKey('Open  Data of สพป.')).toBe('open data of สพป.')
  expect(found('น้ำท่วม', 'น้ำประปา ท่อ')).toBe(false)
  expect(searchWords(' \u200B ')).toEqual([])
})

test('a word is looked for once, and not at all where another one holds it', () => {
  expect(searchWords('ก '.repeat(100))).toEqual(['ก'])
  expect(searchWords('น้ำ แผน น้ำท่วม แผน นำ้')).toEqual(['แผน', 'น้ำท่วม'])
})
