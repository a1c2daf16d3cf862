import type { RichBlock, RichCell, RichInline, RichText } from './rich-text.ts'
import { blocksOf } from './shown.ts'

/** A plain text with the structure in which it has been shown: paragraphs, their lines, tables of tabs. */
export function richFromText(text: string): RichText {
  const content = blocksOf(text).map(
    (block): RichBlock =>
      block.kind === 'paragraph'
        ? paragraphOf(block.text)
        : {
            type: 'table',
            content: block.rows.map((cells, index) => ({
              type: 'tableRow',
              content: cells.map((cell) => cellOf(cell, index === 0 && block.hasHead)),
            })),
          },
  )
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }
}

function paragraphOf(text: string): RichBlock {
  const content = text
    .split('\n')
    .flatMap((line, index): RichInline[] => [
      ...(index > 0 ? [{ type: 'hardBreak' } as const] : []),
      ...(line === '' ? [] : [{ type: 'text', text: line } as const]),
    ])
  return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' }
}

const cellOf = (text: string, isHead: boolean): RichCell => ({
  type: isHead ? 'tableHeader' : 'tableCell',
  content: [paragraphOf(text)],
})
