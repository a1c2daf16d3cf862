import { html } from 'hono/html'
import { type Dataset, mandatoryFields } from '../public-data/datasets.ts'
import { link, type OfficeName, renderPage, type Site } from './layout.ts'
import { writeNumber } from './thai-date.ts'

/** The datasets of an office, each with the fields that the government data catalogue makes mandatory. */
export function datasetsPage(context: Site, office: OfficeName, datasets: Dataset[]): string {
  const { words } = context
  const home = `/o/${office.id}`
  const shown = datasets.map((one) => {
    const facts = mandatoryFields.map((field) => {
      const value = one[field]
      const text = Array.isArray(value) ? value.join(', ') : value
      return html`<div><dt>${words.datasetFields[field]}</dt><dd lang="th">${text === '' ? words.notGiven : text}</dd></div>`
    })
    const files = one.resources.map(
      ({ format, url }) =>
        html`<li><a href="${url}">${format}<span class="unseen"> · ${one.title}</span></a></li>`,
    )
    return html`<section class="card" id="${one.name}"><h2 lang="th">${one.title}</h2><p class="quiet">${words.published(writeNumber(one.items, context))}</p><ul class="formats">${files}</ul><details><summary>${words.datasetDetails}<span class="unseen"> · ${one.title}</span></summary><dl class="about">${facts}</dl></details></section>`
  })
  const list =
    shown.length > 0
      ? html`<div class="datasets">${shown}</div>`
      : html`<p class="empty">${words.datasetsNone}</p>`
  const main = html`<div class="page"><p class="back">${link(context, home, words.backToOffice)}</p><h1>${words.datasetsTitle}</h1><p class="lead">${words.datasetsLead}</p><p class="quiet">${words.asData}: <a href="/api/v1/offices/${office.id}/datasets">JSON</a> · <a href="${home}/datasets.jsonld">DCAT (JSON-LD)</a> · <a href="/api/v1/openapi.json">OpenAPI</a></p>${list}</div>`
  return renderPage(context, { title: words.datasetsTitle, office, main })
}
