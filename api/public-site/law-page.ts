import { html } from 'hono/html'
import type { LawIndex } from '../public-data/law-index.ts'
import { day } from './item-list.ts'
import { type Html, link, type OfficeName, renderPage, type Site, thai } from './layout.ts'
import { writeDigits, writeNumber } from './thai-date.ts'

/** What an office publishes by sections 7 and 9 of the Official Information Act, subsection by subsection. */
export function lawPage(context: Site, office: OfficeName, { sections }: LawIndex): string {
  const { words, language } = context
  const home = `/o/${office.id}`
  const shown = (act: 7 | 9): Html => {
    const of = sections.filter((section) => section.act === act)
    const entries = of.map(({ number, title, count, categories, newest }) => {
      const kinds = categories.map(
        (one) =>
          html`<li>${link(context, home, `${one.number} ${one.title[language]}`, { query: { category: one.id } })} <span class="count">${writeNumber(one.count, context)}</span></li>`,
      )
      const items = newest.map(
        (item) =>
          html`<li>${link(context, new URL(item.url).pathname, thai(context, item.title))} <span class="count">${day(Date.parse(item.publishedAt), context)}</span></li>`,
      )
      return html`<section class="law-section"><h3>${language === 'th' ? number : words.lawNumber(number)} ${title[language]}</h3>${
        kinds.length === 0
          ? html`<p class="quiet">${words.lawNoKind}</p>`
          : html`<p class="quiet">${words.published(writeNumber(count, context))}</p><ul class="plain">${kinds}</ul>`
      }${items.length > 0 ? html`<h4>${words.latest}</h4><ul class="plain">${items}</ul>` : null}</section>`
    })
    return html`<section><h2>${act === 7 ? words.lawSeven : words.lawNine}</h2><div class="cards">${entries}</div></section>`
  }
  const files = html`<p class="quiet">${words.asData}: <a href="${home}/law.csv">CSV</a> · <a href="/api/v1/offices/${office.id}/law">JSON</a></p>`
  const main = html`<div class="page law"><p class="back">${link(context, home, words.backToOffice)}</p><h1>${words.lawTitle}</h1><p class="lead">${writeDigits(words.lawLead, context)}</p>${files}<p>${link(context, `${home}/procurement`, words.procurementMonthly)}</p>${shown(7)}${shown(9)}</div>`
  return renderPage(context, { title: words.lawTitle, office, main })
}
