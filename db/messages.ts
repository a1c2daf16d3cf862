import { type Kysely, type Selectable, sql } from 'kysely'
import { noSteps } from './requests.ts'
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

/** The requests of whose messages a text is left that was sent before they were erased by order, or at once. */
export async function messagesLeft(db: Db, words: string): Promise<string[]> {
  // By the orders in the logs: of a request of which nothing was ever submitted, no content names the order.
  const { rows } = await sql<{ request: string }>`
    SELECT DISTINCT message.request FROM officeEvent
      CROSS JOIN message ON message.office = officeEvent.office
        AND message.request = CASE WHEN json_valid(officeEvent."after") THEN officeEvent."after" ->> '$.request' END
    WHERE officeEvent.type = 'personal.erased' AND message.text <> ${words} AND message.at <= officeEvent.at`.execute(
    db,
  )
  return rows.map(({ request }) => request)
}

/** The drafts that their owners threw away and of which messages are left. */
export async function messagesOfDiscarded(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('message')
    .innerJoin('request', 'request.id', 'message.request')
    .select('message.request')
    .distinct()
    .where('request.steps', '=', noSteps)
    .execute()
  return rows.map(({ request }) => request)
}
