import { expect, test } from '@jest/globals'
import { fileChanges } from '../../../machines/diff/file-changes.ts'
import type { FileEntry } from '../../../machines/procedure/file-entry.ts'

const entry = (sha256: string, words: object = {}) =>
  ({ name: `${sha256}.pdf`, type: 'application/pdf', size: 1, sha256, ...words }) as FileEntry
const told = (before: FileEntry[], now: FileEntry[]) =>
  fileChanges(before, now).map(({ entry: { sha256 }, change }) => `${sha256} ${change}`)

test('What came, what went and what stayed, in the order of the later revision', () => {
  expect(told([entry('a'), entry('b'), entry('c')], [entry('n'), entry('a'), entry('c')])).toEqual([
    'n added',
    'a same',
    'c same',
    'b removed',
  ])
})

test('A file that changes its place among those that stayed was moved', () => {
  expect(told([entry('a'), entry('b')], [entry('b'), entry('a')])).toEqual(['b moved', 'a moved'])
})

test.each([['name'], ['title'], ['caption'], ['alt']])('Another %s is another description', (key) => {
  expect(told([entry('a', { [key]: 'ก' })], [entry('a', { [key]: 'ข' })])).toEqual(['a described'])
})

test('A title that is empty says what none says', () => {
  for (const key of ['title', 'caption', 'alt'])
    expect(told([entry('a')], [entry('a', { [key]: '' })])).toEqual(['a same'])
})
