import { html } from 'hono/html'
import type { Category, Text } from '../../machines/procedure/procedure.ts'
import { liveSearch } from './assets.ts'
import { itemList, type ListedItem } from './item-list.ts'
import { type Html, link, type OfficeName, renderPage, type Site } from './layout.ts'
import { officeLinkedData } from './linked-data.ts'
import { writeDigits, writeNumber } from './thai-date.ts'

/** A value that the list can be narrowed to, and how many items it then has. */
export type Choice = { value: string; title: Text; count: number; isChosen: boolean }

export type OfficePage = {
  office: OfficeName
  categories: Category[]
  /** How many items each category has now; what has none of them is under null. */
  counts: Map<string | null, number>
  q: string
  category: string | undefined
  groups: Choice[]
  /** Fiscal years of publication, the latest first. */
  years: Choice[]
  /** The procedures under which items were published, where there is more than one. */
  types: Choice[]
  /** Everything in one list, although the office has categories. */
  all: boolean
  /** The newest of each category, or one page of a list. */
  show:
    | { kind: 'overview'; items: ListedItem[]; latest: ListedItem[] }
    | {
        kind: 'list'
        items: ListedItem[]
        total: number
        totalIsLeast: boolean
        page: number
        pageSize: number
      }
}

/** What an office publishes now: by category, or as one list that can be searched, newest first. */
export function officePage(context: Site, data: OfficePage): string {
  const { words } = context
  const chosen = data.categories.find(({ id }) => id === data.category)
  const hasKinds = data.categories.length > 0
  const shown =
    data.show.kind === 'overview' ? overview(context, data, data.show) : list(context, data, data.show)
  const main = html`<div class="${hasKinds ? 'page with-aside' : 'page'}"><h1>${words.officeTitle}</h1>${searchForm(context, data)}<p class="found" role="status">${found(context, data)}</p>${chosenLine(context, data)}${
    // On a narrow screen the kinds stand below the list, which some of them would push far down.
    hasKinds ? html`<p class="to-kinds"><a href="#kinds">${words.categories}</a></p>` : null
  }<div class="results">${chosen ? html`<h2>${kindOf(context, chosen)}</h2>` : null}${shown}</div>${
    hasKinds ? categoryNav(context, data) : null
  }</div>`
  const title = chosen ? kindOf(context, chosen) : words.officeTitle
  const here = chosen && { title, path: `/o/${data.office.id}?category=${encodeURIComponent(chosen.id)}` }
  return renderPage(context, {
    title,
    office: data.office,
    main,
    feeds: true,
    script: liveSearch,
    data: officeLinkedData(context, data.office, here),
  })
}

const kindOf = ({ language }: Site, { number, title }: Category): string => `${number} ${title[language]}`

/** What else narrows the list, as its address says it. */
function narrowing({ groups, years, types }: OfficePage): Record<string, string | undefined> {
  const chosenOf = (choices: Choice[]) => choices.find(({ isChosen }) => isChosen)?.value
  return { group: chosenOf(groups), year: chosenOf(years), type: chosenOf(types) }
}

function searchForm(context: Site, data: OfficePage): Html {
  const { words, language } = context
  const { office, q, category, all, groups, years, types } = data
  const hidden = [
    category ? html`<input type="hidden" name="category" value="${category}">` : null,
    all ? html`<input type="hidden" name="all" value="1">` : null,
    language === 'en' ? html`<input type="hidden" name="lang" value="en">` : null,
  ]
  const choice = (name: string, label: string, any: string, choices: Choice[]) =>
    choices.length > 0
      ? html`<p><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">${any}</option>${choices.map(
          ({ value, title, count, isChosen }) =>
            html`<option value="${value}"${isChosen ? html` selected` : null}>${words.counted(
              name === 'year' ? words.yearOf(writeDigits(title[language], context)) : title[language],
              writeNumber(count, context),
            )}</option>`,
        )}</select></p>`
      : null
  const narrow = html`<div class="filters">${choice('group', words.group, words.anyGroup, groups)}${choice(
    'year',
    words.year,
    words.anyYear,
    years,
  )}${choice('type', words.type, words.anyType, types)}</div>`
  return html`<form action="/o/${office.id}" method="get" role="search" class="search"><label for="q">${words.search}</label><div class="search-row"><input id="q" name="q" type="search" maxlength="200" autocomplete="off" value="${q}">${hidden}<button type="submit">${words.searchButton}</button></div>${narrow}</form>`
}

/** How much is found, where something was looked for. */
function found(context: Site, data: OfficePage): string | null {
  const { words } = context
  const { show, q } = data
  const isNarrowed = Object.values(narrowing(data)).some(Boolean)
  if (show.kind === 'overview' || (!q && !isNarrowed)) return null
  if (show.items.length === 0) return words.nothingFound
  const say = show.totalIsLeast ? words.foundAtLeast : words.found
  return say(writeNumber(show.total, context))
}

/** By what the list is narrowed, and the way back. */
function chosenLine(context: Site, data: OfficePage): Html {
  const { words, language } = context
  const { office, q, category, groups, years, types } = data
  const chosen = [...groups, ...years, ...types].filter(({ isChosen }) => isChosen)
  if (!q && chosen.length === 0) return html`<p class="chosen" hidden></p>`
  const names = chosen.map(({ title }) => writeDigits(title[language], context)).join(' · ')
  return html`<p class="chosen">${chosen.length > 0 ? `${words.chosen} ${names} ` : null}${link(
    context,
    `/o/${office.id}`,
    words.searchClear,
    { query: { category } },
  )}</p>`
}

function categoryNav(context: Site, data: OfficePage): Html {
  const { words } = context
  const home = `/o/${data.office.id}`
  const kept = { q: data.q, ...narrowing(data) }
  const total = [...data.counts.values()].reduce((sum, count) => sum + count, 0)
  const entry = (query: Record<string, string>, text: string, count: number, current: boolean) =>
    html`<li>${link(context, home, text, { query: { ...query, ...kept }, current })}<span class="count"> ${writeNumber(count, context)}</span></li>`
  const kinds = data.categories.map((one) =>
    entry({ category: one.id }, kindOf(context, one), data.counts.get(one.id) ?? 0, one.id === data.category),
  )
  return html`<nav aria-labelledby="kinds" class="kinds"><h2 id="kinds">${words.categories}</h2><ul><li>${link(
    context,
    home,
    words.byCategory,
    {
      current: data.show.kind === 'overview',
    },
  )}</li>${entry({ all: '1' }, words.allItems, total, data.all)}${kinds}</ul></nav>`
}

type Overview = Extract<OfficePage['show'], { kind: 'overview' }>

function overview(context: Site, data: OfficePage, { items, latest }: Overview): Html {
  const { words } = context
  if (items.length === 0) return html`<p class="empty">${words.nothingHere}</p>`
  const section = (id: string | null, title: string, of: ListedItem[]) =>
    html`<section><h2>${title}</h2>${itemList(context, of, { heading: 'h3' })}${more(context, data, { id, title, shown: of.length })}</section>`
  const known = new Set(data.categories.map(({ id }) => id))
  const rest = items.filter(({ category }) => category === null || !known.has(category))
  const sections = data.categories.map((one) => {
    const of = items.filter(({ category }) => category === one.id)
    return of.length > 0 ? section(one.id, kindOf(context, one), of) : null
  })
  const newest = html`<section class="latest"><h2>${words.latest}</h2>${itemList(context, latest, { heading: 'h3' })}</section>`
  return html`<div>${newest}${sections}${rest.length > 0 ? section(null, words.noCategory, rest) : null}</div>`
}

/** The way from the newest of a kind to all of it, where there are more. */
function more(
  context: Site,
  { office, counts }: OfficePage,
  { id, title, shown }: { id: string | null; title: string; shown: number },
): Html | null {
  const { words } = context
  const count = counts.get(id) ?? 0
  if (id === null || count <= shown) return null
  const text = html`<span>${words.more(writeNumber(count, context))}<span class="unseen"> ${words.moreIn(title)}</span></span>`
  return html`<p>${link(context, `/o/${office.id}`, text, { query: { category: id } })}</p>`
}

function list(context: Site, data: OfficePage, show: Extract<OfficePage['show'], { kind: 'list' }>): Html {
  const { words } = context
  const { category } = data
  const chosen = data.categories.some(({ id }) => id === category)
  if (show.items.length === 0)
    return found(context, data) === null ? html`<p class="empty">${words.nothingHere}</p>` : html`<div></div>`
  const categoryOf = (id: string | null) => {
    const found = data.categories.find((one) => one.id === id)
    return found && !category ? kindOf(context, found) : undefined
  }
  const items = itemList(context, show.items, { heading: chosen ? 'h3' : 'h2', categoryOf })
  return html`<div>${items}${pager(context, data, show)}</div>`
}

function pager(
  context: Site,
  data: OfficePage,
  { total, page, pageSize }: { total: number; page: number; pageSize: number },
): Html | null {
  const { words } = context
  const { office, q, category, all } = data
  const last = Math.max(1, Math.ceil(total / pageSize))
  if (last === 1) return null
  const to = (target: number, text: string, rel: 'prev' | 'next') => {
    const query = {
      q,
      category,
      ...narrowing(data),
      all: all ? '1' : undefined,
      page: target > 1 ? String(target) : undefined,
    }
    return link(context, `/o/${office.id}`, text, { query, rel })
  }
  const nothing = html`<span></span>`
  return html`<nav aria-label="${words.pages}" class="pager">${
    page > 1 ? to(page - 1, words.newer, 'prev') : nothing
  }<span>${words.page(writeNumber(page, context), writeNumber(last, context))}</span>${
    page < last ? to(page + 1, words.older, 'next') : nothing
  }</nav>`
}
