import { html, raw } from 'hono/html'
import { piecesOf } from '../../machines/text/thai-words.ts'
import type { Language, Writing } from './thai-date.ts'
import { type Words, wordsOf } from './words.ts'

/** Markup in which every value was escaped where it was put in. */
export type Html = ReturnType<typeof html>
/** What may stand between tags: text is escaped, null is nothing. */
export type Shown = Html | string | null

/** What every page needs to know besides its own matter. */
export type Site = Writing & {
  words: Words
  /** Shows the banner that says so. */
  demo: boolean
  /** Shows the banner that says that nobody of the public sees the page. */
  preview?: string
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
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) params.set(name, value)
  if (language === 'en') params.set('lang', 'en')
  return params.size > 0 ? `${path}?${params}` : path
}

type LinkOptions = {
  query?: Record<string, string | undefined>
  rel?: 'prev' | 'next'
  /** The link leads to the page on which it stands. */
  current?: boolean
}

/** A link on this site, in the language of the page. */
export function link({ language }: Site, path: string, text: Shown, options: LinkOptions = {}): Html {
  const rel = options.rel ? html` rel="${options.rel}"` : null
  const current = options.current ? html` aria-current="page"` : null
  return html`<a href="${address(language, path, options.query)}"${rel}${current}>${text}</a>`
}

/** Words that are in Thai whatever the language of the page. */
export const thai = ({ language }: Site, text: string): Shown =>
  language === 'th' ? text : html`<span lang="th">${text}</span>`

/** What is not shown as text, with its text; any other tag; text. Every `<` of a text is escaped, so this is linear. */
// recheck-ignore: of a page that was made here: each of its tags ends, and no text holds a <
const parts = /<(?:title|option|textarea|script)[^>]*>[^<]*|<[^>]*>|[^<]+/g

/**
 * A page in which no line ends inside a Thai word: a browser's own dictionary tears those of official Thai. What is
 * copied and searched stays letter by letter what it was.
 */
export const withWholeWords = (page: string): string =>
  page.replaceAll(parts, (part) => {
    if (part.startsWith('<')) return part
    const shown = piecesOf(part).map(({ text, kept, breakBefore }) => {
      const marked = kept ? `<span class="kept">${text}</span>` : text
      return breakBefore ? `<wbr>${marked}` : marked
    })
    return shown.join('')
  })

type Page = {
  title: string
  office?: OfficeName | undefined
  main: Html
  feeds?: boolean
  /** False where no search engine should lead to the page. */
  indexed?: boolean
  /** The script of the page, which its policy must name. */
  script?: string
}

/** A whole page as HTML, complete without script; every text in it is escaped. */
export function renderPage(
  context: Site,
  { title, office, main, feeds = false, script, indexed = true }: Page,
): string {
  const { words, language, demo, preview } = context
  const name = office && (language === 'th' ? office.th : office.en)
  const other: Language = language === 'th' ? 'en' : 'th'
  const home = link(context, office ? `/o/${office.id}` : '/o', name ?? words.allOffices)
  // In a preview every other link opens elsewhere: the frame shows this page alone.
  const inPlace = preview ? html` target="_self"` : null
  const inOtherLanguage = address(other, context.path, context.query)
  return withWholeWords(
    String(
      html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">${
        demo || preview || !indexed ? html`<meta name="robots" content="noindex">` : null
      }<title>${name ? `${title} — ${name}` : title}</title><link rel="stylesheet" href="${context.stylesheet}">${preview ? html`<base target="_blank">` : null}${
        feeds && office ? feedLinks(context, office) : null
      }</head><body><a href="#content" class="skip"${inPlace}>${words.skip}</a><header class="site-header">${
        preview ? html`<p class="demo">${preview}</p>` : demo ? html`<p class="demo">${words.demo}</p>` : null
      }<div class="bar"><p class="office-name">${home}</p><a href="${inOtherLanguage}" lang="${other}" hreflang="${other}" class="language"${inPlace}>${words.language}</a></div></header><main id="content" tabindex="-1">${main}</main>${footer(context, office)}${
        script ? html`<script>${raw(script)}</script>` : null
      }</body></html>`,
    ),
  )
}

function feedLinks({ words, language }: Site, office: OfficeName): Html {
  const title = words.feedTitle(language === 'th' ? office.shortTh : office.shortEn)
  return html`<link rel="alternate" type="application/atom+xml" title="${title}" href="/o/${office.id}/feed.xml"><link rel="alternate" type="application/feed+json" title="${title}" href="/o/${office.id}/items.json">`
}

function footer(context: Site, office: OfficeName | undefined): Html {
  const { words } = context
  const ofOffice = office
    ? html`<li>${link(context, `/o/${office.id}/procedure`, words.procedureTitle)}</li><li>${link(context, `/o/${office.id}/archive`, words.archiveTitle)}</li><li>${link(context, `/o/${office.id}/check`, words.checkTitle)}</li><li><span>${words.feeds}: <a href="/o/${office.id}/feed.xml">Atom</a> · <a href="/o/${office.id}/items.json">JSON</a></span></li><li><span>${words.changes}: <a href="/o/${office.id}/changes.xml">Atom</a> · <a href="/o/${office.id}/changes.json">JSON</a></span></li><li>${link(context, '/o', words.allOffices)}</li>`
    : null
  return html`<footer class="site-footer"><ul>${ofOffice}<li><a href="/">${words.forOfficers}</a></li></ul></footer>`
}
