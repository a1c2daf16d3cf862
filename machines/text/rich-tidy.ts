import { oneLine, putRight } from './put-right.ts'

type Json = Record<string, unknown>
const isJson = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** What draws over or behind the letter before it and means nothing at the beginning of a text. */
const leading = /^[\u0E33\p{Mn}\p{Me}]+/u

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
  if (type === 'image') return tidyPicture(attrs)
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

function tidyPicture(attrs: Json): Json {
  const { caption, ...said } = attrs
  const below = typeof caption === 'string' ? oneLine(caption) : caption
  return {
    ...said,
    ...(typeof said.alt === 'string' && { alt: oneLine(said.alt) }),
    ...(below === undefined || below === null || below === '' ? {} : { caption: below }),
  }
}

function tidyContent(content: unknown[]): unknown[] {
  const tidy: unknown[] = []
  let last: Joined | undefined
  const end = () => {
    if (last) tidy.push({ ...last.piece, text: putRight(last.words.join('')).text })
    last = undefined
  }
  for (const given of content) {
    if (!isText(given)) {
      end()
      tidy.push(isJson(given) ? tidyNode(given) : given)
      continue
    }
    const { marks, ...plain } = given
    const piece = Array.isArray(marks) && marks.length === 0 ? plain : given
    let left = given.text
    if (last) {
      const taken = beginsInside(last, left)
      add(last, left.slice(0, taken))
      left = left.slice(taken)
    }
    if (left === '') continue
    if (last && sameMarks(last.piece, piece)) add(last, left)
    else {
      end()
      last = { piece, words: [left], tail: left.slice(-tailLength) }
    }
  }
  end()
  return tidy
}

/** Pieces that become one. They are joined and put right once, at its end: after each of them would take the square of its length. */
type Joined = { piece: Json; words: string[]; tail: string }
/** A letter with all marks that it can bear. */
const tailLength = 8

function add(joined: Joined, words: string): void {
  joined.words.push(words)
  joined.tail = (joined.tail + words.slice(-tailLength)).slice(-tailLength)
}

/** How much of a text belongs to the syllable that the one before it has begun, in UTF-16 code units. */
function beginsInside({ tail }: Joined, text: string): number {
  if (text.startsWith('\u0E32') && putRight(tail).text.endsWith('\u0E4D')) return 1
  return leading.exec(text)?.[0].length ?? 0
}

const isText = (node: unknown): node is Json & { text: string } =>
  isJson(node) && node.type === 'text' && typeof node.text === 'string'

const sameMarks = (one: Json, other: Json): boolean =>
  JSON.stringify(one.marks ?? []) === JSON.stringify(other.marks ?? [])
