import type { Request, Response } from 'express'
import { previewedOf } from '../../db/file-readings.ts'
import { findFile, wasPublished } from '../../db/files.ts'
import type { OfficeRow } from '../../db/offices.ts'
import { findEverPublished, findPublished, type ListedRow } from '../../db/publications.ts'
import { isPicture } from '../../machines/procedure/file-types.ts'
import { sendFile, sendPicture } from '../files/send-file.ts'
import type { Deps } from '../process/deps.ts'
import { shownFiles } from '../requests/shown-files.ts'
import { answerWithout, commonHeaders, nameOf, siteOf } from './answer.ts'
import { notFoundPage } from './ended-pages.ts'
import { noFilePage } from './file-parts.ts'

/** `size`: a smaller picture of it instead. */
type Asked = { office: OfficeRow; item: string; sha256: string; size?: 'small' | 'large' }

const cacheControl = commonHeaders['Cache-Control']

/**
 * Answers with a file of an item while the item is public and names it; 410 from the very instant on which that ends, as
 * for the item itself; 404 for whatever was never public. Whoever knows a hash alone is told nothing.
 */
export async function answerFile(
  deps: Deps,
  req: Request,
  res: Response,
  { office, item, sha256, size }: Asked,
  gone: (ended: ListedRow) => Promise<string>,
): Promise<void> {
  const context = siteOf(deps, req, office.digits)
  const page = `/o/${office.id}/items/${item}`
  const notFound = () => answerWithout(res, 404, notFoundPage(context, 'notFoundItem', nameOf(office)))
  if (!(await wasPublished(deps.reads, { office: office.id, publication: item, sha256 }))) return notFound()
  const row = await findPublished(deps.reads, { office: office.id, now: deps.clock.now() }, item)
  if (!row) {
    const ended = await findEverPublished(deps.reads, office.id, item)
    return ended ? answerWithout(res, 410, await gone(ended)) : notFound()
  }
  const entry = (await shownFiles(deps.reads, row)).find((one) => one.sha256 === sha256)
  const file = await findFile(deps.reads, sha256)
  if (!entry || !file)
    return answerWithout(res, 410, noFilePage(context, nameOf(office), page, 'fileReplaced'))
  if (file.scan === 'waiting' || file.scan === 'infected')
    return answerWithout(res, 503, noFilePage(context, nameOf(office), page, 'fileHeld'))
  const sent = { ...file, name: entry.name }
  if (size === undefined) return sendFile(deps, req, res, { file: sent, cacheControl })
  if (!isPicture(file.type) && !(await previewedOf(deps.reads, [sha256])).has(sha256)) return notFound()
  await sendPicture(deps, req, res, { file: sent, size, cacheControl })
}
