import type { Kysely, Selectable } from 'kysely'
import { statement } from './statement.ts'
import type { NotificationTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type NotificationRow = Selectable<NotificationTable>

/** insert into notification …, one by one: most events tell one person. */
export async function insertNotifications(db: Db, rows: NotificationRow[]): Promise<void> {
  for (const row of rows) await insertOne(db, row)
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
  }),
)
