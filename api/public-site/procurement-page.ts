import { html } from 'hono/html'
import { besides, type Procurement, purchaseColumns } from '../public-data/procurement.ts'
import { day } from './item-list.ts'
import { link, type OfficeName, renderPage, type Site, thai } from './layout.ts'
import { writeMonth, writeNumber } from './thai-date.ts'

/** What an office published about procurement in a month, with what was bought by the columns of แบบ สขร.๑. */
export function procurementPage(
  context: Site,
  office: OfficeName,
  { month, items, isWhole, purchases }: Procurement,
): string {
  const { words, language } = context
  const path = `/o/${office.id}/procurement`
  const title = `${words.procurementTitle} ${writeMonth(month, context)}`
  const shown = items.map(
    (item) =>
      html`<li><h3>${link(context, new URL(item.url).pathname, thai(context, item.title))}</h3><p class="facts"><span>${words.publishedOn} ${day(Date.parse(item.publishedAt), context)}</span><span>${item.group.name[language]}</span></p></li>`,
  )
  const heads = ['no', ...purchaseColumns] as const
  const table =
    purchases.length === 0
      ? html`<p class="quiet">${words.purchasesNone}</p>`
      : html`<section class="table" tabindex="0" aria-label="${words.purchases}"><table><caption>${words.purchases}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${words.purchaseColumns[head]}</th>`)}</tr></thead><tbody lang="th">${purchases.map(
          (one, index) =>
            html`<tr><td>${writeNumber(index + 1, context)}</td>${purchaseColumns.map((name) => html`<td>${one[name] || '-'}</td>`)}</tr>`,
        )}</tbody></table></section>`
  const list =
    shown.length > 0
      ? html`<h2>${words.procurementItems}</h2><ul class="items">${shown}</ul>`
      : html`<p class="empty">${words.procurementNone}</p>`
  const to = (by: 1 | -1) =>
    link(context, path, writeMonth(besides(month, by), context), {
      query: { month: besides(month, by) },
      rel: by < 0 ? 'prev' : 'next',
    })
  const data = `month=${month}`
  const main = html`<div class="page"><p class="back">${link(context, `/o/${office.id}/law`, words.lawTitle)}</p><h1>${title}</h1><p class="lead">${words.procurementLead}</p><p class="quiet">${words.asData}: <a href="${path}.csv?${data}">CSV</a> · <a href="/api/v1/offices/${office.id}/procurement?${data}">JSON</a></p><nav aria-label="${words.months}" class="pager">${to(-1)}${to(1)}</nav>${list}${isWhole ? null : html`<p class="notice">${words.procurementMore}</p>`}${items.length > 0 ? table : null}</div>`
  return renderPage(context, { title, office, main })
}
