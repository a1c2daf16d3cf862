import { runInNewContext } from 'node:vm'
import { setEnvironmentData } from 'node:worker_threads'
import { expect, test } from '@jest/globals'
import { transformSync } from '@swc/core'
import { foundByCompiler } from './compiled.ts'
import { mutantsOf, mutated, sampled, wilsonInterval } from './mutants.ts'
import { pieceAt, probed } from './probes.ts'
import { readSource } from './runner.ts'

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
  ['const x = a.toString()', []],
  ['const x = [a]', ['const x = []']],
  ['const x = () => { a() }', ['const x = () => { ; }']],
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

test('The same seed gives the same sample, another seed another, and a line that is added changes nothing', () => {
  const source = Array.from({ length: 40 }, (_, index) => `const x${index} = a${index} < b\n`).join('')
  const sampleOf = (text: string, seed: number) =>
    sampled(mutantsOf('some.ts', text), seed).map(({ original, replacement, key }) => [
      original,
      replacement,
      key,
    ])
  expect(sampleOf(source, 1)).toEqual(sampleOf(source, 1))
  expect(sampleOf(source, 1)).not.toEqual(sampleOf(source, 2))
  expect(sampleOf(`const th = 'ประกาศ'\n${source}`, 1)).toEqual(sampleOf(source, 1))
})

test('However large the sample is, each file has its share of it', () => {
  const of = (file: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ file, key: `${file}${index}` }))
  const order = sampled([...of('small.ts', 10), ...of('large.ts', 90)], 3)
  for (let size = 1; size <= 100; size += 1) {
    const small = order.slice(0, size).filter(({ file }) => file === 'small.ts').length
    expect(Math.abs(small - size / 10)).toBeLessThanOrEqual(1)
  }
})

test('The share of a sample is told with the interval in which the true one lies', () => {
  expect(wilsonInterval(900, 1000)).toEqual([expect.closeTo(0.8798, 4), expect.closeTo(0.9171, 4)])
  expect(wilsonInterval(10, 10)[0]).toBeCloseTo(0.7225, 4)
  expect(wilsonInterval(0, 0)).toEqual([0, 1])
})

test('Of many faults in one file the compiler finds those, and only those, that do not fit its types', async () => {
  const file = 'machines/run/discard.ts'
  const source = readSource(file)
  const at = source.length
  const faultOf = (id: string, replacement: string) => ({
    ...{ id, key: id, file, line: 1, operator: 'statement', original: '' },
    ...{ start: at, end: at, replacement },
  })
  const fits = faultOf('0a', 'export const fault: number = 1')
  const doesNot = faultOf('0b', "export const fault: number = ''")
  const isNeverRead = faultOf('0c', 'const fault = 1')
  expect(await foundByCompiler([fits, doesNot, isNeverRead])).toEqual(new Set(['0b']))
}, 120_000)

test('A fault in what the compiler has shown never to run is none', () => {
  expect(faultsOf('switch (a) { default: unreachable(a, "kind") }')).toEqual([])
})

test('What stays as it was is no fault', () => {
  expect(faultsOf('function f() { return undefined }')).toEqual([])
})

test('A probed source does what it did, and says which of its pieces ran', () => {
  const source = [
    "const th = 'ประกาศ'",
    'export function of(a: number, list: readonly number[]): unknown {',
    '  if (a > 1) return list.map((one) => one + a)',
    "  else if (a === 1) return th as 'x'",
    '  for (const one of list) a += one',
    '  return a > 5 && (a > 7 ? { many: a } : undefined)',
    '}',
    'export { of as other }',
  ].join('\n')
  const { text, pieces } = probed(source, 100)
  const reachedPieces = new Uint8Array(200)
  const made = transformSync(text, {
    jsc: { parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  })
  const exports: { of?: (a: number, list: number[]) => unknown } = {}
  setEnvironmentData('reachedPieces', reachedPieces)
  runInNewContext(made.code, { exports, process })
  const lastReached = (a: number, list: number[], wanted: string) => {
    reachedPieces.fill(0)
    const answer = exports.of?.(a, list)
    const start = Buffer.from(source.slice(0, source.indexOf(wanted))).length
    return [answer, reachedPieces[100 + pieceAt(pieces, { start, end: start + wanted.length })] === 1]
  }
  expect(lastReached(2, [1], 'one + a')).toEqual([[3], true])
  expect(lastReached(1, [1], 'one + a')).toEqual(['ประกาศ', false])
  expect(lastReached(1, [1], "th as 'x'")).toEqual(['ประกาศ', true])
  expect(lastReached(0, [1], "th as 'x'")).toEqual([false, false])
  expect(lastReached(0, [6], '7 ?')).toEqual([undefined, true])
  expect(lastReached(0, [6], '{ many')).toEqual([undefined, false])
  expect(lastReached(0, [9], '{ many: a }')).toEqual([{ many: 9 }, true])
})
