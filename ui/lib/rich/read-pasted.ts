import { linkProblem } from '../../../machines/text/address.ts'
import { type Correction, putRightIn } from '../../../machines/text/put-right.ts'
import type {
  RichBlock,
  RichInline,
  RichListItem,
  RichMark,
  RichParagraph,
  RichText,
} from '../../../machines/text/rich-text.ts'
import { tidyRichText } from '../../../machines/text/rich-tidy.ts'
import { plainHead, tableOf, withoutBold } from './pasted-table.ts'
import { type ListLine, listLineOf, listsOf } from './word-lists.ts'

/** What was left behind or changed in what was pasted, so that its writer can be told in a word. */
export const pasteNotes = ['looks', 'images', 'links', 'struck', 'cells', 'hidden', 'lines', 'moved'] as const
export type PasteNote = (typeof pasteNotes)[number]
export type Pasted = { doc: RichText; notes: PasteNote[]; corrected: Correction[]; images: string[] }

/** How a run of text looks, as far as it is kept. */
type Look = {
  bold: boolean
  italic: boolean
  underline: boolean
  raised: 'subscript' | 'superscript' | undefined
  href: string | undefined
}
const plain: Look = { bold: false, italic: false, underline: false, raised: undefined, href: undefined }

/** What is no content of a text, wherever it stands. `del`: what Word keeps of a deletion that is not accepted yet. */
const dropped = new Set(
  'script style meta link title head xml noscript template object embed iframe svg math canvas audio video input select option textarea button o:p w:sdtpr v:shapetype v:shape v:imagedata v:group v:rect del colgroup col'.split(
    ' ',
  ),
)
const blockTags = new Set(
  'p div h1 h2 h3 h4 h5 h6 ul ol li table blockquote pre hr section article header footer main aside nav center dl dt dd address fieldset form figure figcaption body w:sdt'.split(
    ' ',
  ),
)

/**
 * The HTML of a clipboard, as Word, Excel, LibreOffice, Google's programs, readers of PDF and browsers make it, as a
 * text with structure: paragraphs, headings, lists and tables with their columns and merged cells; fonts, colours and
 * the program's own marks are left behind.
 */
export function readPasted(html: string): Pasted {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  return new Reader(html, body).read()
}

class Reader {
  private readonly notes = new Set<PasteNote>()
  /** Pictures that are written into the HTML itself: they can be sent like any file. One of elsewhere is not fetched. */
  private readonly images: string[] = []
  /** The highest rank of a heading in the text becomes the highest that a text may have. */
  private readonly topHeading: number
  private readonly isSheet: boolean
  private readonly body: HTMLElement

  constructor(html: string, body: HTMLElement) {
    this.body = body
    this.isSheet = /ProgId content="?Excel|google-sheets-html-origin|sdval=|data-sheets-root/i.test(html)
    const ranks = [...body.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => Number(one.tagName[1]))
    this.topHeading = body.querySelector('.MsoTitle') ? 0 : Math.min(...ranks, 6)
    if (/<font|style=|class="?Mso/i.test(html)) this.notes.add('looks')
  }

  read(): Pasted {
    const content = this.blocksIn(this.body, plain)
    const doc = { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }
    const { corrected } = putRightIn(doc)
    return {
      doc: tidyRichText(doc) as RichText,
      notes: [...this.notes],
      images: this.images,
      corrected: [...new Set(corrected.flatMap((one) => one.corrected))],
    }
  }

  /** The blocks inside an element; text that stands between them is a paragraph of its own. */
  private blocksIn(parent: Element, look: Look): RichBlock[] {
    const blocks: RichBlock[] = []
    let run: RichInline[] = []
    let lines: ListLine[] = []
    const endRun = () => {
      for (const paragraph of paragraphsOf(run)) blocks.push(paragraph)
      run = []
    }
    const endLines = () => {
      blocks.push(...listsOf(lines))
      lines = []
    }
    const visit = (node: Node, now: Look) => {
      if (node.nodeType === Node.TEXT_NODE) {
        const before = run.length
        this.addText(run, node.nodeValue ?? '', now)
        // What Word writes between two lines of a list is white space of its source.
        if (run.length > before && !isBlankRun(run)) endLines()
        return
      }
      if (!(node instanceof Element) || this.isLeftOut(node)) return
      const tag = node.localName
      if (tag === 'br') {
        run.push({ type: 'hardBreak' })
        if (node.getAttribute('role') === 'presentation') this.notes.add('lines')
        return
      }
      const own = this.lookOf(node, now)
      const tabs = /mso-tab-count:(\d)/.exec(styleOf(node))?.[1]
      if (tabs !== undefined) {
        run.push({ type: 'text', text: '\t'.repeat(Number(tabs)) })
        return
      }
      if (!blockTags.has(tag)) {
        for (const inner of node.childNodes) visit(inner, own)
        return
      }
      endRun()
      const line = tag === 'p' || tag === 'li' ? listLineOf(node) : undefined
      if (line) {
        lines.push({ ...line, content: this.itemBlocks(node, own) })
        return
      }
      const made = this.blockOf(node, own)
      // An empty paragraph between two lines of a list is no end of it.
      if (made.length > 0) endLines()
      blocks.push(...made)
    }
    for (const node of parent.childNodes) visit(node, look)
    endRun()
    endLines()
    return joinedLists(blocks)
  }

  private blockOf(element: Element, look: Look): RichBlock[] {
    const tag = element.localName
    const heading = /^h([1-6])$/.exec(tag)?.[1] ?? (element.classList.contains('MsoTitle') ? '0' : undefined)
    if (heading !== undefined) return this.headingOf(element, Number(heading), look)
    switch (tag) {
      case 'hr':
        return [{ type: 'horizontalRule' }]
      case 'ul':
      case 'ol':
        return this.listOf(element, look)
      case 'table':
        return this.tableOf(element, look)
      case 'blockquote': {
        const content = this.blocksIn(element, look)
        return content.length > 0 ? [{ type: 'blockquote', content }] : []
      }
      case 'pre':
        return paragraphsOf(
          (element.textContent ?? '')
            .split('\n')
            .flatMap((line, index): RichInline[] => [
              ...(index > 0 ? [{ type: 'hardBreak' } as const] : []),
              ...(line === '' ? [] : [{ type: 'text', text: line } as const]),
            ]),
        )
      default:
        return this.blocksIn(element, look)
    }
  }

  private headingOf(element: Element, rank: number, look: Look): RichBlock[] {
    // A heading is bold by itself.
    const blocks = this.blocksIn(element, { ...look, bold: false })
    const level = Math.min(4, Math.max(2, 2 + rank - this.topHeading)) as 2 | 3 | 4
    // Word numbers headings as it numbers lists; their numbers are words of the text.
    const line = listLineOf(element)
    const [first] = blocks
    if (line && line.kind !== 'bullet' && first?.type === 'paragraph')
      first.content?.unshift({ type: 'text', text: `${line.sign} ` })
    return blocks.map((block) =>
      block.type === 'paragraph' && block.content
        ? { type: 'heading', attrs: { level }, content: withoutBold(block.content) }
        : block,
    )
  }

  /** Google and LibreOffice put a list inside a list beside its items, not into them. */
  private listOf(element: Element, look: Look): RichBlock[] {
    const items: RichListItem[] = []
    for (const child of element.children) {
      if (this.isLeftOut(child)) continue
      if (child.localName === 'ul' || child.localName === 'ol') {
        const last = items.at(-1)
        const inner = this.listOf(child, look)
        if (last) last.content.push(...inner)
        else items.push({ type: 'listItem', content: [{ type: 'paragraph' }, ...inner] })
        continue
      }
      const content = this.itemBlocks(child, this.lookOf(child, look))
      if (content.length > 1 || content.some((block) => 'content' in block))
        items.push({ type: 'listItem', content })
    }
    if (items.length === 0) return []
    if (element.localName === 'ul') return [{ type: 'bulletList', content: items }]
    const start = Number(element.getAttribute('start') ?? 1)
    const attrs =
      Number.isInteger(start) && start >= 0 && start <= 9999 && start !== 1 ? { start } : undefined
    return [{ type: 'orderedList', ...(attrs && { attrs }), content: items }]
  }

  /** An item begins with words. */
  private itemBlocks(element: Element, look: Look): RichBlock[] {
    const blocks = this.blocksIn(element, look)
    return blocks[0]?.type === 'paragraph' ? blocks : [{ type: 'paragraph' }, ...blocks]
  }

  private tableOf(element: Element, look: Look): RichBlock[] {
    const { block, filled } = tableOf(element, {
      isSheet: this.isSheet,
      isHidden: (one) => this.isLeftOut(one),
      blocksIn: (cell, isHead) => {
        const own = this.lookOf(cell, look)
        const blocks = this.blocksIn(cell, isHead ? { ...own, bold: false } : own)
        return isHead ? blocks.map(plainHead) : blocks
      },
    })
    if (filled) this.notes.add('cells')
    return block
  }

  private addText(run: RichInline[], given: string, look: Look): void {
    const last = run.at(-1)
    const isAtStart = last === undefined || last.type === 'hardBreak' || last.text.endsWith(' ')
    const text = given.replaceAll(/[ \t\n\r\f\u00A0]+/g, ' ')
    const shown = isAtStart ? text.replace(/^ /, '') : text
    if (shown === '') return
    const marks = marksOf(look)
    run.push({ type: 'text', text: shown, ...(marks.length > 0 && { marks }) })
  }

  /** Whether nothing of an element is shown, or nothing of it can be kept. */
  private isLeftOut(element: Element): boolean {
    const tag = element.localName
    if (tag === 'img' || tag === 'picture') {
      const src = element.getAttribute('src') ?? ''
      if (/^data:image\/(?:png|jpeg|webp);base64,/.test(src)) {
        this.images.push(src)
        this.notes.add('moved')
      } else if (tag === 'img') this.notes.add('images')
      return tag === 'img'
    }
    if (dropped.has(tag)) return true
    const style = styleOf(element)
    if (/(?:^|;)display:none|mso-hide:(?:all|screen)/.test(style)) {
      if ((element.textContent ?? '').trim() !== '') this.notes.add('hidden')
      return true
    }
    // The sign before a line of a list in Word, and its comments.
    return (
      /mso-list:ignore|mso-element:comment/.test(style) || element.classList.contains('MsoCommentReference')
    )
  }

  private lookOf(element: Element, look: Look): Look {
    const own = { ...look }
    switch (element.localName) {
      case 'b':
      case 'strong':
        own.bold = true
        break
      case 'i':
      case 'em':
        own.italic = true
        break
      case 'u':
        own.underline = true
        break
      case 'sub':
        own.raised = 'subscript'
        break
      case 'sup':
        own.raised = 'superscript'
        break
      case 's':
      case 'strike':
        this.notes.add('struck')
        break
      case 'a':
        own.href = this.hrefOf(element) ?? own.href
        break
    }
    const style = styleOf(element)
    const weight = /(?:^|;)font-weight:(\w+)/.exec(style)?.[1]
    if (weight !== undefined) own.bold = weight === 'bold' || weight === 'bolder' || Number(weight) >= 600
    const slant = /(?:^|;)font-style:(\w+)/.exec(style)?.[1]
    if (slant !== undefined) own.italic = slant === 'italic' || slant === 'oblique'
    const line = /(?:^|;)text-decoration(?:-line)?:([\w -]+)/.exec(style)?.[1]
    if (line?.includes('underline')) own.underline = true
    if (line?.includes('none')) own.underline = false
    if (line?.includes('line-through')) this.notes.add('struck')
    const raised = /(?:^|;)vertical-align:(sub|super)/.exec(style)?.[1]
    if (raised !== undefined) own.raised = raised === 'sub' ? 'subscript' : 'superscript'
    // A link is underlined by itself.
    if (own.href !== undefined) own.underline = false
    return own
  }

  private hrefOf(element: Element): string | undefined {
    const href = (element.getAttribute('href') ?? '').trim()
    if (href === '') return undefined
    if (!linkProblem(href)) return href
    // Within the document that it was copied from: a page of contents, a footnote.
    if (!href.startsWith('#')) this.notes.add('links')
    return undefined
  }
}

/** The style of an element without blanks and in small letters; `element.style` knows nothing of Word's own. */
export const styleOf = (element: Element): string =>
  (element.getAttribute('style') ?? '')
    .toLowerCase()
    .split(';')
    .map((one) =>
      one
        .split(':')
        .map((part) => part.trim())
        .join(':'),
    )
    .join(';')

const isBlankRun = (run: RichInline[]) =>
  run.every((piece) => piece.type === 'text' && piece.text.trim() === '')

function marksOf({ bold, italic, underline, raised, href }: Look): RichMark[] {
  return [
    ...(href === undefined ? [] : [{ type: 'link', attrs: { href } } as const]),
    ...(bold ? [{ type: 'bold' } as const] : []),
    ...(italic ? [{ type: 'italic' } as const] : []),
    ...(underline ? [{ type: 'underline' } as const] : []),
    ...(raised === undefined ? [] : [{ type: raised }]),
  ]
}

/** Two line ends beside each other part paragraphs; one at either end of a paragraph is none. */
function paragraphsOf(run: RichInline[]): RichParagraph[] {
  const paragraphs: RichInline[][] = [[]]
  for (const [index, piece] of run.entries()) {
    const now = paragraphs.at(-1)
    if (piece.type === 'hardBreak' && run[index + 1]?.type === 'hardBreak') {
      if (now && now.length > 0) paragraphs.push([])
      continue
    }
    now?.push(piece)
  }
  return paragraphs.flatMap((pieces): RichParagraph[] => {
    const content = trimmed(pieces)
    return content.length > 0 ? [{ type: 'paragraph', content }] : []
  })
}

function trimmed(pieces: RichInline[]): RichInline[] {
  const isNothing = (piece: RichInline | undefined) =>
    piece !== undefined && (piece.type === 'hardBreak' || /^ *$/.test(piece.text))
  const content = [...pieces]
  while (isNothing(content[0])) content.shift()
  while (isNothing(content.at(-1))) content.pop()
  const last = content.at(-1)
  if (last?.type === 'text') content[content.length - 1] = { ...last, text: last.text.trimEnd() }
  return content
}

/** Word on the web writes a list for each of its items. */
function joinedLists(blocks: RichBlock[]): RichBlock[] {
  const joined: RichBlock[] = []
  for (const block of blocks) {
    const last = joined.at(-1)
    if (last?.type === 'bulletList' && block.type === 'bulletList') last.content.push(...block.content)
    else if (
      last?.type === 'orderedList' &&
      block.type === 'orderedList' &&
      block.attrs?.start === (last.attrs?.start ?? 1) + last.content.length
    )
      last.content.push(...block.content)
    else joined.push(block)
  }
  return joined
}
