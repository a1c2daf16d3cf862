import { randomUUIDv7 } from 'node:crypto'
import { type Kysely, type Selectable, sql } from 'kysely'
import { noSteps } from './requests.ts'
import { statement } from './statement.ts'
import type { NotificationTable, OfficeNoticeTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type NotificationRow = Selectable<NotificationTable>

/** What people are told: of a request, filed behind the events and counted by triggers; or of the office, at once. */
export const noticeTables = ['notification', 'officeNotice'] as const
type NoticeTable = (typeof noticeTables)[number]

/**
 * A notice as an event notes it: `step` is the step that asks the person to act, '' where nothing is asked; `passing`
 * says no more than that, and is not worth telling once the work is done.
 */
export type Notice = Pick<NotificationRow, 'person' | 'messageTh' | 'messageEn' | 'step'> & {
  passing: boolean
}
/** What an event tells, and the steps that it left: notices of their work are done. `at` in ms. */
export type News = { request: string; at: number; gone: string[]; notices: Notice[] }

/** insert into newNotice …; `projectNotices` files it. */
export async function insertNews(db: Db, { request, at, gone, notices }: News): Promise<void> {
  if (gone.length === 0 && notices.length === 0) return
  await insertNew(db, { request, at, gone: JSON.stringify(gone), notices: JSON.stringify(notices) })
}

const insertNew = statement((db, given: { request: string; at: number; gone: string; notices: string }) =>
  db.insertInto('newNotice').values({
    request: given.request,
    at: given.at,
    gone: given.gone,
    notices: given.notices,
  }),
)

const setDone = statement((db, given: { request: string; step: string; at: number }) =>
  db
    .updateTable('notification')
    .set({ readAt: given.at })
    .where('request', '=', given.request)
    .where('step', '=', given.step)
    .where('step', '<>', sql.lit(''))
    .where('readAt', 'is', null),
)

/**
 * Files the oldest `most` events' notices among people's own, in the order of the events; a transaction must be open.
 * That work has come is told to nobody where it was done within the batch.
 */
export async function projectNotices(trx: Db, most: number): Promise<void> {
  const rows = await trx.selectFrom('newNotice').selectAll().orderBy('id').limit(most).execute()
  const last = rows.at(-1)
  if (!last) return
  const done: [request: string, step: string, at: number][] = []
  let told: (Notice & Pick<NotificationRow, 'id' | 'request' | 'at' | 'readAt'>)[] = []
  for (const { request, at, gone, notices } of rows) {
    const left = JSON.parse(gone) as string[]
    if (left.length > 0) {
      done.push(...left.map((step): [string, string, number] => [request, step, at]))
      const isDone = (one: (typeof told)[number]) => one.request === request && left.includes(one.step)
      told = told.filter((one) => !(one.passing && isDone(one)))
      for (const one of told) if (isDone(one)) one.readAt ??= at
    }
    for (const notice of JSON.parse(notices) as Notice[])
      told.push({ ...notice, request, at, readAt: null, id: randomUUIDv7() })
  }
  // One by one: SQLite joins a list from the side of the notices, and reads all that are open for each batch.
  for (const [request, step, at] of done) await setDone(trx, { request, step, at })
  await sql`
    INSERT INTO notification (id, person, request, messageTh, messageEn, at, readAt, step)
    SELECT value ->> 'id', value ->> 'person', value ->> 'request', value ->> 'messageTh', value ->> 'messageEn',
      value ->> 'at', value ->> 'readAt', value ->> 'step' FROM json_each(${JSON.stringify(told)})`.execute(
    trx,
  )
  await trx.deleteFrom('newNotice').where('id', '<=', last.id).execute()
}

/** Forgets what some people were told, and what anybody is to be told, of a request. */
export async function forgetNoticesOf(
  db: Db,
  { request, people }: { request: string; people: string[] },
): Promise<void> {
  await db.deleteFrom('newNotice').where('request', '=', request).execute()
  // By their persons: no index has all notices of a request.
  await db
    .deleteFrom('notification')
    .where('person', 'in', sql<string>`(SELECT value FROM json_each(${JSON.stringify(people)}))`)
    .where(sql`+${sql.ref('request')}`, '=', request)
    .execute()
}

/** The newest of a person's notices, with the titles of their requests. */
export const newestNotifications = (db: Db, person: string, most: number) =>
  db
    .selectFrom('notification')
    .innerJoin('request', 'request.id', 'notification.request')
    .select([
      'notification.id',
      'notification.request',
      'request.title',
      'messageTh',
      'messageEn',
      'at',
      'readAt',
    ])
    .where('person', '=', person)
    .where('request.steps', '!=', noSteps)
    .orderBy('at', 'desc')
    .orderBy('notification.id')
    .limit(most)
    .execute()

/** How much a person was told and has not read: of requests, as triggers count it; and of the office. */
export async function countUnread(db: Db, person: string): Promise<{ ofRequests: number; ofOffice: number }> {
  const row = await db
    .selectNoFrom((eb) => [
      eb.selectFrom('unreadCount').select('count').where('person', '=', person).as('ofRequests'),
      eb
        .selectFrom('officeNotice')
        .select((of) => of.fn.countAll<number>().as('count'))
        .where('person', '=', person)
        .where('readAt', 'is', null)
        .as('ofOffice'),
    ])
    .executeTakeFirst()
  return { ofRequests: row?.ofRequests ?? 0, ofOffice: row?.ofOffice ?? 0 }
}

/** The requests of a person's unread notices of which nothing was ever submitted, with how many there are of each. */
export const unreadUnsubmitted = (
  db: Db,
  person: string,
): Promise<{ request: string; count: number; isGone: number }[]> =>
  db
    .selectFrom('notification')
    .innerJoin('request', 'request.id', 'notification.request')
    .select((eb) => [
      'notification.request',
      eb.fn.countAll<number>().as('count'),
      sql<number>`${sql.ref('request.steps')} = ${noSteps}`.as('isGone'),
    ])
    .where('person', '=', person)
    .where('readAt', 'is', null)
    .where('draftOf', '!=', '')
    .groupBy('notification.request')
    .execute()

/** update notification, officeNotice set readAt = $3 where person = $1 and readAt is null and id in $2 */
export async function markRead(db: Db, person: string, ids: string[], now: number): Promise<void> {
  if (ids.length === 0) return
  for (const table of noticeTables)
    await db
      .updateTable(table)
      .set({ readAt: now })
      .where('person', '=', person)
      .where('readAt', 'is', null)
      .where('id', 'in', sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
      .execute()
}

/** update notification set readAt = $3 where person = $1 and request = $2 and readAt is null */
export async function markReadOf(
  db: Db,
  { person, request, now }: { person: string; request: string; now: number },
): Promise<void> {
  await db
    .updateTable('notification')
    .set({ readAt: now })
    .where('person', '=', person)
    .where('request', '=', request)
    .where('readAt', 'is', null)
    .execute()
}

/** Which of these persons were told something by this table at `since` (ms) or later. */
export async function toldSince(
  db: Db,
  table: NoticeTable,
  persons: string[],
  since: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom(table)
    .select('person')
    .distinct()
    .where('person', 'in', persons)
    .where('at', '>=', since)
    .execute()
  return rows.map(({ person }) => person)
}

/** Forgets, oldest first and at most `most`, what was read before `before` (ms); answers how many there were. */
export async function forgetRead(db: Db, table: NoticeTable, before: number, most: number): Promise<number> {
  const old = db.selectFrom(table).select('id').where('readAt', '<', before).orderBy('readAt').limit(most)
  const { numDeletedRows } = await db.deleteFrom(table).where('id', 'in', old).executeTakeFirst()
  return Number(numDeletedRows)
}

/* ── Of the office, and of no request ─────────────────────────────────────────────────── */

/** insert into officeNotice …: in one statement, however many are told. */
export async function insertOfficeNotices(db: Db, rows: OfficeNoticeTable[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('officeNotice').values(rows).execute()
}

/** The newest of what a person was told about the office. */
export const newestOfficeNotices = (db: Db, person: string, most: number): Promise<OfficeNoticeTable[]> =>
  db
    .selectFrom('officeNotice')
    .selectAll()
    .where('person', '=', person)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute()
