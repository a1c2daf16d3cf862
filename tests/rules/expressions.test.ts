import { expect, test } from '@jest/globals'
import { findingsIn } from '../../.scripts/expressions.ts'

const found = (source: string) =>
  findingsIn('some.ts', source).map(({ line, expression, what }) => `${line} ${expression} ${what}`)

test.each([
  ['blanks at the end', String.raw`/\s+$/`],
  ['a repetition of a repetition', '/^(a+)+$/'],
  ['two repetitions that share letters', String.raw`/^\d+[\d,]*x/`],
  ['a pattern in a string', String.raw`new RegExp('\\s+$', 'u')`],
  ['a pattern that is put together', "(word: string) => RegExp(word + '+')"],
])('The lint of regular expressions finds %s', (_, expression) => {
  expect(found(`import x from 'y'\n\nexport const one = ${expression}\n`)).toEqual([
    expect.stringMatching(/^3 /),
  ])
})

test.each([
  String.raw`/^\s+/`,
  String.raw`/\s+/g`,
  '/^[a-z0-9-]{1,64}$/',
  String.raw`/(?<=.)\/$/`,
  String.raw`new RegExp('^[\\d๐-๙]+$', 'u')`,
])('and lets %s be', (expression) => {
  expect(found(`export const one = ${expression}`)).toEqual([])
})

test('and takes an exception that has a reason, for its own expression alone', () => {
  const trailing = String.raw`/\s+$/`
  expect(
    found(`// recheck-ignore: a file's name\nconst a = ${trailing}\nconst b = ${trailing}\n`),
  ).toHaveLength(1)
  expect(found(`const a = ${trailing} // recheck-ignore: a file's name`)).toEqual([])
  expect(found(`// recheck-ignore:\nconst a = ${trailing}`)).toHaveLength(1)
})
