import { type Kysely, type Selectable, sql } from 'kysely'
import type { FeedbackTable, PublicationDayTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type DayCounts = Selectable<PublicationDayTable>
export type FeedbackRow = Selectable<FeedbackTable>

/** insert into publicationDay …, or added to what stands there; counts of what is no publication are left out. */
export async function addDayCounts(db: Db, rows: DayCounts[]): Promise<void> {
  await sql`
    INSERT INTO "publicationDay" (publication, day, reads, useful, "notUseful")
      SELECT one.value ->> 'publication', one.value ->> 'day', one.value ->> 'reads', one.value ->> 'useful',
        one.value ->> 'notUseful'
      FROM json_each(${JSON.stringify(rows)}) AS one
      WHERE EXISTS (SELECT 1 FROM publication WHERE id = one.value ->> 'publication')
    ON CONFLICT DO UPDATE SET reads = reads + excluded.reads, useful = useful + excluded.useful,
      "notUseful" = "notUseful" + excluded."notUseful"`.execute(db)
}

/** The counts of a publication from a day (YYYY-MM-DD) on, day by day. */
export const dayCountsSince = (db: Db, publication: string, day: string): Promise<DayCounts[]> =>
  db
    .selectFrom('publicationDay')
    .selectAll()
    .where('publication', '=', publication)
    .where('day', '>=', day)
    .orderBy('day')
    .execute()

/** The counts of all days of a publication. */
export async function allCounts(
  db: Db,
  publication: string,
): Promise<Omit<DayCounts, 'publication' | 'day'>> {
  const { reads, useful, notUseful } = await db
    .selectFrom('publicationDay')
    .select((eb) => [
      eb.fn.sum<number | null>('reads').as('reads'),
      eb.fn.sum<number | null>('useful').as('useful'),
      eb.fn.sum<number | null>('notUseful').as('notUseful'),
    ])
    .where('publication', '=', publication)
    .executeTakeFirstOrThrow()
  return { reads: Number(reads ?? 0), useful: Number(useful ?? 0), notUseful: Number(notUseful ?? 0) }
}

/** insert into feedback … */
export async function insertFeedback(db: Db, row: Omit<FeedbackRow, 'closedAt' | 'closedBy'>): Promise<void> {
  await db
    .insertInto('feedback')
    .values({ ...row, closedAt: null, closedBy: null })
    .execute()
}

/** How much of what readers said of a request is open, counted up to `most`. */
export async function countOpenFeedback(
  db: Db,
  office: string,
  request: string,
  most: number,
): Promise<number> {
  const rows = await db
    .selectFrom('feedback')
    .select('id')
    .where('office', '=', office)
    .where('request', '=', request)
    .where('closedAt', 'is', null)
    .limit(most)
    .execute()
  return rows.length
}

/** The newest of what readers said of a request, with the name of who closed it. */
export const feedbackOfRequest = (
  db: Db,
  request: string,
  limit: number,
): Promise<(FeedbackRow & { closedByName: string | null })[]> =>
  db
    .selectFrom('feedback')
    .leftJoin('person', 'person.id', 'feedback.closedBy')
    .selectAll('feedback')
    .select('person.name as closedByName')
    .where('request', '=', request)
    .orderBy('feedback.at', 'desc')
    .orderBy('feedback.id')
    .limit(limit)
    .execute()

/** When (ms) somebody last said something of a request; undefined where nobody did. */
export const newestFeedbackAt = async (db: Db, request: string): Promise<number | undefined> =>
  (
    await db
      .selectFrom('feedback')
      .select('at')
      .where('request', '=', request)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.at

/** select * from feedback where id = $1 */
export const findFeedback = (db: Db, id: string): Promise<FeedbackRow | undefined> =>
  db.selectFrom('feedback').selectAll().where('id', '=', id).executeTakeFirst()

/** update feedback set closedAt, closedBy where id = $1, if it is open. */
export async function closeFeedback(
  db: Db,
  { id, at, by }: { id: string; at: number; by: string },
): Promise<void> {
  await db
    .updateTable('feedback')
    .set({ closedAt: at, closedBy: by })
    .where('id', '=', id)
    .where('closedAt', 'is', null)
    .execute()
}

/** delete from feedback where request = $1 */
export async function deleteFeedback(db: Db, request: string): Promise<void> {
  await db.deleteFrom('feedback').where('request', '=', request).execute()
}

/** The requests of an office of which something open was said, with how much, at most `limit`. */
export const openFeedback = (
  db: Db,
  office: string,
  limit: number,
): Promise<{ request: string; title: string; count: number }[]> =>
  db
    .selectFrom('feedback')
    .innerJoin('request', 'request.id', 'feedback.request')
    .select((eb) => ['feedback.request', 'request.title', eb.fn.countAll<number>().as('count')])
    .where('feedback.office', '=', office)
    .where('closedAt', 'is', null)
    .groupBy('feedback.request')
    .orderBy('feedback.request')
    .limit(limit)
    .execute()

/** How much of what readers said is open in an office. */
export async function countAllOpenFeedback(db: Db, office: string): Promise<number> {
  const { count } = await db
    .selectFrom('feedback')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('office', '=', office)
    .where('closedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}
