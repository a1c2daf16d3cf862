import { type Kysely, type RawBuilder, sql } from 'kysely'
import { matching, narrows, type RequestFilter, type RequestPlace } from './request-lists.ts'
import { statement } from './statement.ts'
import type { AskedTable, Tables } from './tables.ts'

type Db = Kysely<Tables>

/** delete from asked where request = $1; insert into asked … for whom it waits now. */
export async function replaceAsked(db: Db, request: string, rows: AskedTable[]): Promise<void> {
  await deleteAsked(db, { request })
  await insertAsked(db, rows)
}

/** insert into asked …, one by one, of requests that have no rows there. */
export async function insertAsked(db: Db, rows: AskedTable[]): Promise<void> {
  for (const row of rows) await insertOne(db, row)
}

const deleteAsked = statement((db, given: { request: string }) =>
  db.deleteFrom('asked').where('request', '=', given.request),
)
const insertOne = statement((db, given: AskedTable) =>
  db.insertInto('asked').values({
    office: given.office,
    whom: given.whom,
    promptly: given.promptly,
    since: given.since,
    request: given.request,
    apart: given.apart,
  }),
)

export type Inbox = {
  person: string
  /** A request that is left out. */
  except?: string | undefined
  /** The names under which `asked` may have this person today, in the filter's office. */
  seats: string[]
  filter: RequestFilter
  /** ms since 1970: now, and when today began in Bangkok. */
  now: number
  today: number
}

/** The seats for which these requests wait. */
export const askedOfRequests = (db: Db, requests: string[]) =>
  db.selectFrom('asked').select(['request', 'whom', 'apart']).where('request', 'in', requests).execute()

/** Whether a request waits for one of these seats: select 1 from asked where request = $1 and whom in … */
export async function isAsked(
  db: Db,
  { request, seats }: { request: string; seats: string[] },
): Promise<boolean> {
  if (seats.length === 0) return false
  const row = await db
    .selectFrom('asked')
    .select('request')
    .where('request', '=', request)
    .where('whom', 'in', seats)
    .executeTakeFirst()
  return row !== undefined
}

/** select count(distinct request) from asked where office = $1 and whom in … and apart does not name the person */
export async function countInbox(db: Db, inbox: Inbox): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT request) AS count FROM asked
    WHERE ${asksThem(db, inbox, sql`whom IN (SELECT value FROM json_each(${JSON.stringify(inbox.seats)}))`)}`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/**
 * Where the next requests of an inbox stand, at most `limit`: the late (group 0) first, then the longest at their step.
 * Each seat's rows lie in this order by themselves, but for two things that change as time goes on: what is wanted at
 * once is late from the next day on, and whatever has a timer that is due. So each seat gives the first of each kind.
 */
export async function pageOfInbox(
  db: Db,
  inbox: Inbox,
  { after, limit, newest = false }: { after: RequestPlace | undefined; limit: number; newest?: boolean },
): Promise<RequestPlace[]> {
  const { seats, now, today } = inbox
  if (newest) return newestOfInbox(db, inbox, { after, limit })
  const first = (group: 0 | 1, seat: RawBuilder<unknown>, where: RawBuilder<unknown>) => sql`
    SELECT * FROM (
      SELECT ${sql.lit(group)} AS "group", since AS at, request AS id FROM asked
      WHERE ${asksThem(db, inbox, seat)} AND ${where} AND ${behind(group, after)}
      ORDER BY since, request LIMIT ${limit})`
  const isDue = sql`request IN (SELECT request FROM timer WHERE dueAt <= ${now})`
  const notDue = sql`NOT EXISTS (SELECT 1 FROM timer WHERE timer.request = asked.request AND dueAt <= ${now})`
  const parts = seats.flatMap((name) => {
    const seat = sql`whom = ${name}`
    return [
      ...(after?.group === 1 ? [] : [first(0, seat, sql`promptly = 1 AND since < ${today}`)]),
      first(1, seat, sql`promptly = 0 AND ${notDue}`),
      first(1, seat, sql`promptly = 1 AND since >= ${today} AND ${notDue}`),
    ]
  })
  if (after?.group !== 1)
    parts.push(first(0, sql`whom IN (SELECT value FROM json_each(${JSON.stringify(seats)}))`, isDue))
  const { rows } = await sql<RequestPlace>`
    SELECT * FROM (${sql.join(parts, sql` UNION `)}) ORDER BY "group", at, id LIMIT ${limit}`.execute(db)
  return rows
}

/** The same, what has come last first: by the time of its coming, and of those that came at once by their ids, downwards. */
async function newestOfInbox(
  db: Db,
  inbox: Inbox,
  { after, limit }: { after: RequestPlace | undefined; limit: number },
): Promise<RequestPlace[]> {
  const further = after
    ? sql`since <= ${-after.at} AND (since < ${-after.at} OR request < ${after.id})`
    : sql`true`
  const parts = inbox.seats.flatMap((name) =>
    [0, 1].map(
      (promptly) => sql`
        SELECT * FROM (
          SELECT 0 AS "group", -since AS at, request AS id FROM asked
          WHERE ${asksThem(db, inbox, sql`whom = ${name}`)} AND promptly = ${sql.lit(promptly)} AND ${further}
          ORDER BY since DESC, request DESC LIMIT ${limit})`,
    ),
  )
  const { rows } = await sql<RequestPlace>`
    SELECT * FROM (${sql.join(parts, sql` UNION `)}) ORDER BY at, id DESC LIMIT ${limit}`.execute(db)
  return rows
}

function asksThem(db: Db, { person, filter, except }: Inbox, seat: RawBuilder<unknown>): RawBuilder<unknown> {
  const others = except === undefined ? sql`` : sql`AND request <> ${except}`
  const asked = sql`office = ${filter.office} AND ${seat} ${others}
    AND (apart = '[]' OR instr(apart, ${JSON.stringify(person)}) = 0)`
  if (!narrows(filter)) return asked
  const named = matching(db, filter)
    .select('request.id')
    .where('request.id', '=', sql.ref<string>('asked.request'))
  return sql`${asked} AND EXISTS ${named}`
}

function behind(group: 0 | 1, after: RequestPlace | undefined): RawBuilder<unknown> {
  if (!after || after.group !== group) return sql`true`
  return sql`since >= ${after.at} AND (since > ${after.at} OR request > ${after.id})`
}
