import { type Kysely, type Selectable, sql } from 'kysely'
import { statement } from './statement.ts'
import type { NotificationTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type NotificationRow = Selectable<NotificationTable>

/** insert into notification …: in one statement, however many are told. */
export async function insertNotifications(db: Db, rows: NotificationRow[]): Promise<void> {
  const [only] = rows
  if (!only) return
  if (rows.length === 1) await insertOne(db, only)
  else await db.insertInto('notification').values(rows).execute()
}

const insertOne = statement((db, given: NotificationRow) =>
  db.insertInto('notification').values({
    id: given.id,
    person: given.person,
    request: given.request,
    messageTh: given.messageTh,
    messageEn: given.messageEn,
    at: given.at,
    readAt: given.readAt,
    step: given.step,
  }),
)

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
    .orderBy('at', 'desc')
    .orderBy('notification.id')
    .limit(most)
    .execute()

/** select count from unreadCount where person = $1, kept by triggers; and what the person was told about the office. */
export async function countUnread(db: Db, person: string): Promise<number> {
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
  return (row?.ofRequests ?? 0) + (row?.ofOffice ?? 0)
}

/** update notification set readAt = $3 where person = $1 and readAt is null and id in $2 */
export async function markRead(db: Db, person: string, ids: string[], now: number): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('notification')
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

/** Forgets, oldest first and at most `most`, what was read before `before` (ms); answers how many there were. */
export async function forgetRead(db: Db, before: number, most: number): Promise<number> {
  const old = db
    .selectFrom('notification')
    .select('id')
    .where('readAt', '<', before)
    .orderBy('readAt')
    .limit(most)
  const { numDeletedRows } = await db.deleteFrom('notification').where('id', 'in', old).executeTakeFirst()
  return Number(numDeletedRows)
}
