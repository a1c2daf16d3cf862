import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

const ui = join(import.meta.dirname, '../../ui')
const files = readdirSync(ui, { recursive: true, encoding: 'utf8' })
const read = (name: string) => readFileSync(join(ui, name), 'utf8')
const sources = files.filter((name) => /\.tsx?$/.test(name)).map(read)

test("the officials' pages have a style for paper, and what it leaves out is still called so on the screens", () => {
  const style = read('app/print.css')
  expect(style).toContain('@media print')
  expect(sources.some((source) => source.includes('print.css'))).toBe(true)
  const named = [...new Set([...style.matchAll(/\.([a-z][a-z-]+)/g)].map(([, name = '']) => name))]
  for (const name of ['header', 'button', 'request-choices', 'list-filters']) expect(named).toContain(name)
  const styled = files.filter((name) => name.endsWith('.css') && !name.endsWith('print.css')).map(read)
  const all = [...sources, ...styled].join('\n')
  const unknown = named.filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(all))
  expect(unknown).toEqual([])
})

test('to begin a request is called by one word, wherever it is offered', () => {
  const words = sources.flatMap((source) => [...source.matchAll(/'([^'\n]*)'/g)].map(([, word = '']) => word))
  expect(words.filter((word) => word === 'เริ่มเรื่องใหม่').length).toBeGreaterThanOrEqual(3)
  expect(
    words.filter((word) => ['เรื่องใหม่', 'เสนอเรื่องใหม่', 'สร้างเรื่องใหม่', 'เพิ่มเรื่องใหม่'].includes(word)),
  ).toEqual([])
})
