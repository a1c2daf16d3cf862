import { html } from 'hono/html'
import type { Text } from '../../machines/procedure/procedure.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { oneLine } from '../../machines/text/put-right.ts'
import { blocksOf, inlinesOf, isNumber, webAddress } from '../../machines/text/shown.ts'
import { day } from './item-list.ts'
import { type Html, link, type OfficeName, renderPage, type Shown, type Site, thai } from './layout.ts'
import { writeDate } from './thai-date.ts'

export type PublicItem = {
  id: string
  title: string
  body: string
  links: { title: string; url: string }[]
  group: Text
  source: string | null
  category: string | null
  publishedAt: number
  /** When its content was last corrected while it was public. */
  correctedAt: number | null
  untilDay: string | null
  document: Text
  /** Of the content that was decided on, and of all that is read here. */
  sha256: string
  recordSha256: string
  /** The short address, whole. */
  short?: string
}

/** One published item, whole. */
export function itemPage(context: Site, office: OfficeName, item: PublicItem): string {
  const { words } = context
  const back = link(context, `/o/${office.id}`, words.backToOffice)
  const published = html`<span>${words.publishedOn} ${day(item.publishedAt, context)}</span>`
  const main = html`<div class="page"><p class="back">${back}</p><article class="item"><h1 lang="th">${item.title}</h1><p class="facts">${published}<span>${item.group[context.language]}</span></p><div class="text" lang="th">${prose(context, item.body)}</div>${
    item.links.length > 0 ? links(context, item.links) : null
  }${about(context, office, item)}</article></div>`
  return renderPage(context, { title: item.title, office, main, feeds: true })
}

const prose = ({ words }: Site, body: string): Html[] =>
  blocksOf(body).map((block) =>
    block.kind === 'paragraph'
      ? html`<p>${line(block.text)}</p>`
      : // A region that scrolls must be reachable by keyboard, and then needs a name.
        html`<section class="table" aria-label="${words.table}" tabindex="0"><table>${block.rows.map((cells, at) => row(cells, at === 0 && block.hasHead))}</table></section>`,
  )

const row = (cells: string[], isHead: boolean): Html =>
  html`<tr>${cells.map((cell) =>
    isHead
      ? html`<th scope="col">${line(cell)}</th>`
      : html`<td${isNumber(cell) ? html` class="number"` : null}>${line(cell)}</td>`,
  )}</tr>`

const line = (text: string): Shown[] =>
  inlinesOf(text).map(({ text: piece, href }) =>
    href === undefined
      ? piece
      : html`<a href="${href}" rel="noopener noreferrer nofollow external">${piece}</a>`,
  )

function about(context: Site, office: OfficeName, item: PublicItem): Html {
  const { words, language } = context
  const fact = (term: string, value: Shown) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`
  const facts = [
    fact(words.publishedOn, day(item.publishedAt, context)),
    item.correctedAt ? fact(words.updatedOn, day(item.correctedAt, context)) : null,
    fact(words.until, item.untilDay ? writeDate(item.untilDay, context) : words.noUntil),
    fact(words.owner, item.group[language]),
    item.source ? fact(words.source, thai(context, item.source)) : null,
    item.category ? fact(words.category, item.category) : null,
    fact(words.procedure, link(context, `/o/${office.id}/procedure`, item.document[language])),
    fact(words.sha256, html`<code>${item.sha256}</code>`),
    fact(words.recordSha256, html`<code>${item.recordSha256}</code>`),
    item.short ? fact(words.shortAddress, shortened(context, office, item, item.short)) : null,
  ]
  return html`<section aria-label="${words.about}" class="about"><dl>${facts}</dl></section>`
}

const shortened = ({ words }: Site, office: OfficeName, { id }: PublicItem, address: string): Html =>
  html`<a href="${address}">${address.replace(/^https?:\/\//, '')}</a><br><img src="/o/${office.id}/items/${id}/qr.svg" width="132" height="132" alt="${words.qrCode}">`

function links({ words }: Site, given: { title: string; url: string }[]): Html {
  const shown = given.map(({ title, url }) => {
    const text = isBlank(title) ? url : title.trim()
    const safe = webAddress(oneLine(url))
    // An address of another scheme (javascript:, data:), or with a name before its host, is shown, but leads nowhere.
    if (!safe) return html`<li lang="th">${text === url ? text : `${text} (${url})`}</li>`
    return html`<li lang="th"><a href="${safe}" rel="noopener noreferrer nofollow external">${text}</a></li>`
  })
  return html`<section class="links"><h2>${words.links}</h2><ul>${shown}</ul></section>`
}
