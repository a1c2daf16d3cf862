import { html } from 'hono/html'
import type { OfficeRow } from '../../db/offices.ts'
import type { ListedRow, WholeRow } from '../../db/publications.ts'
import type { Category, Procedure } from '../../machines/procedure/procedure.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { elementsOf } from '../../machines/text/elements.ts'
import { oneLine } from '../../machines/text/put-right.ts'
import { plainTextOf } from '../../machines/text/rich-plain.ts'
import { webAddress } from '../../machines/text/shown.ts'
import type { Problem } from '../http/contract.ts'
import { csvOf } from '../http/csv.ts'
import { iso } from '../http/iso.ts'
import { categoriesOf } from '../public-site/answer.ts'
import { htmlOf } from '../public-site/elements-html.ts'
import { fileAddress, pictureAddress } from '../public-site/file-parts.ts'
import { shortAddress } from '../public-site/root-routes.ts'
import { wordsOf } from '../public-site/words.ts'
import {
  hashOfRecord,
  publicPictures,
  publicRecord,
  type ShownValue,
  textsOfRecord,
} from '../requests/public-record.ts'
import type { ListedItemView, PublicItemView } from './contract.ts'

/** Where things stand, absolute. */
type Where = { base: string; office: OfficeRow }

/** An item as the lists of the public API name it. */
export function listedItem({ base, office }: Where, row: ListedRow): ListedItemView {
  const category = categoriesOf(office).find(({ id }) => id === row.category)
  return {
    id: row.id,
    url: `${base}/o/${office.id}/items/${row.id}`,
    title: row.title,
    category: category ? categoryView(category) : null,
    group: { id: row.groupId, name: { th: row.groupTh, en: row.groupEn } },
    type: row.procedure,
    publishedAt: iso(row.publishedAt),
    changedAt: iso(row.updatedAt),
    until: row.untilDay,
  }
}

export const categoryView = ({ id, number, title }: Category) => ({ id, number, title })

/** One item, whole, as its page shows it. */
export function wholeItem(where: Where, row: WholeRow, { order, form }: Procedure): PublicItemView {
  const { base } = where
  const listed = listedItem(where, row)
  const path = new URL(listed.url).pathname
  const record = publicRecord(row.json, row, form)
  const pictureAt: PictureAt = (picture) => `${base}${pictureAddress(path, picture, 'large')}`
  const { links, files = [], album = [], facts = [], more = [] } = record
  return {
    ...listed,
    shortUrl: `${base}${shortAddress(row.id)}`,
    text: record.body,
    html: htmlText(record.rich ?? record.body, pictureAt),
    correctedAt: row.frozenAt > row.publishedAt ? iso(row.frozenAt) : null,
    source: record.source,
    document: order.document,
    links: links.map(({ title, url }) => ({ title, url: webAddress(oneLine(url)) ?? null })),
    files: files.map(({ name, title = null, type, size, sha256 }) => ({
      url: `${base}${fileAddress(path, { name, sha256 })}`,
      name,
      title,
      mediaType: type,
      size,
      sha256,
    })),
    pictures: publicPictures({ texts: textsOfRecord(record), album }).map((picture) => ({
      name: picture.name,
      mediaType: picture.type,
      size: picture.size,
      sha256: picture.sha256,
      alt: picture.alt,
      caption: picture.caption ?? null,
      small: `${base}${pictureAddress(path, picture, 'small')}`,
      large: `${base}${pictureAddress(path, picture, 'large')}`,
    })),
    facts,
    more: more.map((value) => shownView(value, pictureAt)),
    sha256: row.sha256,
    recordSha256: hashOfRecord(record),
  }
}

type PictureAt = (picture: { sha256: string }) => string

function shownView(value: ShownValue, pictureAt: PictureAt): PublicItemView['more'][number] {
  if ('text' in value)
    return { title: value.title, text: plainTextOf(value.text), html: htmlText(value.text, pictureAt) }
  const columns = value.columns.map(({ name, title }) => ({ name, title }))
  const rows = value.rows.map((row) =>
    Object.fromEntries(columns.flatMap(({ name }) => (row[name] === undefined ? [] : [[name, row[name]]]))),
  )
  return { title: value.title, columns, rows }
}

const htmlText = (text: ShownTextValue, picture: PictureAt) =>
  String(html`${htmlOf(elementsOf(text, { table: wordsOf('th').table, picture }))}`)
type ShownTextValue = Extract<ShownValue, { text: unknown }>['text']

/** Why and when an item ended; what was taken down is not named, since its title may be what had to come down. */
export function endedView(row: ListedRow): NonNullable<Problem['ended']> {
  const group = { th: row.groupTh, en: row.groupEn }
  if (row.endKind === 'takenDown' && row.endedAt !== null)
    return { kind: 'takenDown', until: null, at: iso(row.endedAt), reason: row.endReason, title: null, group }
  const until = row.untilDay ?? bangkokDay(row.endedAt ?? row.publishedAt)
  return { kind: 'expired', until, at: null, reason: null, title: row.title, group }
}

/** Items as a table, by the names that a catalogue of open data wants: English, without blanks. */
export const itemsCsv = (where: Where, rows: ListedRow[]): string =>
  csvOf(
    ['id', 'title', 'category_number', 'category', 'group', 'published_on', 'changed_at', 'until', 'url'],
    rows.map((row) => {
      const { id, title, category, group, changedAt, until, url } = listedItem(where, row)
      const publishedOn = bangkokDay(row.publishedAt)
      const kind = [category?.number ?? null, category?.title.th ?? null]
      return [id, title, ...kind, group.name.th, publishedOn, changedAt, until, url]
    }),
  )
