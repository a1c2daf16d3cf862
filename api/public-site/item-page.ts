import { createElement as h, type ReactNode } from 'react'
import type { Text } from '../../machines/procedure/procedure.ts'
import { keepIn } from '../../ui/lib/keep-words.ts'
import { day } from './item-list.ts'
import { link, type OfficeName, renderPage, type Site, thai } from './layout.ts'
import { writeDate } from './thai-date.ts'

export type PublicItem = {
  id: string
  title: string
  body: string
  links: { title: string; url: string }[]
  group: Text
  source: string | null
  category: string | null
  publishedAt: number
  updatedAt: number
  untilDay: string | null
  document: Text
  sha256: string
}

/** One published item, whole. */
export function itemPage(context: Site, office: OfficeName, item: PublicItem): string {
  const { words } = context
  const main = h(
    'div',
    { className: 'page' },
    h('p', { className: 'back' }, link(context, `/o/${office.id}`, words.backToOffice)),
    h(
      'article',
      { className: 'item' },
      h('h1', { lang: 'th' }, keepIn(item.title)),
      h(
        'p',
        { className: 'facts' },
        h('span', null, `${words.publishedOn} `, day(item.publishedAt, context)),
        h('span', null, item.group[context.language]),
      ),
      h('div', { className: 'text', lang: 'th' }, ...paragraphs(item.body)),
      item.links.length > 0 ? links(context, item.links) : null,
      about(context, office, item),
    ),
  )
  return renderPage(context, { title: item.title, office, main, feeds: true })
}

/** Blank lines part paragraphs; single line breaks are kept inside them. */
const paragraphs = (body: string): ReactNode[] =>
  body
    .split(/\n[^\S\n]*\n+/)
    .filter((part) => part.trim() !== '')
    .map((part) => h('p', null, part.replace(/^\n+|\s+$/g, '')))

function about(context: Site, office: OfficeName, item: PublicItem): ReactNode {
  const { words, language } = context
  const corrected = item.updatedAt > item.publishedAt
  const facts: [string, ReactNode][] = [
    [words.publishedOn, day(item.publishedAt, context)],
    ...(corrected ? ([[words.updatedOn, day(item.updatedAt, context)]] as [string, ReactNode][]) : []),
    [words.until, item.untilDay ? writeDate(item.untilDay, context) : words.noUntil],
    [words.owner, item.group[language]],
    ...(item.source ? ([[words.source, thai(context, item.source)]] as [string, ReactNode][]) : []),
    ...(item.category ? ([[words.category, item.category]] as [string, ReactNode][]) : []),
    [words.procedure, link(context, `/o/${office.id}/procedure`, item.document[language])],
    [words.sha256, h('code', null, item.sha256)],
  ]
  return h(
    'section',
    { 'aria-label': words.about, className: 'about' },
    h('dl', null, ...facts.map(([term, value]) => h('div', null, h('dt', null, term), h('dd', null, value)))),
  )
}

function links({ words }: Site, given: { title: string; url: string }[]): ReactNode {
  return h(
    'section',
    { className: 'links' },
    h('h2', null, words.links),
    h(
      'ul',
      null,
      ...given.map(({ title, url }) => {
        const text = title.trim() || url
        const safe = safeAddress(url)
        // An address of another scheme (javascript:, data:) is shown, but leads nowhere.
        if (!safe) return h('li', { lang: 'th' }, text === url ? text : `${text} (${url})`)
        return h(
          'li',
          { lang: 'th' },
          h('a', { href: safe, rel: 'noopener noreferrer nofollow external' }, text),
        )
      }),
    ),
  )
}

/** The address when it is http or https, else undefined. */
export function safeAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  return protocol === 'http:' || protocol === 'https:' ? href : undefined
}
