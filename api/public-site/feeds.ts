import { writable } from '../../machines/chart/xml-text.ts'
import type { OfficeName } from './layout.ts'
import { wordsOf } from './words.ts'

export type FeedItem = {
  id: string
  title: string
  summary: string
  group: string
  category: string | null
  publishedAt: number
  updatedAt: number
  untilDay: string | null
  sha256: string
  recordSha256: string
  /** The number and the day (YYYY-MM-DD) that the document bears. */
  document: { number: string | null; date: string | null }
  /** Each with its path on this site. */
  files: { path: string; type: string; title: string; size: number }[]
}
export type Feed = {
  base: string
  office: OfficeName
  items: FeedItem[]
  updatedAt: number
  /** What the feed is narrowed to, in words, and its query in the address; '' for the whole office. */
  of?: string
  query?: string
  /** The query of the next page, of what is older. */
  next?: string | undefined
}

const title = ({ office, of = '' }: Feed) =>
  [wordsOf('th').feedTitle(office.shortTh), of].filter(Boolean).join(' · ')
const fileOf = (feed: Feed, file: string, query = feed.query ?? '') =>
  `${urlOf(feed)}/${file}${query === '' ? '' : `?${query}`}`
const urlOf = ({ base, office }: Feed, id = '') => `${base}/o/${office.id}${id && `/items/${id}`}`
const instant = (at: number) => new Date(at).toISOString()

/** What an office publishes now as an Atom feed (RFC 4287), paged after RFC 5005. */
export function atomFeed(feed: Feed): string {
  const { office, items } = feed
  const entries = items.map(
    (item) => `
  <entry>
    <id>urn:prakat:publication:${xml(item.id)}</id>
    <title>${xml(item.title)}</title>
    <link rel="alternate" type="text/html" href="${xml(urlOf(feed, item.id))}"/>
    <published>${instant(item.publishedAt)}</published>
    <updated>${instant(item.updatedAt)}</updated>
    <author><name>${xml(item.group)}</name></author>${
      item.category ? `\n    <category term="${xml(item.category)}"/>` : ''
    }
    <summary type="text">${xml(item.summary)}</summary>${item.files
      .map(
        ({ path, type, title, size }) => `
    <link rel="enclosure" href="${xml(feed.base + path)}" type="${xml(type)}" length="${size}" title="${xml(title)}"/>`,
      )
      .join('')}
  </entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="th">
  <id>urn:prakat:office:${xml(office.id)}${feed.query ? xml(`?${feed.query}`) : ''}</id>
  <title>${xml(title(feed))}</title>
  <updated>${instant(feed.updatedAt)}</updated>
  <author><name>${xml(office.th)}</name></author>
  <link rel="self" type="application/atom+xml" href="${xml(fileOf(feed, 'feed.xml'))}"/>${
    feed.next === undefined
      ? ''
      : `\n  <link rel="next" type="application/atom+xml" href="${xml(fileOf(feed, 'feed.xml', feed.next))}"/>`
  }
  <link rel="alternate" type="text/html" href="${xml(urlOf(feed))}"/>${entries.join('')}
</feed>
`
}

/** The same as a JSON Feed 1.1; `_prakat` adds the last day of publication, the number and the date of the document, and the SHA-256 of the content and of all that is published. */
export const jsonFeed = (feed: Feed) => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: title(feed),
  home_page_url: urlOf(feed),
  feed_url: fileOf(feed, 'items.json'),
  ...(feed.next !== undefined && { next_url: fileOf(feed, 'items.json', feed.next) }),
  language: 'th',
  authors: [{ name: feed.office.th }],
  items: feed.items.map((item) => ({
    id: item.id,
    url: urlOf(feed, item.id),
    title: item.title,
    // A reader must find one of content_text and content_html.
    content_text: item.summary,
    date_published: instant(item.publishedAt),
    date_modified: instant(item.updatedAt),
    authors: [{ name: item.group }],
    ...(item.category && { tags: [item.category] }),
    ...(item.files.length > 0 && {
      attachments: item.files.map(({ path, type, title, size }) => ({
        url: feed.base + path,
        mime_type: type,
        title,
        size_in_bytes: size,
      })),
    }),
    _prakat: {
      until: item.untilDay,
      documentNumber: item.document.number,
      documentDate: item.document.date,
      sha256: item.sha256,
      record: item.recordSha256,
    },
  })),
})

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** A text inside of XML, without what XML cannot hold. */
export const xml = (text: string): string =>
  writable(text).replace(/[&<>"']/g, (character) => entities[character] ?? '')
