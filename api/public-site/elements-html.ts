import { html, raw } from 'hono/html'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import type { Attributes, Element, ElementName, Shown } from '../../machines/text/elements.ts'
import type { Html } from './layout.ts'

/** Names of elements and attributes are ours; every text and every value is escaped where it is put in. */
const names = (text: ElementName) => raw(text)
const empty = new Set<ElementName>(['br', 'hr', 'img'])

/** The HTML of a text that is shown. */
export const htmlOf = (shown: Shown[]): (Html | string)[] =>
  shown.map((one) => (typeof one === 'string' ? one : elementHtml(one)))

function elementHtml({ name, attributes, children }: Element): Html {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    attributeHtml(key as keyof Attributes, value),
  )
  if (empty.has(name)) return html`<${names(name)}${given}>`
  return html`<${names(name)}${given}>${htmlOf(children)}</${names(name)}>`
}

function attributeHtml(key: keyof Attributes, value: string | number): Html[] {
  switch (key) {
    case 'look':
      // A region that scrolls must be reachable by keyboard, and then needs a name.
      return [value === 'table' ? html` class="table" tabindex="0"` : html` class="number"`]
    case 'label':
      return [html` aria-label="${value}"`]
    case 'href':
    case 'src':
    case 'alt':
    case 'width':
    case 'height':
    case 'loading':
    case 'rel':
    case 'start':
    case 'scope':
    case 'colspan':
    case 'rowspan':
      return [html` ${raw(key)}="${value}"`]
    default:
      return unreachable(key)
  }
}
