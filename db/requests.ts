import type { Kysely, Selectable } from 'kysely'
import type { ContentTable, EventTable, RequestTable, Tables } from './tables.ts'

type Reader = Kysely<Tables>
export type RequestRow = Selectable<RequestTable>
export type EventRow = Selectable<EventTable>
export type ContentRow = Selectable<ContentTable>

/** select * from request where id = $1 */
export const findRequest = (db: Reader, id: string): Promise<RequestRow | undefined> =>
  db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirst()

/**
 * update request set … where id = $1 and revision = $2. False when another writer was first; then nothing changed.
 */
export async function replaceRequest(
  db: Reader,
  id: string,
  revision: number,
  change: Partial<RequestRow>,
): Promise<boolean> {
  const result = await db
    .updateTable('request')
    .set({ ...change, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** select * from event where request = $1 order by seq */
export const eventsOf = (db: Reader, request: string): Promise<EventRow[]> =>
  db.selectFrom('event').selectAll().where('request', '=', request).orderBy('seq').execute()

/** The newest event of a request. */
export const findLastEvent = (db: Reader, request: string): Promise<EventRow | undefined> =>
  db
    .selectFrom('event')
    .selectAll()
    .where('request', '=', request)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()

/** select * from content where request = $1 and revision = $2; throws when there is none. */
export const getContent = (db: Reader, request: string, revision: number): Promise<ContentRow> =>
  db
    .selectFrom('content')
    .selectAll()
    .where('request', '=', request)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
