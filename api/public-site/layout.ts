import { createElement as h, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { keepIn } from '../../ui/lib/keep-words.ts'
import type { Language, Writing } from './thai-date.ts'
import { type Words, wordsOf } from './words.ts'

/** What every page needs to know besides its own matter. */
export type Site = Writing & {
  words: Words
  /** Shows the banner that says so. */
  demo: boolean
  /** The address of the style sheet, with its version. */
  stylesheet: string
  /** The present path and its query without `lang`. */
  path: string
  query: Record<string, string>
}
export type OfficeName = { id: string; th: string; en: string; shortTh: string; shortEn: string }

export const site = (given: Omit<Site, 'words'>): Site => ({ ...given, words: wordsOf(given.language) })

/** An address on this site, in the language of the page. */
export function address(
  language: Language,
  path: string,
  query: Record<string, string | undefined> = {},
): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1])
  const params = new URLSearchParams(given)
  if (language === 'en') params.set('lang', 'en')
  const text = params.toString()
  return text ? `${path}?${text}` : path
}

/** A link on this site, in the language of the page. */
export const link = (
  { language }: Site,
  path: string,
  text: ReactNode,
  { query = {}, ...props }: { query?: Record<string, string | undefined>; [prop: string]: unknown } = {},
) => h('a', { href: address(language, path, query), ...props }, text)

/** Words that are in Thai whatever the language of the page. */
export const thai = ({ language }: Site, text: string): ReactNode =>
  language === 'th' ? text : h('span', { lang: 'th' }, text)

type Page = { title: string; office?: OfficeName | undefined; main: ReactNode; feeds?: boolean }

/** A whole page as HTML, without any script; every text in it is escaped. */
export function renderPage(context: Site, { title, office, main, feeds = false }: Page): string {
  const { words, language, demo } = context
  const name = office && (language === 'th' ? office.th : office.en)
  const head = h(
    'head',
    null,
    h('meta', { charSet: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    demo ? h('meta', { name: 'robots', content: 'noindex' }) : null,
    h('title', null, name ? `${title} — ${name}` : title),
    h('link', { rel: 'stylesheet', href: context.stylesheet }),
    ...(feeds && office ? feedLinks(context, office) : []),
  )
  const other: Language = language === 'th' ? 'en' : 'th'
  const header = h(
    'header',
    { className: 'site-header' },
    demo ? h('p', { className: 'demo' }, words.demo) : null,
    h(
      'div',
      { className: 'bar' },
      h(
        'p',
        { className: 'office-name' },
        link(context, office ? `/o/${office.id}` : '/o', keepIn(name ?? words.allOffices)),
      ),
      h(
        'a',
        {
          href: address(other, context.path, context.query),
          lang: other,
          hrefLang: other,
          className: 'language',
        },
        words.language,
      ),
    ),
  )
  const body = h(
    'body',
    null,
    h('a', { href: '#content', className: 'skip' }, words.skip),
    header,
    h('main', { id: 'content', tabIndex: -1 }, main),
    footer(context, office),
  )
  return `<!doctype html>${renderToStaticMarkup(h('html', { lang: language }, head, body))}`
}

function feedLinks({ words, language }: Site, office: OfficeName): ReactNode[] {
  const title = words.feedTitle(language === 'th' ? office.shortTh : office.shortEn)
  return [
    h('link', { rel: 'alternate', type: 'application/atom+xml', title, href: `/o/${office.id}/feed.xml` }),
    h('link', { rel: 'alternate', type: 'application/feed+json', title, href: `/o/${office.id}/items.json` }),
  ]
}

function footer(context: Site, office: OfficeName | undefined): ReactNode {
  const { words } = context
  const items = office
    ? [
        link(context, `/o/${office.id}/procedure`, words.procedureTitle),
        h(
          'span',
          null,
          `${words.feeds}: `,
          h('a', { href: `/o/${office.id}/feed.xml` }, 'Atom'),
          ' · ',
          h('a', { href: `/o/${office.id}/items.json` }, 'JSON'),
        ),
        link(context, '/o', words.allOffices),
      ]
    : []
  const all = [...items, h('a', { href: '/' }, words.forOfficers)]
  return h('footer', { className: 'site-footer' }, h('ul', null, ...all.map((item) => h('li', null, item))))
}
