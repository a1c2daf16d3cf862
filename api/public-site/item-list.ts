import { html } from 'hono/html'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { type Html, link, type Shown, type Site, thai } from './layout.ts'
import { writeDate, writeDay } from './thai-date.ts'

/** An item as the lists show it. Times in ms since 1970; `untilDay` is null where no end is set (ไม่กำหนด). */
export type ListedItem = {
  id: string
  office: string
  title: string
  category: string | null
  publishedAt: number
  untilDay: string | null
  groupTh: string
  groupEn: string
}

type Options = {
  /** The rank of the titles as headings: one below what stands above the list. */
  heading: 'h2' | 'h3'
  /** With it, each item names its kind. */
  categoryOf?: (id: string | null) => string | undefined
}

/** A list of items. */
export function itemList(context: Site, items: ListedItem[], { heading, categoryOf }: Options): Html {
  const { words, language } = context
  const shown = items.map((item) => {
    const title = link(context, `/o/${item.office}/items/${item.id}`, thai(context, item.title))
    const category = categoryOf?.(item.category)
    const until = item.untilDay ? `${words.until} ${writeDate(item.untilDay, context)}` : words.listedNoUntil
    return html`<li>${titled(heading, title)}<p class="facts"><span>${words.publishedOn} ${day(item.publishedAt, context)}</span><span>${
      language === 'th' ? item.groupTh : item.groupEn
    }</span><span>${until}</span></p>${category ? html`<p class="facts">${category}</p>` : null}</li>`
  })
  return html`<ul class="items">${shown}</ul>`
}

const titled = (heading: 'h2' | 'h3', title: Shown): Html =>
  heading === 'h2' ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`

/** The Bangkok day of an instant, readable by machines too. */
export const day = (at: number, context: Site): Html =>
  html`<time datetime="${bangkokDay(at)}">${writeDay(at, context)}</time>`
