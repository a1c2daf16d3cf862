import { type Kysely, type Selectable, sql } from 'kysely'
import type { MessageTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type MessageRow = Selectable<MessageTable>
type Of = { office: string; request: string }

/** What was asked and answered about a request, oldest first, with its authors' names. */
export const messagesOf = (db: Db, { office, request }: Of): Promise<(MessageRow & { name: string })[]> =>
  db
    .selectFrom('message')
    .innerJoin('person', 'person.id', 'message.author')
    .selectAll('message')
    .select('person.name')
    .where('message.office', '=', office)
    .where('message.request', '=', request)
    .orderBy('message.at')
    .orderBy('message.id')
    .execute()

/** insert into message … */
export async function insertMessage(db: Db, row: MessageRow): Promise<void> {
  await db.insertInto('message').values(row).execute()
}

/** delete from message where office = $1 and request = $2 */
export async function deleteMessages(db: Db, { office, request }: Of): Promise<void> {
  await db.deleteFrom('message').where('office', '=', office).where('request', '=', request).execute()
}

/** Puts `words` in place of what was asked and answered about a request. */
export async function eraseMessages(db: Db, { office, request }: Of, words: string): Promise<void> {
  await db
    .updateTable('message')
    .set({ text: words })
    .where('office', '=', office)
    .where('request', '=', request)
    .execute()
}

/** The requests of whose messages a text is left though their contents were erased by order after it was sent, or at once. */
export async function messagesLeft(db: Db, words: string): Promise<string[]> {
  const { rows } = await sql<{ request: string }>`
    SELECT DISTINCT message.request FROM message
      JOIN content ON content.request = message.request AND content.erased IS NOT NULL
      JOIN officeEvent ON officeEvent.hash = content.erased
    WHERE message.text <> ${words} AND message.at <= officeEvent.at`.execute(db)
  return rows.map(({ request }) => request)
}
