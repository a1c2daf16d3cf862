import { html } from 'hono/html'
import { link, type OfficeName, renderPage, type Site } from './layout.ts'
import { writeNumber } from './thai-date.ts'

/** The offices, each with how many items it publishes now. */
export function officeListPage(context: Site, offices: { name: OfficeName; count: number }[]): string {
  const { words, language } = context
  const cards = offices.map(({ name, count }) => {
    const title = link(context, `/o/${name.id}`, language === 'th' ? name.th : name.en)
    return html`<li class="card"><h2>${title}</h2><p class="quiet">${words.published(writeNumber(count, context))}</p></li>`
  })
  const list =
    cards.length > 0 ? html`<ul class="cards">${cards}</ul>` : html`<p class="empty">${words.noOffices}</p>`
  const main = html`<div class="page"><h1>${words.officesTitle}</h1><p class="lead">${words.officesLead}</p>${list}</div>`
  return renderPage(context, { title: words.officesTitle, main })
}
