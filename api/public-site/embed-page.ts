import { html } from 'hono/html'
import type { ListedRow } from '../../db/publications.ts'
import { commonHeaders } from './answer.ts'
import { day, itemList } from './item-list.ts'
import { type Html, link, type OfficeName, type Site, thai, withWholeWords } from './layout.ts'
import { writeDate } from './thai-date.ts'

/** Of an embedded list so many items are shown where its address does not say how many, and at most. */
export const embeddedItems = { usual: 5, most: 20 } as const

/** The one kind of page that others may frame: it asks for nothing, and all that it does is to lead to the whole page. */
export const embedHeaders = {
  'Content-Security-Policy': commonHeaders['Content-Security-Policy']
    .replace(/script-src '[^']*'; connect-src 'self'; form-action 'self'/, "form-action 'none'")
    .replace("frame-ancestors 'none'", 'frame-ancestors *'),
}

/** The newest items of an office, or of what it is narrowed to, to stand in a page of the office's own website. */
export function embeddedList(
  context: Site,
  office: OfficeName,
  { items, title, query }: { items: ListedRow[]; title: string; query: Record<string, string | undefined> },
): string {
  const { words } = context
  const list =
    items.length > 0
      ? itemList(context, items, { heading: 'h2' })
      : html`<p class="empty">${words.nothingHere}</p>`
  const whole = link(context, `/o/${office.id}`, words.embedAll, { query })
  return embedded(context, office, { title, main: html`<h1>${title}</h1>${list}<p>${whole}</p>` })
}

/** One item as a card, to stand in another page. */
export function embeddedItem(context: Site, office: OfficeName, item: ListedRow): string {
  const { words, language } = context
  const title = link(context, `/o/${office.id}/items/${item.id}`, thai(context, item.title))
  const until = item.untilDay ? `${words.until} ${writeDate(item.untilDay, context)}` : words.listedNoUntil
  const main = html`<h1>${title}</h1><p class="facts"><span>${words.publishedOn} ${day(item.publishedAt, context)}</span><span>${language === 'th' ? item.groupTh : item.groupEn}</span><span>${until}</span></p><p>${office[language]}</p>`
  return embedded(context, office, { title: item.title, main })
}

/** What stands in the place of a card whose item is public no more; what it was called is not said. */
export function embeddedGone(context: Site, office: OfficeName): string {
  const { words } = context
  const main = html`<h1>${words.goneTitle}</h1><p>${link(context, `/o/${office.id}`, words.backToOffice)}</p>`
  return embedded(context, office, { title: words.goneTitle, main })
}

type Embedded = { title: string; main: Html }

/** Every link opens a page of its own: those pages may not be framed. */
function embedded(
  { language, stylesheet, demo, words }: Site,
  office: OfficeName,
  { title, main }: Embedded,
): string {
  const colours = office.face?.colours ? html`<link rel="stylesheet" href="${office.face.colours}">` : null
  return withWholeWords(
    String(
      html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${title} · ${office[language]}</title><base target="_blank"><link rel="stylesheet" href="${stylesheet}">${colours}</head><body class="embedded"><main>${demo ? html`<p class="demo">${words.demo}</p>` : null}${main}</main></body></html>`,
    ),
  )
}
