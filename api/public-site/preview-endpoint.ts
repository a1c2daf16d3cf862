import { z } from 'zod'
import { getOfficeRow, groupsOf } from '../../db/offices.ts'
import { getContent } from '../../db/requests.ts'
import { endpoint } from '../http/endpoint.ts'
import type { Content } from '../requests/content.ts'
import { loadReadable } from '../requests/load.ts'
import { shownOf } from '../requests/publication.ts'
import { asReadBy } from '../requests/unsubmitted.ts'
import { commonHeaders, nameOf, siteOf } from './answer.ts'
import { besideItem } from './beside-item.ts'
import type { FilePlaces } from './file-parts.ts'
import { itemPage } from './item-page.ts'
import { shownItem } from './shown-item.ts'

/** What the public page carries, but that a screen of this very site may frame it, where no script ever runs. */
const previewHeaders = {
  ...commonHeaders,
  'Content-Security-Policy': `${commonHeaders['Content-Security-Policy'].replace("frame-ancestors 'none'", "frame-ancestors 'self'")}; sandbox allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox`,
  'Cache-Control': 'private, no-store',
  'X-Robots-Tag': 'noindex, nofollow',
  'Content-Type': 'text/html; charset=utf-8',
}

const querySchema = z.strictObject({
  /** `newest`: as it is being written; else what was put forward last, where anything was. */
  of: z.enum(['submitted', 'newest']).default('submitted'),
  lang: z.enum(['th', 'en']).default('th'),
  /** The last day that a decision would set. */
  publishUntil: z.iso.date().optional(),
})

/** The files as whoever may read the request gets them: before its publication they have no public address. */
const placesIn = (request: string): FilePlaces => ({
  file: ({ sha256 }) => `/api/requests/${request}/files/${sha256}`,
  picture: ({ sha256 }, size) => `/api/requests/${request}/files/${sha256}/picture?size=${size}`,
})

export const previewEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/preview',
    summary: 'The public page of a request as it would be, from the renderer of the public site',
    access: 'signedIn',
    query: querySchema,
    response: { status: 200, description: 'The page', contentType: 'text/html' },
    problems: ['not_found', 'not_permitted', 'invalid_request'],
    run: async ({ deps, me, params, query, req, res }) => {
      const found = await loadReadable(deps.db, me, params.id)
      const { row, snapshot, publication, compiled, content: newest } = await asReadBy(deps.db, me, found)
      const { revision } = snapshot.context
      const asWritten = query.of === 'newest' || revision === 0
      const { json, sha256 } =
        asWritten || revision === newest.revision ? newest : await getContent(deps.reads, row.id, revision)
      const content = JSON.parse(json) as Content
      const decided = shownOf(content, snapshot)
      // What is still being written is as it was typed last; what was put forward, as events have decided since.
      const shown =
        asWritten && snapshot.hasTag('editable')
          ? {
              ...decided,
              category: typed(content, 'category', decided),
              source: typed(content, 'source', decided),
            }
          : decided
      const office = await getOfficeRow(deps.reads, row.office)
      const group = (await groupsOf(deps.reads, row.office)).find(({ id }) => id === row.groupId)
      const now = deps.clock.now()
      const isPublic = publication !== undefined && publication.endedAt === null
      const site = siteOf(deps, req, office.digits)
      const context = {
        ...site,
        path: `/api/requests/${row.id}/preview`,
        query: { of: query.of, publishUntil: query.publishUntil ?? '' },
        preview: isPublic ? site.words.previewOfPublished : site.words.preview,
      }
      const item = await shownItem(deps, context, office, {
        ...shown,
        untilDay: query.publishUntil ?? shown.untilDay,
        id: null,
        request: row.id,
        publishedAt: isPublic ? publication.publishedAt : now,
        frozenAt:
          isPublic && publication.contentRevision !== (asWritten ? newest.revision : revision) ? now : 0,
        groupTh: group?.nameTh ?? row.groupId,
        groupEn: group?.nameEn ?? row.groupId,
        json,
        sha256,
        procedure: compiled.procedure,
        places: placesIn(row.id),
      })
      const beside = await besideItem(
        deps,
        office,
        { office: row.office, now },
        { id: publication?.id ?? '', category: shown.category, groupId: row.groupId },
      )
      res.writeHead(200, previewHeaders).end(itemPage(context, nameOf(office), { ...item, beside }))
      return {}
    },
  }),
]

const typed = <Name extends 'category' | 'source'>(
  content: Content,
  field: Name,
  decided: Record<Name, string | null>,
): string | null => {
  const value = content[field]
  return typeof value === 'string' ? value : decided[field]
}
