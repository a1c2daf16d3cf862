import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'

const root = join(import.meta.dirname, '../..')
const ui = join(root, 'ui')
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

describe('a custom property of a style', () => {
  // React Aria sets it on what it opens below a field.
  const ofElsewhere = new Set(['--trigger-width'])
  /** The properties that styles use without saying what holds instead, and that nothing beside them sets. */
  const unset = (texts: string[]) => {
    const all = texts.join('\n')
    const used = [...all.matchAll(/var\((--[\w-]+)\s*\)/g)].map(([, name = '']) => name)
    const set = new Set([...all.matchAll(/(?<![\w-])(--[\w-]+)['"]?\s*:/g)].map(([, name = '']) => name))
    return [...new Set(used)].filter((name) => !set.has(name) && !ofElsewhere.has(name))
  }
  const readAll = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(css|tsx?)$/.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8'))

  // Each has a sheet of tokens of its own.
  test.each(['ui', 'api/public-site'])('is set somewhere, where %s uses it', (folder) => {
    const texts = readAll(folder)
    expect(texts.join('').match(/var\(--/g)?.length).toBeGreaterThan(50)
    expect(unset(texts)).toEqual([])
  })

  test('that nothing sets would be found', () => {
    expect(
      unset(['p { color: var(--muted) }', 'b { --text-muted: grey; color: var(--text-muted) }']),
    ).toEqual(['--muted'])
    expect(unset(["{ '--depth': 1 }", 'p { left: var(--depth); top: var(--top, 0) }'])).toEqual([])
  })
})
