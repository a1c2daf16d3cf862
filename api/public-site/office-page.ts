import { createElement as h, type ReactNode } from 'react'
import type { Category } from '../../machines/procedure/procedure.ts'
import { keepIn } from '../../ui/lib/keep-words.ts'
import { itemList, type ListedItem } from './item-list.ts'
import { link, type OfficeName, renderPage, type Site } from './layout.ts'
import { writeNumber } from './thai-date.ts'

export type OfficePage = {
  office: OfficeName
  categories: Category[]
  /** How many items each category has now; what has none of them is under null. */
  counts: Map<string | null, number>
  q: string
  category: string | undefined
  /** Everything in one list, although the office has categories. */
  all: boolean
  /** The newest of each category, or one page of a list. */
  show:
    | { kind: 'overview'; items: ListedItem[] }
    | { kind: 'list'; items: ListedItem[]; total: number; page: number; pageSize: number }
}

/** What an office publishes now: by category, or as one list that can be searched, newest first. */
export function officePage(context: Site, data: OfficePage): string {
  const { words } = context
  const chosen = data.categories.find(({ id }) => id === data.category)
  const hasKinds = data.categories.length > 0
  const main = h(
    'div',
    { className: hasKinds ? 'page with-aside' : 'page' },
    h('h1', null, words.officeTitle),
    searchForm(context, data),
    // On a narrow screen the kinds stand below the list, which some of them would push far down.
    hasKinds ? h('p', { className: 'to-kinds' }, h('a', { href: '#kinds' }, words.categories)) : null,
    h(
      'div',
      { className: 'results' },
      chosen ? h('h2', null, kindOf(context, chosen)) : null,
      data.show.kind === 'overview'
        ? overview(context, data, data.show.items)
        : list(context, data, data.show),
    ),
    hasKinds ? categoryNav(context, data) : null,
  )
  const title = chosen ? `${chosen.number} ${chosen.title[context.language]}` : words.officeTitle
  return renderPage(context, { title, office: data.office, main, feeds: true })
}

const kindOf = ({ language }: Site, { number, title }: Category): string => `${number} ${title[language]}`

function searchForm(context: Site, { office, q, category }: OfficePage): ReactNode {
  const { words, language } = context
  return h(
    'form',
    { action: `/o/${office.id}`, method: 'get', role: 'search', className: 'search' },
    h('label', { htmlFor: 'q' }, words.search),
    h(
      'div',
      { className: 'search-row' },
      h('input', {
        id: 'q',
        name: 'q',
        type: 'search',
        defaultValue: q,
        maxLength: 200,
        autoComplete: 'off',
      }),
      category ? h('input', { type: 'hidden', name: 'category', value: category }) : null,
      language === 'en' ? h('input', { type: 'hidden', name: 'lang', value: 'en' }) : null,
      h('button', { type: 'submit' }, words.searchButton),
    ),
    q ? h('p', null, link(context, `/o/${office.id}`, words.searchClear, { query: { category } })) : null,
  )
}

function categoryNav(context: Site, data: OfficePage): ReactNode {
  const { words } = context
  const home = `/o/${data.office.id}`
  const total = [...data.counts.values()].reduce((sum, count) => sum + count, 0)
  const entry = (query: Record<string, string>, text: string, count: number | undefined, current: boolean) =>
    h(
      'li',
      null,
      link(context, home, text, { query, ...(current && { 'aria-current': 'page' }) }),
      count === undefined ? null : h('span', { className: 'count' }, ` ${writeNumber(count, context)}`),
    )
  const isOverview = data.show.kind === 'overview'
  return h(
    'nav',
    { 'aria-labelledby': 'kinds', className: 'kinds' },
    h('h2', { id: 'kinds' }, words.categories),
    h(
      'ul',
      null,
      entry({}, words.byCategory, undefined, isOverview),
      entry({ all: '1' }, words.allItems, total, data.all),
      ...data.categories.map((one) =>
        entry(
          { category: one.id },
          kindOf(context, one),
          data.counts.get(one.id) ?? 0,
          one.id === data.category,
        ),
      ),
    ),
  )
}

function overview(context: Site, data: OfficePage, items: ListedItem[]): ReactNode {
  const { words } = context
  if (items.length === 0) return h('p', { className: 'empty' }, words.nothingHere)
  const section = (id: string | null, title: string, of: ListedItem[]) => {
    const count = data.counts.get(id) ?? 0
    return h(
      'section',
      null,
      h('h2', null, keepIn(title)),
      itemList(context, of, { heading: 'h3' }),
      count > of.length && id !== null
        ? h(
            'p',
            null,
            link(
              context,
              `/o/${data.office.id}`,
              h(
                'span',
                null,
                words.more(writeNumber(count, context)),
                h('span', { className: 'unseen' }, ` ${words.moreIn(title)}`),
              ),
              { query: { category: id } },
            ),
          )
        : null,
    )
  }
  const known = new Set(data.categories.map(({ id }) => id))
  const rest = items.filter(({ category }) => category === null || !known.has(category))
  const sections = data.categories.flatMap((one) => {
    const of = items.filter(({ category }) => category === one.id)
    return of.length > 0 ? [section(one.id, kindOf(context, one), of)] : []
  })
  if (rest.length > 0) sections.push(section(null, words.noCategory, rest))
  return h('div', null, ...sections)
}

function list(
  context: Site,
  data: OfficePage,
  show: Extract<OfficePage['show'], { kind: 'list' }>,
): ReactNode {
  const { words } = context
  const { q, category } = data
  const chosen = data.categories.some(({ id }) => id === category)
  if (show.items.length === 0)
    return h('p', { className: 'empty', role: 'status' }, q ? words.nothingFound : words.nothingHere)
  const categoryOf = (id: string | null) => {
    const found = data.categories.find((one) => one.id === id)
    return found && !category ? kindOf(context, found) : undefined
  }
  return h(
    'div',
    null,
    q ? h('p', { role: 'status' }, words.found(writeNumber(show.total, context))) : null,
    itemList(context, show.items, { heading: chosen ? 'h3' : 'h2', categoryOf }),
    pager(context, data, show),
  )
}

function pager(
  context: Site,
  { office, q, category, all }: OfficePage,
  { total, page, pageSize }: { total: number; page: number; pageSize: number },
): ReactNode {
  const { words } = context
  const last = Math.max(1, Math.ceil(total / pageSize))
  if (last === 1) return null
  const to = (target: number, text: string, rel: string) =>
    link(context, `/o/${office.id}`, text, {
      query: { q, category, all: all ? '1' : undefined, page: target > 1 ? String(target) : undefined },
      rel,
    })
  return h(
    'nav',
    { 'aria-label': words.pages, className: 'pager' },
    page > 1 ? to(page - 1, words.newer, 'prev') : h('span', null),
    h('span', null, words.page(writeNumber(page, context), writeNumber(last, context))),
    page < last ? to(page + 1, words.older, 'next') : h('span', null),
  )
}
