import { readFile, writeFile } from 'node:fs/promises'
import { openBrowser } from '../tests/support/browser.ts'

/**
 * Measures Sarabun, as the screens load it, and writes its advance widths into machines/chart/layout/sarabun.ts:
 * `node .scripts/with-node24.mjs .scripts/glyph-widths.ts`, after @fontsource/sarabun has changed.
 */
const target = 'machines/chart/layout/sarabun.ts'
const characters = [
  ...Array.from({ length: 0x7e - 0x20 + 1 }, (_, index) => String.fromCodePoint(0x20 + index)),
  ...Array.from({ length: 0x0e5b - 0x0e01 + 1 }, (_, index) => String.fromCodePoint(0x0e01 + index)),
  ...['–', '—', '‘', '’', '“', '”', '•', '…', '·', '×'],
].filter((character) => character !== '|' && !/[\p{M}\p{Cn}]/u.test(character))

const font = async (subset: string, weight: number) =>
  (
    await readFile(`node_modules/@fontsource/sarabun/files/sarabun-${subset}-${weight}-normal.woff2`)
  ).toString('base64')
const fonts = await Promise.all(
  [400, 600].flatMap((weight) =>
    ['thai', 'latin'].map(async (subset) => ({ weight, data: await font(subset, weight) })),
  ),
)

const { browser, close } = await openBrowser()
const widths = await (await browser.newPage()).evaluate(
  async ({ fonts, characters }) => {
    // One family a file, Thai first: without their ranges, two files of one family would hide each other.
    const families = new Map<number, string[]>()
    for (const [index, { weight, data }] of fonts.entries()) {
      const face = new FontFace(`measured${index}`, `url(data:font/woff2;base64,${data})`)
      document.fonts.add(await face.load())
      families.set(weight, [...(families.get(weight) ?? []), face.family])
    }
    const context = document.createElement('canvas').getContext('2d')
    if (!context) throw new Error('no canvas')
    return [400, 600].map((weight) => {
      context.font = `1000px ${(families.get(weight) ?? []).join(', ')}`
      return characters.map((character) => Math.round(context.measureText(character).width / 10))
    })
  },
  { fonts, characters },
)
await close()

const table = (measured: number[]) => {
  const groups = new Map<number, string>()
  for (const [index, width] of measured.entries())
    groups.set(width, (groups.get(width) ?? '') + (characters[index] ?? ''))
  return [...groups]
    .sort(([one], [other]) => one - other)
    .map(([width, letters]) => `${width}:${letters}`)
    .join('|')
    .replaceAll(/['\\]/g, '\\$&')
}
const [regular = [], bold = []] = widths
const source = await readFile(target, 'utf8')
await writeFile(
  target,
  source
    .replace(/^ {2}regular:\n? .*$/m, () => `  regular:\n    '${table(regular)}',`)
    .replace(/^ {2}bold: ?\n? .*$/m, () => `  bold: '${table(bold)}',`),
)
