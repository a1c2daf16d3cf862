import { putRight } from './put-right.ts'

type Json = Record<string, unknown>
const isJson = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** What draws over or behind the letter before it and means nothing at the beginning of a text. */
const leading = /^[\u0E31\u0E33-\u0E3A\u0E47-\u0E4E]+/u

/**
 * A text with structure as it is stored: put right also where bold or a link ends inside a syllable, equal neighbours
 * joined, nothing said that holds without saying (a span of one cell, an empty list of marks). What is no such text is
 * left to `richProblem`.
 */
export function tidyRichText(value: unknown): unknown {
  return isJson(value) && value.type === 'doc' ? tidyNode(value) : value
}

function tidyNode(node: Json): Json {
  const { attrs, content, ...rest } = node
  const said = isJson(attrs) ? tidyAttributes(node.type, attrs) : attrs
  const inside = Array.isArray(content) ? tidyContent(content) : content
  return {
    ...rest,
    ...(said === undefined ? {} : { attrs: said }),
    ...(inside === undefined || (Array.isArray(inside) && inside.length === 0) ? {} : { content: inside }),
  }
}

function tidyAttributes(type: unknown, attrs: Json): Json | undefined {
  const isCell = type === 'tableCell' || type === 'tableHeader'
  const said = Object.entries(attrs).filter(
    ([name, value]) =>
      !(
        value === undefined ||
        value === null ||
        (isCell && (name === 'colspan' || name === 'rowspan') && value === 1) ||
        (type === 'orderedList' && name === 'start' && value === 1) ||
        (type === 'table' && name === 'caption' && value === '')
      ),
  )
  return said.length > 0 ? Object.fromEntries(said) : undefined
}

function tidyContent(content: unknown[]): unknown[] {
  const tidy: unknown[] = []
  for (const given of content) {
    if (!isJson(given)) {
      tidy.push(given)
      continue
    }
    if (given.type !== 'text' || typeof given.text !== 'string') {
      tidy.push(tidyNode(given))
      continue
    }
    const { marks, ...piece } = given
    const marked = Array.isArray(marks) && marks.length === 0 ? piece : given
    const last = tidy.at(-1)
    if (isText(last)) {
      const [moved] = leading.exec(given.text) ?? ['']
      const isAm = last.text.endsWith('\u0E4D') && given.text.startsWith('\u0E32')
      const taken = isAm ? 1 : moved.length
      last.text = putRight(last.text + given.text.slice(0, taken)).text
      const left = given.text.slice(taken)
      if (left === '') continue
      if (sameMarks(last, marked)) last.text = putRight(last.text + left).text
      else tidy.push({ ...marked, text: putRight(left).text })
    } else if (given.text !== '') tidy.push({ ...marked, text: putRight(given.text).text })
  }
  return tidy
}

const isText = (node: unknown): node is Json & { text: string } =>
  isJson(node) && node.type === 'text' && typeof node.text === 'string'

const sameMarks = (one: Json, other: Json): boolean =>
  JSON.stringify(one.marks ?? []) === JSON.stringify(other.marks ?? [])
