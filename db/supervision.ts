import { type Kysely, sql } from 'kysely'
import type { EventRow } from './requests.ts'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>
/** The work of an office, of some of its groups alone where `groups` names them. */
export type Supervised = { office: string; groups: string[] | undefined }
/** ms since 1970: `start` belongs to it, `end` does not. */
type Time = { start: number; end: number }

const isOf = ({ groups }: Supervised) =>
  groups === undefined
    ? sql`true`
    : sql`request.groupId IN (SELECT value FROM json_each(${JSON.stringify(groups)}))`

/**
 * Every submitted request in which somebody is asked to act, and whether it is late: wanted at once since a day before
 * `today`, or past a deadline. Read from what says for whom requests wait, never from all requests of the office.
 */
export async function underWay(
  db: Db,
  supervised: Supervised,
  { now, today }: { now: number; today: number },
): Promise<{ id: string; late: boolean }[]> {
  const { rows } = await sql<{ id: string; late: number }>`
    SELECT request.id, (waits.late OR EXISTS (
      SELECT 1 FROM timer WHERE timer.request = request.id AND dueAt <= ${now})) AS late
    FROM (SELECT request AS id, max(promptly = 1 AND since < ${today}) AS late FROM asked
      WHERE office = ${supervised.office} GROUP BY request) AS waits
    CROSS JOIN request ON request.id = waits.id
    WHERE request.draftOf = '' AND ${isOf(supervised)}`.execute(db)
  return rows.map(({ id, late }) => ({ id, late: late === 1 }))
}

/** The requests that were sent back in a time, each once. */
export async function returnedIn(db: Db, supervised: Supervised, { start, end }: Time): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT request.id
    FROM (SELECT DISTINCT procedure FROM procedureVersion WHERE office = ${supervised.office}) AS of
    CROSS JOIN figure ON figure.procedure = of.procedure AND figure.what = 'returned'
      AND figure.at >= ${start} AND figure.at < ${end}
    CROSS JOIN request ON request.id = figure.request
    WHERE request.office = ${supervised.office} AND ${isOf(supervised)}`.execute(db)
  return rows.map(({ id }) => id)
}

/** The requests that became public in a time, also those that have been taken down since. */
export async function publishedIn(db: Db, supervised: Supervised, { start, end }: Time): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT request.id FROM publication
    CROSS JOIN request ON request.id = publication.request
    WHERE publication.office = ${supervised.office} AND publication.updatedAt >= ${start}
      AND publishedAt >= ${start} AND publishedAt < ${end} AND ${isOf(supervised)}`.execute(db)
  return rows.map(({ id }) => id)
}

/**
 * The requests whose public text was replaced by a newer one in a time. What is public is replaced as its new content is
 * submitted, so that is when; `updatedAt`, which a changed period moves as well, only narrows the search.
 */
export async function correctedIn(db: Db, supervised: Supervised, { start, end }: Time): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT request.id FROM publication
    CROSS JOIN content ON content.request = publication.request AND content.revision = publication.contentRevision
    CROSS JOIN request ON request.id = publication.request
    WHERE publication.office = ${supervised.office} AND publication.updatedAt >= ${start}
      AND publication.updatedAt > publishedAt AND content.at > publishedAt
      AND content.at >= ${start} AND content.at < ${end} AND ${isOf(supervised)}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Of an event, what tells whether it sent a request back or put right what is public. */
export type CountedEvent = Pick<
  EventRow,
  'request' | 'type' | 'fromSteps' | 'toSteps' | 'contentRevision' | 'procedureHash'
>

/** The events of some requests in their order: select … from event where request in $1 order by request, seq */
export const countedEvents = (db: Db, requests: string[]): Promise<CountedEvent[]> =>
  db
    .selectFrom('event')
    .select(['request', 'type', 'fromSteps', 'toSteps', 'contentRevision', 'procedureHash'])
    .where('request', 'in', sql<string>`(SELECT value FROM json_each(${JSON.stringify(requests)}))`)
    .orderBy('request')
    .orderBy('seq')
    .execute()
