import { expect, test } from '@jest/globals'
import { mutantsOf, mutated, shuffled } from './mutants.ts'

const faultsOf = (source: string) => mutantsOf('some.ts', source).map((mutant) => mutated(source, mutant))

test.each([
  ['if (a) b()', ['if (true) b()', 'if (false) b()', 'if (a) ;']],
  ['x = a === b', [';', 'x = a !== b']],
  ['x = a<b', [';', 'x = a>=b', 'x = a<=b']],
  ['const x = a && !b', ['const x = a || !b', 'const x = a && b']],
  ['const x = a ?? 1', ['const x = a && 1', 'const x = a ?? 2']],
  ['const x = a - b', ['const x = a + b']],
  ['const x = (): string => "id"', ['const x = (): string => undefined', "const x = (): string => ''"]],
  ['function x() { return true }', ['function x() { return undefined }', 'function x() { return false }']],
  ['const x = list.some(y)', ['const x = list.every(y)']],
  ['const x = [a]', ['const x = []']],
])('Of %s each small fault is made once', (source, faults) => {
  expect(faultsOf(source)).toEqual(faults)
})

test('What says nothing when the program runs is left alone, and so is the wording of sentences', () => {
  const source = `
    import { a } from './a.ts'
    type Kind = 'one' | 'two'
    const th = 'ประกาศ'
    const b = { 'a-b': a } as { 'a-b': Kind }
    export { b, th }
  `
  expect(faultsOf(source)).toEqual([])
})

test('A fault stands where it belongs after Thai text, too, whatever file was read before', () => {
  const source = "// ก่อน\nconst th = 'ประกาศ'; const yes = a < b // ข้อ\n"
  for (let time = 0; time < 2; time += 1)
    expect(mutantsOf('some.ts', source).map(({ line, original }) => [line, original])).toEqual([
      [2, '<'],
      [2, '<'],
    ])
  expect(faultsOf(source)[0]).toBe(source.replace('<', '>='))
})

test('The same seed gives the same sample, another seed another', () => {
  const items = Array.from({ length: 100 }, (_, index) => index)
  expect(shuffled(items, 1)).toEqual(shuffled(items, 1))
  expect(shuffled(items, 1)).not.toEqual(shuffled(items, 2))
  expect(shuffled(items, 1).toSorted((a, b) => a - b)).toEqual(items)
})
