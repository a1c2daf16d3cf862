import type { Request } from 'express'
import { html } from 'hono/html'
import type { OfficeRow } from '../../db/offices.ts'
import type { ReadAt } from '../../db/publication-facets.ts'
import { type ListedRow, listEnded } from '../../db/publications.ts'
import type { Category } from '../../machines/procedure/procedure.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import type { Deps } from '../process/deps.ts'
import { categoriesOf, nameOf } from './answer.ts'
import { day } from './item-list.ts'
import { link, type OfficeName, renderPage, type Site, thai } from './layout.ts'
import { askedPage } from './office-data.ts'
import { writeDate, writeNumber } from './thai-date.ts'

const pageSize = 20

type ArchivePage = {
  office: OfficeName
  categories: Category[]
  items: ListedRow[]
  page: number
  /** There is an older page. */
  goesOn: boolean
}

/** One page of what an office publishes no more. */
export async function archiveData(
  { reads }: Deps,
  req: Request,
  office: OfficeRow,
  at: ReadAt,
): Promise<ArchivePage> {
  const page = askedPage(req)
  const rows = await listEnded(reads, at, { limit: pageSize + 1, offset: (page - 1) * pageSize })
  return {
    office: nameOf(office),
    categories: categoriesOf(office),
    items: rows.slice(0, pageSize),
    page,
    goesOn: rows.length > pageSize,
  }
}

/**
 * What an office published once, with why and when it ended. A title may itself be what had to come down, so only what
 * ran out is named.
 */
export function archivePage(context: Site, { office, categories, items, page, goesOn }: ArchivePage): string {
  const { words, language } = context
  const shown = items.map((item) => {
    const ranOut = item.endKind !== 'takenDown'
    const ended = ranOut
      ? words.expiredOn(writeDate(item.untilDay ?? bangkokDay(item.endedAt ?? item.publishedAt), context))
      : html`${words.takenDownOn('')}${day(item.endedAt ?? item.updatedAt, context)}`
    const category = categories.find(({ id }) => id === item.category)
    const title = link(
      context,
      `/o/${item.office}/items/${item.id}`,
      ranOut ? thai(context, item.title) : words.archiveTakenDown,
    )
    return html`<li><h2>${title}</h2><p class="facts"><span>${ended}</span><span>${words.publishedOn} ${day(item.publishedAt, context)}</span><span>${
      language === 'th' ? item.groupTh : item.groupEn
    }</span></p>${category ? html`<p class="facts">${category.number} ${category.title[language]}</p>` : null}${
      ranOut
        ? null
        : html`<p class="facts">${words.reason}: ${item.endReason ? thai(context, item.endReason) : words.reasonNotGiven}</p>`
    }</li>`
  })
  const to = (target: number, text: string, rel: 'prev' | 'next') =>
    link(context, `/o/${office.id}/archive`, text, {
      query: { page: target > 1 ? String(target) : undefined },
      rel,
    })
  const nothing = html`<span></span>`
  const pager =
    page > 1 || goesOn
      ? html`<nav aria-label="${words.pages}" class="pager">${page > 1 ? to(page - 1, words.newer, 'prev') : nothing}<span>${words.archivePage(writeNumber(page, context))}</span>${
          goesOn ? to(page + 1, words.older, 'next') : nothing
        }</nav>`
      : null
  const list =
    items.length > 0 ? html`<ul class="items">${shown}</ul>` : html`<p class="empty">${words.archiveNone}</p>`
  const main = html`<div class="page"><p class="back">${link(context, `/o/${office.id}`, words.backToOffice)}</p><h1>${words.archiveTitle}</h1><p class="lead">${words.archiveLead}</p>${list}${pager}</div>`
  return renderPage(context, { title: words.archiveTitle, office, main })
}
