import { html, raw } from 'hono/html'
import type { Text } from '../../machines/procedure/procedure.ts'
import { piecesOf } from '../../machines/text/thai-words.ts'
import { type LinkedData, linkedDataBlock } from './linked-data-block.ts'
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
  /** Scheme and host, for what must be absolute. */
  base?: string
}
export type OfficeName = {
  id: string
  th: string
  en: string
  shortTh: string
  shortEn: string
  /** How its administrators want its site to look. */
  face?: OfficeFace
}
/** `seal` and `colours` are addresses of a picture and of a style sheet; of a contact, '' is nothing. */
export type OfficeFace = {
  seal: string | null
  colours: string | null
  contact: { address: string; telephone: string; email: string }
  menu: { title: Text; url: string }[]
}

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
  /** What the page is about, for machines. */
  data?: LinkedData | undefined
  /** False where no search engine should lead to the page. */
  indexed?: boolean
  /** The script of the page, which its policy must name. */
  script?: string
}

/** Says on the page's root that its ordered lists are numbered in Thai numerals, as its dates and counts are. */
const thaiLists = ({ language, digits }: Writing): Html | null =>
  language === 'th' && digits === 'thai' ? html` data-digits="thai"` : null

/** A whole page as HTML, complete without script; every text in it is escaped. */
export function renderPage(
  context: Site,
  { title, office, main, feeds = false, script, indexed = true, data }: Page,
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
      html`<!doctype html><html lang="${language}"${thaiLists(context)}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">${
        demo || preview || !indexed ? html`<meta name="robots" content="noindex">` : null
      }<title>${name ? `${title} · ${name}` : title}</title><link rel="stylesheet" href="${context.stylesheet}">${
        office?.face?.colours ? html`<link rel="stylesheet" href="${office.face.colours}">` : null
      }${preview ? html`<base target="_blank">` : null}${
        feeds && office ? feedLinks(context, office) : null
      }${data ? linkedDataBlock(data) : null}</head><body><a href="#content" class="skip"${inPlace}>${words.skip}</a><header class="site-header">${
        preview ? html`<p class="demo">${preview}</p>` : demo ? html`<p class="demo">${words.demo}</p>` : null
      }<div class="bar">${seal(office)}<p class="office-name">${home}</p><a href="${inOtherLanguage}" lang="${other}" hreflang="${other}" class="language"${inPlace}>${words.language}</a></div>${menu(context, office)}</header><main id="content" tabindex="-1">${main}</main>${footer(context, office)}${
        script ? html`<script>${raw(script)}</script>` : null
      }</body></html>`,
    ),
  )
}

function feedLinks(context: Site, office: OfficeName): Html {
  const { words, language } = context
  const title = words.feedTitle(language === 'th' ? office.shortTh : office.shortEn)
  return html`<link rel="alternate" type="application/atom+xml" title="${title}" href="/o/${office.id}/feed.xml"><link rel="alternate" type="application/feed+json" title="${title}" href="/o/${office.id}/items.json">${oembedLink(context)}`
}

/** Where another website learns how to embed this page. */
function oembedLink({ base, language, path, query, preview }: Site): Html | null {
  if (base === undefined || preview) return null
  const url = `${base}${address(language, path, query)}`
  return html`<link rel="alternate" type="application/json+oembed" href="/api/v1/oembed?${new URLSearchParams({ url })}">`
}

/** Its name stands beside it. */
const seal = (office: OfficeName | undefined): Html | null =>
  office?.face?.seal ? html`<img src="${office.face.seal}" alt="" width="48" height="48" class="seal">` : null

function menu({ words, language }: Site, office: OfficeName | undefined): Html | null {
  const entries = office?.face?.menu ?? []
  if (entries.length === 0) return null
  const shown = entries.map(
    ({ title, url }) =>
      html`<li><a href="${url}" rel="noopener noreferrer external">${title[language]}</a></li>`,
  )
  return html`<nav aria-label="${words.menu}" class="menu"><ul>${shown}</ul></nav>`
}

function contact({ words }: Site, office: OfficeName | undefined): Html | null {
  const { address = '', telephone = '', email = '' } = office?.face?.contact ?? {}
  const lines = [
    address ? html`<p class="address" lang="th">${address}</p>` : null,
    telephone ? html`<p>${words.telephone} ${telephone}</p>` : null,
    email ? html`<p>${words.email} <a href="mailto:${email}">${email}</a></p>` : null,
  ]
  if (lines.every((line) => line === null)) return null
  return html`<section aria-label="${words.contact}" class="contact"><h2>${words.contact}</h2>${lines}</section>`
}

function footer(context: Site, office: OfficeName | undefined): Html {
  const { words } = context
  const ofOffice = office
    ? html`<li>${link(context, `/o/${office.id}/procedure`, words.procedureTitle)}</li><li>${link(context, `/o/${office.id}/archive`, words.archiveTitle)}</li><li>${link(context, `/o/${office.id}/law`, words.lawTitle)}</li><li>${link(context, `/o/${office.id}/datasets`, words.datasetsTitle)}</li><li>${link(context, `/o/${office.id}/check`, words.checkTitle)}</li><li><span>${words.feeds}: <a href="/o/${office.id}/feed.xml">Atom</a> · <a href="/o/${office.id}/items.json">JSON</a></span></li><li><span>${words.changes}: <a href="/o/${office.id}/changes.xml">Atom</a> · <a href="/o/${office.id}/changes.json">JSON</a></span></li><li>${link(context, '/o', words.allOffices)}</li>`
    : null
  return html`<footer class="site-footer">${contact(context, office)}<ul>${ofOffice}<li><a href="/">${words.forOfficers}</a></li></ul></footer>`
}
