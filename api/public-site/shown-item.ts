import { previewedOf } from '../../db/file-readings.ts'
import { filesOfRequest } from '../../db/files.ts'
import type { OfficeRow } from '../../db/offices.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import type { Deps } from '../process/deps.ts'
import { hashOfRecord, type PublicFile, type PublicPicture, publicRecord } from '../requests/public-record.ts'
import { categoriesOf } from './answer.ts'
import type { FilePlaces, PreviewedFile } from './file-parts.ts'
import type { PublicItem } from './item-page.ts'
import type { Site } from './layout.ts'

/** A content as it is shown, or would be: `procedure` is the version by which its request goes on. */
export type ShownContent = {
  id: string | null
  request: string
  title: string
  source: string | null
  category: string | null
  untilDay: string | null
  publishedAt: number
  frozenAt: number
  groupTh: string
  groupEn: string
  json: string
  sha256: string
  procedure: Procedure
  places: FilePlaces
  short?: string
}

/** What the page of an item says, from its content; for the public and for whoever sees it beforehand alike. */
export async function shownItem(
  deps: Pick<Deps, 'reads'>,
  { language }: Pick<Site, 'language'>,
  office: OfficeRow,
  given: ShownContent,
): Promise<PublicItem> {
  const { form, order } = given.procedure
  const category = categoriesOf(office).find(({ id }) => id === given.category)
  const record = publicRecord(given.json, given, form)
  return {
    ...given,
    body: record.rich ?? record.body,
    links: record.links,
    files: await previewed(deps, record.files ?? []),
    album: await sized(deps, given.request, record.album ?? []),
    more: record.more ?? [],
    facts: record.facts ?? [],
    recordSha256: hashOfRecord(record),
    // Another last day or kind is no correction of what was said.
    correctedAt: given.frozenAt > given.publishedAt ? given.frozenAt : null,
    group: { th: given.groupTh, en: given.groupEn },
    category: category ? `${category.number} ${category.title[language]}` : null,
    document: order.document,
  }
}

/** Files, each with whether its first page can be shown. */
async function previewed({ reads }: Pick<Deps, 'reads'>, files: PublicFile[]): Promise<PreviewedFile[]> {
  const pdfs = files.filter(({ type }) => type === 'application/pdf').map(({ sha256 }) => sha256)
  const shown = await previewedOf(reads, pdfs)
  return files.map((file) => ({ ...file, preview: shown.has(file.sha256) }))
}

/** Pictures with their size, so that the page does not move under the reader as they come. */
async function sized({ reads }: Pick<Deps, 'reads'>, request: string, album: PublicPicture[]) {
  if (album.length === 0) return []
  const hashes = album.map(({ sha256 }) => sha256)
  const rows = new Map((await filesOfRequest(reads, request, hashes)).map((row) => [row.sha256, row]))
  return album.map((picture) => {
    const { width = null, height = null } = rows.get(picture.sha256) ?? {}
    return { ...picture, width, height }
  })
}
