import { expect, test } from '@jest/globals'
import { countUnreadable, partUnreadable } from '../../../machines/text/unreadable.ts'

test('what cannot be read is told apart: private use, unassigned, broken, and a vowel without its letter', () => {
  for (const sign of ['\uE123', '\u{F0001}', '\u0378', '\uFFFD', '\uFFFC'])
    expect(partUnreadable(`ก่อน${sign}หลัง`)).toEqual([
      { text: 'ก่อน', readable: true },
      { text: sign, readable: false },
      { text: 'หลัง', readable: true },
    ])
  expect(partUnreadable('จ ัด').map(({ readable }) => readable)).toEqual([true, false, true])
})

test('a text that can be read is one piece, and joined the pieces are the text', () => {
  expect(partUnreadable('ที่นี่ มีน้ำ 🙂')).toEqual([{ text: 'ที่นี่ มีน้ำ 🙂', readable: true }])
  expect(partUnreadable('')).toEqual([{ text: '', readable: true }])
  const text = '\uE000ก\uFFFD\uFFFDข'
  expect(
    partUnreadable(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text)
})

test('counts them in all the texts of a content', () => {
  expect(
    countUnreadable({ title: 'ก\uE000', links: [{ title: '\uFFFD\uFFFD', url: 'https://a.example' }] }),
  ).toBe(3)
})
