/** A piece of a line: an address that leads somewhere, or words. Joined, the pieces are the line. */
export type Inline = { text: string; href?: string }
/** What a plain text shows: lines that belong together, or a table as it was pasted from Excel or Word. */
export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'table'; rows: string[][]; hasHead: boolean }

/**
 * A body as paragraphs (blank lines part them; single line ends stay) and tables: lines beside each other that hold tabs.
 * Every row has as many cells as the widest, so that what is empty stays empty, but where that would be very many more
 * than were written: a short text could name more cells than there is memory. Linear time.
 */
export function blocksOf(body: string): Block[] {
  const blocks: Block[] = []
  let paragraph: string[] = []
  let table: string[] = []
  const endParagraph = () => {
    const text = paragraph.join('\n').trimEnd()
    if (text !== '') blocks.push({ kind: 'paragraph', text })
    paragraph = []
  }
  const endTable = () => {
    if (!isTable(table)) paragraph.push(...table)
    else {
      endParagraph()
      blocks.push(tableOf(table))
    }
    table = []
  }
  for (const line of body.split('\n')) {
    if (line.includes('\t')) {
      table.push(line)
      continue
    }
    endTable()
    if (line.trim() === '') endParagraph()
    else paragraph.push(line)
  }
  endTable()
  endParagraph()
  return blocks
}

/** A tab before a line alone indents it; tabs between words of one line alone set nothing below each other. */
const isTable = (lines: string[]): boolean =>
  lines.length > 1 && lines.some((line) => line.trimStart().includes('\t'))

/** Of a larger table the short rows stay short: nothing of it comes to stand under another heading. */
const maxFilledCells = 10_000

function tableOf(lines: string[]): Block {
  const cells = lines.map((line) => line.split('\t').map((cell) => cell.trim()))
  const width = cells.reduce((most, { length }) => Math.max(most, length), 0)
  const rows =
    width * cells.length > maxFilledCells
      ? cells
      : cells.map((row) => [...row, ...Array<string>(width - row.length).fill('')])
  const [first = []] = rows
  return { kind: 'table', rows, hasHead: first.every((cell) => cell !== '' && !isNumber(cell)) }
}

/** Whether a cell is a figure, in either script of digits: it stands at the right, below its like. */
export const isNumber = (cell: string): boolean => /^[-+(]?[\d๐-๙][\d๐-๙.,]*[)%]?$/u.test(cell)

/** Every part has a bound, so that no text takes long; Thai ends an address, as Thai is written without blanks. */
const address =
  // recheck-ignore: every part has a bound; 200,000 letters of each are measured in its test
  /((?:https?:\/\/|www\.)[\w.-]{1,255}[\w/?#=&%+~:;,.@!$*'()[\]-]{0,2000})|([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/giu
const trailing = /[.,:;!?'"\]]$/u

/** A line as words, addresses of the web and of mail; whatever would lead elsewhere than it reads stays words. */
export function inlinesOf(text: string): Inline[] {
  const pieces: Inline[] = []
  let from = 0
  const words = (to: number) => {
    if (to > from) pieces.push({ text: text.slice(from, to) })
  }
  for (const { 0: found, 1: web, index } of text.matchAll(address)) {
    const shown = web === undefined ? found : withoutEnd(web)
    const href = web === undefined ? `mailto:${shown}` : webAddress(shown)
    if (href === undefined) continue
    words(index)
    pieces.push({ text: shown, href })
    from = index + shown.length
  }
  words(text.length)
  return pieces
}

/** The sentence's own sign behind an address is none of it; nor is a bracket that opened before it. */
function withoutEnd(web: string): string {
  const opened = web.indexOf('(')
  let end = web.length
  for (; end > 0; end -= 1) {
    const last = web.charAt(end - 1)
    if (last === ')' ? opened >= 0 : !trailing.test(last)) break
  }
  return web.slice(0, end)
}

/** The address to which a text leads, of http or https without a name before its host; undefined for any other. */
export function webAddress(text: string): string | undefined {
  const whole = /^www\./i.test(text) ? `https://${text}` : text
  if (!/^https?:\/\//i.test(whole) || !URL.canParse(whole)) return undefined
  const { href, username, password } = new URL(whole)
  return username === '' && password === '' ? href : undefined
}
