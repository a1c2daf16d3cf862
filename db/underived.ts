import { type Kysely, sql } from 'kysely'
import { forgetFigures } from './projections.ts'
import type { EventRow, RequestRow } from './requests.ts'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>
export type UnderivedRequest = Pick<
  RequestRow,
  'id' | 'office' | 'procedure' | 'procedureHash' | 'since' | 'waiting' | 'snapshot'
>

/** The next requests whose derived rows are not stored yet: select … from request where id in (select … from underived … limit $1) */
export const nextUnderived = (db: Db, limit: number): Promise<UnderivedRequest[]> =>
  db
    .selectFrom('request')
    .select(['id', 'office', 'procedure', 'procedureHash', 'since', 'waiting', 'snapshot'])
    .where('id', 'in', db.selectFrom('underived').select('request').orderBy('request').limit(limit))
    .execute()

/** The events of some requests, each one's in their order. */
export const eventsOfMany = (db: Db, requests: string[]): Promise<EventRow[]> =>
  db
    .selectFrom('event')
    .selectAll()
    .where('request', 'in', listed(requests))
    .orderBy('request')
    .orderBy('seq')
    .execute()

/** The publications of some requests with the JSON of the content that they show. */
export const publishedContents = (db: Db, requests: string[]): Promise<{ id: string; json: string }[]> =>
  db
    .selectFrom('publication')
    .innerJoin('content', (join) =>
      join
        .onRef('content.request', '=', 'publication.request')
        .onRef('content.revision', '=', 'publication.contentRevision'),
    )
    .select(['publication.id', 'content.json'])
    .where('publication.request', 'in', listed(requests))
    .execute()

/**
 * Forgets what was stored of the requests that had an event by one of these versions, and puts them among those of which
 * it is still to be stored. Reads every event: for a change of edition.
 */
export async function setUnderived(trx: Db, hashes: string[]): Promise<void> {
  const found = await trx
    .selectFrom('event')
    .select('request')
    .distinct()
    .where('procedureHash', 'in', listed(hashes))
    .execute()
  const requests = found.map(({ request }) => request)
  if (requests.length === 0) return
  await forgetFigures(trx, requests)
  await trx.deleteFrom('asked').where('request', 'in', listed(requests)).execute()
  await sql`
    INSERT OR IGNORE INTO underived (request) SELECT value FROM json_each(${JSON.stringify(requests)})`.execute(
    trx,
  )
}

/** delete from underived where request in $1 */
export async function setDerived(db: Db, requests: string[]): Promise<void> {
  await db.deleteFrom('underived').where('request', 'in', listed(requests)).execute()
}

const listed = (ids: string[]) => sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
