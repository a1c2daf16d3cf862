import type { RichBlock, RichInline, RichListItem } from '../../../machines/text/rich-text.ts'

/** A line of a list as Word writes it: a paragraph with a level, and its sign as text. */
export type ListLine = {
  level: number
  /** Undefined where the sign says more than a list can: ๑., ก., ๒.๑, (๑). It is then kept as text. */
  kind: 'bullet' | { start: number } | undefined
  sign: string
  content: RichBlock[]
}

/** What makes a paragraph a line of a list of Word; undefined where it is none. */
export function listLineOf(element: Element): Omit<ListLine, 'content'> | undefined {
  const style = (element.getAttribute('style') ?? '').toLowerCase()
  const level = /mso-list:\s*l\d+\s+level(\d)/.exec(style)?.[1]
  if (level === undefined) return undefined
  const ignored = [...element.querySelectorAll('[style]')].find((one) =>
    /mso-list:\s*ignore/i.test(one.getAttribute('style') ?? ''),
  )
  const sign = (ignored?.textContent ?? '').replaceAll(/[\s\u00A0]+/g, ' ').trim()
  return { level: Number(level), kind: kindOf(sign), sign }
}

/** Word draws its bullets with letters of other fonts: · § o Ø ü v q. */
const bullet = /^(?:[-–—*•·▪◦○●■□❖➢➔→§oØüvq\uF000-\uF0FF])?$/u

function kindOf(sign: string): ListLine['kind'] {
  if (bullet.test(sign)) return 'bullet'
  const number = /^(\d{1,4})[.)]$/.exec(sign)?.[1]
  return number === undefined ? undefined : { start: Number(number) }
}

/** Lines as lists inside each other, by their levels; a line whose sign is kept is a paragraph. */
export function listsOf(lines: ListLine[]): RichBlock[] {
  const blocks: RichBlock[] = []
  let open: { level: number; list: Extract<RichBlock, { type: 'bulletList' | 'orderedList' }> }[] = []
  for (const { level, kind, sign, content } of lines) {
    if (kind === undefined) {
      open = []
      blocks.push(...withSign(sign, content))
      continue
    }
    open = open.filter((one) => one.level <= level)
    const type = kind === 'bullet' ? 'bulletList' : 'orderedList'
    const last = open.at(-1)
    const item: RichListItem = { type: 'listItem', content }
    if (last?.level === level && last.list.type === type) {
      last.list.content.push(item)
      continue
    }
    if (last?.level === level) open.pop()
    const attrs = kind !== 'bullet' && kind.start !== 1 ? { start: kind.start } : undefined
    const list = { type, ...(attrs && { attrs }), content: [item] } as Extract<
      RichBlock,
      { type: 'bulletList' | 'orderedList' }
    >
    const parent = open.at(-1)?.list.content.at(-1)
    if (parent) parent.content.push(list)
    else blocks.push(list)
    open.push({ level, list })
  }
  return blocks
}

function withSign(sign: string, [first, ...rest]: RichBlock[]): RichBlock[] {
  const text: RichInline = { type: 'text', text: `${sign} ` }
  if (first?.type !== 'paragraph')
    return [{ type: 'paragraph', content: [text] }, ...(first ? [first] : []), ...rest]
  return [{ type: 'paragraph', content: [text, ...(first.content ?? [])] }, ...rest]
}
