import { type Attributes, elementsOf, type Element as Shown } from '../../../machines/text/elements.ts'
import type { RichBlock, RichText } from '../../../machines/text/rich-text.ts'

/** A text with structure as the HTML that an editor reads back: a node of ProseMirror for each element. */
export function cleanHtml({ content }: RichText): string {
  const holder = document.createElement('div')
  for (const block of content) holder.append(...nodesOf(block))
  return holder.innerHTML
}

function nodesOf(block: RichBlock): Node[] {
  // What is shown leaves out empty paragraphs; here they are the cells of a table, or lines that somebody left free.
  if (block.type === 'paragraph' && !block.content) return [document.createElement('p')]
  return elementsOf({ type: 'doc', content: [block] }, { table: '' }).map(nodeOf)
}

function nodeOf(shown: Shown | string): Node {
  if (typeof shown === 'string') return document.createTextNode(shown)
  const { name, attributes, children } = shown
  if (name === 'section') return tableNode(children)
  const element = document.createElement(name)
  for (const key of ['href', 'start', 'colspan', 'rowspan'] as const satisfies (keyof Attributes)[]) {
    const value = attributes[key]
    if (value !== undefined) element.setAttribute(key, String(value))
  }
  element.append(...children.map(nodeOf))
  return element
}

function tableNode([table]: (Shown | string)[]): Node {
  if (table === undefined || typeof table === 'string') return document.createTextNode('')
  const element = document.createElement('table')
  for (const part of table.children) {
    if (typeof part === 'string') continue
    if (part.name === 'caption') element.setAttribute('data-caption', part.children.join(''))
    else element.append(nodeOf(part))
  }
  return element
}
