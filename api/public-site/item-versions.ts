import type { Request, Response } from 'express'
import { html } from 'hono/html'
import { findFile } from '../../db/files.ts'
import type { OfficeRow } from '../../db/offices.ts'
import type { WholeRow } from '../../db/publications.ts'
import { isPicture } from '../../machines/procedure/file-types.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { sendFile, sendPicture } from '../files/send-file.ts'
import type { Deps } from '../process/deps.ts'
import { type EarlierVersion, earlierVersions } from '../requests/public-versions.ts'
import { shownFiles } from '../requests/shown-files.ts'
import { answerWithout, commonHeaders, nameOf } from './answer.ts'
import { notFoundPage } from './ended-pages.ts'
import { noFilePage, placesUnder } from './file-parts.ts'
import { type Correction, itemPage } from './item-page.ts'
import { link, renderPage, type Site } from './layout.ts'
import type { Made } from './page-cache.ts'
import { shownItem } from './shown-item.ts'

const itemAddress = (row: WholeRow) => `/o/${row.office}/items/${row.id}`
const versionAddress = (row: WholeRow, revision: number) => `${itemAddress(row)}/versions/${revision}`

/** Whether a content was put forward after its publication: only then is there anything that stood there before. */
export const wasCorrected = ({ frozenAt, publishedAt }: WholeRow): boolean => frozenAt > publishedAt

/** The corrections of an item, the newest first; no statement for one that never was corrected. */
export async function correctionsOf({ reads }: Pick<Deps, 'reads'>, row: WholeRow): Promise<Correction[]> {
  if (!wasCorrected(row)) return []
  const versions = await earlierVersions(reads, row)
  return versions.reverse().map(({ until, correction, state, revision }) => ({
    at: until,
    ...correction,
    state,
    before: state === 'readable' && revision !== null ? versionAddress(row, revision) : null,
  }))
}

/** An earlier version by the number in its address; undefined where that never was public, or still is the present one. */
export async function findVersion(
  { reads }: Pick<Deps, 'reads'>,
  row: WholeRow,
  asked: string,
): Promise<EarlierVersion | undefined> {
  if (!/^[1-9]\d{0,5}$/.test(asked) || !wasCorrected(row)) return undefined
  return (await earlierVersions(reads, row)).findLast(({ revision }) => revision === Number(asked))
}

/** The page of an earlier version, marked as superseded; 410 for one that nobody may read any more. */
export async function versionPage(
  deps: Deps,
  context: Site,
  office: OfficeRow,
  { row, version, procedure }: { row: WholeRow; version: EarlierVersion; procedure: Procedure },
): Promise<Made> {
  const { content, state, from, until, revision } = version
  if (!content || state !== 'readable' || revision === null)
    return { status: 410, body: closedPage(context, office, row, state) }
  const given = JSON.parse(content.json) as Record<string, unknown>
  const text = (field: string) => (typeof given[field] === 'string' ? given[field] : null)
  const item = await shownItem(deps, context, office, {
    ...row,
    title: text('title') ?? '',
    source: text('source'),
    category: text('category'),
    publishedAt: from,
    frozenAt: Math.min(content.at, from),
    json: content.json,
    sha256: content.sha256,
    procedure,
    places: placesUnder(versionAddress(row, revision)),
  })
  return { status: 200, body: itemPage(context, nameOf(office), { ...item, superseded: { from, until } }) }
}

function closedPage(context: Site, office: OfficeRow, row: WholeRow, state: EarlierVersion['state']): string {
  const { words } = context
  const why = state === 'withheld' ? words.versionWithheld : words.versionErased
  const main = html`<div class="page"><h1>${words.versionTitle}</h1><p class="notice">${why}</p><p>${link(context, itemAddress(row), words.toPresent)}</p></div>`
  return renderPage(context, { title: words.versionTitle, office: nameOf(office), main })
}

type AskedFile = {
  office: OfficeRow
  row: WholeRow
  version: EarlierVersion | undefined
  sha256: string
  size?: 'small' | 'large'
}

/** A file of an earlier version, as long as that can be read; otherwise 410, and 404 for what it never named. */
export async function answerVersionFile(
  deps: Deps,
  req: Request,
  res: Response,
  context: Site,
  { office, row, version, sha256, size }: AskedFile,
): Promise<void> {
  const notFound = () => answerWithout(res, 404, notFoundPage(context, 'notFoundItem', nameOf(office)))
  if (!version) return notFound()
  const { content, state } = version
  if (!content || state !== 'readable')
    return answerWithout(res, 410, closedPage(context, office, row, state))
  const shown = await shownFiles(deps.reads, { request: row.request, json: content.json })
  const entry = shown.find((one) => one.sha256 === sha256)
  const file = entry && (await findFile(deps.reads, sha256))
  if (!entry || !file) return notFound()
  if (file.scan === 'waiting' || file.scan === 'infected')
    return answerWithout(res, 503, noFilePage(context, nameOf(office), itemAddress(row), 'fileHeld'))
  const sent = { ...file, name: entry.name }
  const cacheControl = commonHeaders['Cache-Control']
  if (size === undefined) return sendFile(deps, req, res, { file: sent, cacheControl })
  if (!isPicture(file.type)) return notFound()
  await sendPicture(deps, req, res, { file: sent, size, cacheControl })
}
