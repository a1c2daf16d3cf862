import { expect, test } from '@jest/globals'
import { inOrderOfNames, partsOfName } from '../../../machines/text/thai-name.ts'

test.each([
  ['นายสมชาย ใจดี', 'นาย', 'สมชาย', 'ใจดี'],
  ['นาย สมชาย  ใจดี', 'นาย', 'สมชาย', 'ใจดี'],
  ['นางสาวสมหญิง ใจดี', 'นางสาว', 'สมหญิง', 'ใจดี'],
  ['นางสาวนางนวล ใจดี', 'นางสาว', 'นางนวล', 'ใจดี'],
  ['ดร.เกษม แก้วงาม', 'ดร.', 'เกษม', 'แก้วงาม'],
  ['ผศ. ดร.เกษม แก้วงาม', 'ผศ. ดร.', 'เกษม', 'แก้วงาม'],
  ['นายแพทย์ธวัช งามดี', 'นายแพทย์', 'ธวัช', 'งามดี'],
  ['ว่าที่ร้อยตรีหญิงกานดา ใจดี', 'ว่าที่ร้อยตรีหญิง', 'กานดา', 'ใจดี'],
  ['ว่าที่ ร.ต.กานต์ ใจดี', 'ว่าที่ ร.ต.', 'กานต์', 'ใจดี'],
  ['พ.ต.อ.กานต์ ใจดี', 'พ.ต.อ.', 'กานต์', 'ใจดี'],
  ['นาวาอากาศเอก ม.ล.กานต์ ใจดี', 'นาวาอากาศเอก ม.ล.', 'กานต์', 'ใจดี'],
  ['นายสมชาย ณ อยุธยา', 'นาย', 'สมชาย', 'ณ อยุธยา'],
])('%s has a prefix, a given name and a family name', (name, prefix, given, family) => {
  expect(partsOfName(name)).toEqual({ prefix, given, family })
})

test.each([
  ['a name that only begins as a prefix does', 'นายิกา ใจดี', 'นายิกา', 'ใจดี'],
  ['a prefix with one word behind it', 'นายสมชาย', 'นายสมชาย', ''],
  ['a rank that is all of a given name', 'พลเอก ใจดี', 'พลเอก', 'ใจดี'],
  ['the name of a role', 'เจ้าหน้าที่ กลุ่มอำนวยการ', 'เจ้าหน้าที่', 'กลุ่มอำนวยการ'],
  ['a name in Latin letters', 'Somchai Jaidee', 'Somchai', 'Jaidee'],
  ['nothing', '', '', ''],
])('%s has no prefix', (_, name, given, family) => {
  expect(partsOfName(name)).toEqual({ prefix: '', given, family })
})

test('people are sorted by given name, then family name, never by prefix first', () => {
  const names = [
    ...['ดร.สมศรี ใจดี', 'นางแก้ว งามดี', 'นายกานต์ สุขใจ', 'นางสาวกานต์ ใจดี', 'เกษม ดี'],
    ...['นายไกร ดี', 'ว่าที่ร้อยตรีขวัญ ดี', 'นายสม ใจดี', 'นางสาวกานต์ สุขใจ'],
  ]
  expect(inOrderOfNames(names.map((name) => ({ name }))).map(({ name }) => name)).toEqual([
    ...['นางสาวกานต์ ใจดี', 'นางสาวกานต์ สุขใจ', 'นายกานต์ สุขใจ', 'เกษม ดี', 'นางแก้ว งามดี', 'นายไกร ดี'],
    ...['ว่าที่ร้อยตรีขวัญ ดี', 'นายสม ใจดี', 'ดร.สมศรี ใจดี'],
  ])
})
