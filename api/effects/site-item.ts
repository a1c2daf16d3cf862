import { html } from 'hono/html'
import { getOfficeRow } from '../../db/offices.ts'
import { findPublished, type WholeRow } from '../../db/publications.ts'
import { procedureOfRequest } from '../../db/versions.ts'
import { type FileType, fileTypes } from '../../machines/procedure/file-types.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { tableElements } from '../../machines/procedure/table-elements.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { elementsOf } from '../../machines/text/elements.ts'
import { fileSize } from '../../machines/text/file-size.ts'
import { webAddress } from '../../machines/text/shown.ts'
import type { Deps } from '../process/deps.ts'
import { htmlOf } from '../public-site/elements-html.ts'
import { fileAddress } from '../public-site/file-parts.ts'
import type { Html } from '../public-site/layout.ts'
import { writeDate, writeDigits } from '../public-site/thai-date.ts'
import { wordsOf } from '../public-site/words.ts'
import {
  type PublicRecord,
  publicPictures,
  publicRecord,
  type ShownValue,
  textsOfRecord,
} from '../requests/public-record.ts'

export type SiteFile = {
  sha256: string
  /** As people call it. */
  title: string
  alt: string
  /** Of an album or of a text: shown as a picture, and not listed among the files. */
  isPicture: boolean
  size: number
  type: FileType
  /** Where this product serves it while the item is public. */
  address: string
}
/** A publication as another website is to show it: what the public page shows, in HTML without a frame. */
export type SiteItem = {
  id: string
  title: string
  category: string | null
  files: SiteFile[]
  /** Its HTML with each file under the address that it is given there. */
  html: (addressOf: (file: SiteFile) => string) => string
}

type Asked = { office: string; publication: string; site: string }

/** The item as it is public at this instant; undefined where it is not. */
export async function siteItem(
  deps: Deps,
  { office, publication, site }: Asked,
): Promise<SiteItem | undefined> {
  const row = await findPublished(deps.db, { office, now: deps.clock.now() }, publication)
  if (!row) return undefined
  const { form } = JSON.parse((await procedureOfRequest(deps.db, row.request)).json) as Procedure
  const { digits } = await getOfficeRow(deps.db, office)
  const record = publicRecord(row.json, row, form)
  const page = `${site}/o/${office}/items/${row.id}`
  const files = [
    ...(record.files ?? []),
    ...publicPictures({ texts: textsOfRecord(record), album: record.album }),
  ].map((file) => ({
    sha256: file.sha256,
    size: file.size,
    type: file.type,
    title: ('alt' in file ? file.caption : file.title) || file.name,
    alt: 'alt' in file ? file.alt : '',
    isPicture: 'alt' in file,
    address: fileAddress(page, file),
  }))
  return {
    id: row.id,
    title: record.title,
    category: row.category,
    files,
    html: (addressOf) => String(written(row, record, { page, digits, files, addressOf })),
  }
}

type Written = {
  page: string
  digits: 'arab' | 'thai'
  files: SiteFile[]
  addressOf: (file: SiteFile) => string
}

function written(row: WholeRow, record: PublicRecord, { page, digits, files, addressOf }: Written): Html {
  const words = wordsOf('th')
  const writing = { language: 'th', digits } as const
  const bySha = new Map(files.map((file) => [file.sha256, file]))
  const picture = ({ sha256 }: { sha256: string }) => {
    const file = bySha.get(sha256)
    return file && addressOf(file)
  }
  const value = (one: ShownValue): Html => {
    const label = one.title.th
    const elements =
      'text' in one
        ? elementsOf(one.text, { table: words.table, headingsBelow: 1, picture })
        : [
            tableElements(one.columns, one.rows, {
              language: 'th',
              label,
              sum: words.sum,
              day: (day) => writeDate(day, writing),
              digits: (number) => writeDigits(number, writing),
            }),
          ]
    return html`<h2>${label}</h2>${htmlOf(elements)}`
  }
  const listed = files.filter(({ isPicture }) => !isPicture)
  const album = new Set((record.album ?? []).map(({ sha256 }) => sha256))
  const fileItem = (file: SiteFile) => {
    const facts = writeDigits(`${fileTypes[file.type].title.th} · ${fileSize(file.size).th}`, writing)
    return html`<li><a href="${addressOf(file)}">${file.title}</a> (${facts})</li>`
  }
  const figure = (file: SiteFile) => html`<figure><img src="${addressOf(file)}" alt="${file.alt}" /></figure>`
  const links = record.links.map(({ title, url }) => {
    const safe = webAddress(url)
    const text = isBlank(title) ? url : title
    return safe ? html`<li><a href="${safe}">${text}</a></li>` : html`<li>${text}</li>`
  })
  const facts = (record.facts ?? []).map(({ title, type, value }) => {
    const shown = type === 'date' ? writeDate(value, writing) : value
    return html`<p>${title.th}: ${shown}</p>`
  })
  return html`${facts}${htmlOf(elementsOf(record.rich ?? record.body, { table: words.table, picture }))}${(record.more ?? []).map(value)}${
    listed.length > 0 ? html`<h2>${words.files}</h2><ul>${listed.map(fileItem)}</ul>` : null
  }${files.filter(({ sha256 }) => album.has(sha256)).map(figure)}${
    links.length > 0 ? html`<h2>${words.links}</h2><ul>${links}</ul>` : null
  }<p>${row.groupTh}${row.untilDay === null ? '' : ` · ${words.until} ${writeDate(row.untilDay, writing)}`}</p><p><a href="${page}">ดูหน้าประกาศต้นฉบับ</a></p>`
}
