import { createElement as h } from 'react'
import { link, type OfficeName, renderPage, type Site } from './layout.ts'
import { writeNumber } from './thai-date.ts'

/** The offices, each with how many items it publishes now. */
export function officeListPage(context: Site, offices: { name: OfficeName; count: number }[]): string {
  const { words, language } = context
  const items = offices.map(({ name, count }) =>
    h(
      'li',
      { className: 'card' },
      h('h2', null, link(context, `/o/${name.id}`, language === 'th' ? name.th : name.en)),
      h('p', { className: 'quiet' }, words.published(writeNumber(count, context))),
    ),
  )
  const list =
    items.length > 0
      ? h('ul', { className: 'cards' }, ...items)
      : h('p', { className: 'empty' }, words.noOffices)
  const main = h(
    'div',
    { className: 'page' },
    h('h1', null, words.officesTitle),
    h('p', { className: 'lead' }, words.officesLead),
    list,
  )
  return renderPage(context, { title: words.officesTitle, main })
}
