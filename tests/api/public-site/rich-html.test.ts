import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { html } from 'hono/html'
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5'
import { htmlOf } from '../../../api/public-site/elements-html.ts'
import { withWholeWords } from '../../../api/public-site/layout.ts'
import { elementNames, elementsOf } from '../../../machines/text/elements.ts'
import { richProblem } from '../../../machines/text/rich-text.ts'
import { richTexts } from '../../support/rich-samples.ts'

type Node = DefaultTreeAdapterTypes.ChildNode

/** As the page of an item holds it: with the marks that keep Thai words whole. */
const rendered = (value: unknown) =>
  withWholeWords(String(html`<div>${htmlOf(elementsOf(value, { table: 'ตาราง' }))}</div>`))

const allowed: Record<string, string[]> = {
  ...Object.fromEntries(elementNames.map((name) => [name, []])),
  ol: ['start'],
  section: ['class', 'tabindex', 'aria-label'],
  td: ['class', 'colspan', 'rowspan'],
  th: ['scope', 'colspan', 'rowspan'],
  a: ['href', 'rel'],
  // The page's own, around the text and around what must stay on one line.
  div: [],
  span: ['class'],
  wbr: [],
}

function assertHarmless(nodes: Node[]): void {
  for (const node of nodes) {
    if (node.nodeName === '#text') continue
    const { attrs, childNodes } = node as DefaultTreeAdapterTypes.Element
    expect(Object.keys(allowed)).toContain(node.nodeName)
    for (const { name, value } of attrs) {
      expect(allowed[node.nodeName]).toContain(name)
      if (name === 'href')
        expect(value).toMatch(/^(?:https?:\/\/[^@/\s]+(?:[/?#]\S*)?|mailto:[\w.+-]+@[\w.-]+)$/i)
      if (name === 'class') expect(['table', 'number', 'kept']).toContain(value)
    }
    assertHarmless(childNodes)
  }
}

const textOf = (nodes: Node[]): string =>
  nodes
    .map((node) => ('value' in node ? node.value : 'childNodes' in node ? textOf(node.childNodes) : ''))
    .join('')

/** All pieces of text of a value, in their order. */
const piecesOf = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return ''
  const { text, content, attrs } = value as {
    text?: unknown
    content?: unknown[]
    attrs?: { caption?: unknown }
  }
  const caption = typeof attrs?.caption === 'string' ? attrs.caption : ''
  return `${caption}${typeof text === 'string' ? text : ''}${(content ?? []).map(piecesOf).join('')}`
}

describe('whatever the schema lets in, a browser reads as', () => {
  test('elements and attributes that were meant, with every letter of the text', () => {
    let sound = 0
    fc.assert(
      fc.property(richTexts, (value) => {
        if (richProblem(value)) return
        sound += 1
        const { childNodes } = parseFragment(rendered(value))
        assertHarmless(childNodes)
        // HTML reads a carriage return as the end of a line.
        expect(textOf(childNodes)).toBe(piecesOf(value).replaceAll('\r', '\n'))
      }),
      { numRuns: 2500, seed: 8 },
    )
    expect(sound).toBeGreaterThan(500)
  })
})

test('what the schema refuses is shown harmless all the same, were it ever stored', () => {
  fc.assert(
    fc.property(richTexts, (value) => {
      let page: string
      try {
        page = rendered(value)
      } catch {
        // Nothing is shown of a part that nobody knows.
        return
      }
      assertHarmless(parseFragment(page).childNodes)
    }),
    { numRuns: 500, seed: 9 },
  )
})

test('a table of a text with structure is a table for whoever reads the page: caption, scopes, spans, a way in by keyboard', () => {
  const cell = (type: string, text: string, attrs?: object) => ({
    type,
    ...(attrs && { attrs }),
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  })
  const page = rendered({
    type: 'doc',
    content: [
      {
        type: 'table',
        attrs: { caption: 'ผลการสอบราคา' },
        content: [
          { type: 'tableRow', content: [cell('tableHeader', 'ที่'), cell('tableHeader', 'วงเงิน')] },
          { type: 'tableRow', content: [cell('tableCell', '๑'), cell('tableCell', '12,000')] },
          { type: 'tableRow', content: [cell('tableCell', 'รวม', { colspan: 2 })] },
        ],
      },
    ],
  })
  expect(page).toBe(
    '<div><section class="table" tabindex="0" aria-label="ผลการสอบราคา"><table><caption>ผล<span class="kept">การสอบ</span>ราคา</caption>' +
      '<thead><tr><th scope="col">ที่</th><th scope="col">วงเงิน</th></tr></thead>' +
      '<tbody><tr><td class="number">๑</td><td class="number">12,000</td></tr><tr><td colspan="2">รวม</td></tr></tbody>' +
      '</table></section></div>',
  )
  expect(parse(page).childNodes).toHaveLength(1)
})
