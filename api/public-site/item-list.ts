import { createElement as h, type ReactNode } from 'react'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { link, type Site, thai } from './layout.ts'
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
export function itemList(context: Site, items: ListedItem[], { heading, categoryOf }: Options): ReactNode {
  const { words, language } = context
  return h(
    'ul',
    { className: 'items' },
    ...items.map((item) => {
      const category = categoryOf?.(item.category)
      const until = item.untilDay
        ? `${words.until} ${writeDate(item.untilDay, context)}`
        : words.listedNoUntil
      return h(
        'li',
        null,
        h(heading, null, link(context, `/o/${item.office}/items/${item.id}`, thai(context, item.title))),
        h(
          'p',
          { className: 'facts' },
          h('span', null, `${words.publishedOn} `, day(item.publishedAt, context)),
          h('span', null, language === 'th' ? item.groupTh : item.groupEn),
          h('span', null, until),
        ),
        category ? h('p', { className: 'facts' }, category) : null,
      )
    }),
  )
}

/** The Bangkok day of an instant, readable by machines too. */
export const day = (at: number, context: Site): ReactNode =>
  h('time', { dateTime: bangkokDay(at) }, writeDay(at, context))
