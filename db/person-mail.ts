import { type Kysely, type Selectable, sql } from 'kysely'
import { isUnsettled } from './effects.ts'
import type { IntegrationRow } from './integrations.ts'
import { noSteps } from './requests.ts'
import type { PersonMailTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type PersonMailRow = Selectable<PersonMailTable>

/** Where a person wants to be told by e-mail, and how; undefined where nobody ever said. */
export const findPersonMail = (db: Db, person: string): Promise<PersonMailRow | undefined> =>
  db.selectFrom('personMail').selectAll().where('person', '=', person).executeTakeFirst()

/** insert into personMail … on conflict do update */
export async function setPersonMail(db: Db, row: PersonMailRow): Promise<void> {
  await db
    .insertInto('personMail')
    .values(row)
    .onConflict((conflict) => conflict.columns(['office', 'person']).doUpdateSet(row))
    .execute()
}

/** How an office sends e-mail: one row of `integration`. */
export const findMailIntegration = (db: Db, office: string): Promise<IntegrationRow | undefined> =>
  db
    .selectFrom('integration')
    .selectAll()
    .where('office', '=', office)
    .where('kind', '=', 'mail')
    .executeTakeFirst()

/** What a message tells of: the request, and whether it asks for work; null for what is of the office. */
export type Told = { request: string | null; asks: number }

/** What a message tells of and is unread still, drafts that were thrown away left out. */
export async function unreadOfMessage(db: Db, effect: number): Promise<Told[]> {
  const { rows } = await sql<Told>`
    SELECT n.request, n.step <> '' AS asks FROM effectNotice AS e JOIN notification AS n ON n.id = e.notice
        JOIN request AS r ON r.id = n.request
      WHERE e.effect = ${effect} AND n.readAt IS NULL AND r.steps <> ${noSteps}
    UNION ALL
    SELECT NULL, 0 FROM effectNotice AS e JOIN officeNotice AS n ON n.id = e.notice
      WHERE e.effect = ${effect} AND n.readAt IS NULL`.execute(db)
  return rows
}

/** Has messages that wait looked at now, since when they may be sent was changed: an office's, or one person's. */
export async function lookAgainAtMessages(
  db: Db,
  { of, now }: { of: { integration: string } | { person: string }; now: number },
): Promise<void> {
  const waiting = db
    .updateTable('effect')
    .set({ dueAt: now })
    .where('status', '=', 'waiting')
    .where('what', '=', 'notices')
    .where('attempts', '=', 0)
  await ('person' in of
    ? waiting.where('person', '=', of.person)
    : waiting.where('integration', '=', of.integration)
  ).execute()
}

export type ListedMessage = Pick<
  Selectable<Tables['effect']>,
  'id' | 'at' | 'status' | 'dueAt' | 'problem'
> & { to: string }

/** The messages of an office that could not be delivered, or failed and are tried again; the newest first. */
export const failedMessages = (db: Db, integration: string, most: number): Promise<ListedMessage[]> =>
  db
    .selectFrom('effect')
    .innerJoin('person', 'person.id', 'effect.person')
    .select(['effect.id', 'at', 'status', 'dueAt', 'problem', 'person.name as to'])
    .where('integration', '=', integration)
    .where(isUnsettled)
    .where('what', '=', 'notices')
    .where('problem', 'is not', null)
    .orderBy('effect.id', 'desc')
    .limit(most)
    .execute()

/** Forgets a person's address, and what was or is to be sent to it. */
export async function forgetPersonMail(db: Db, person: string): Promise<void> {
  await db.deleteFrom('effect').where('person', '=', person).execute()
  await db.deleteFrom('personMail').where('person', '=', person).execute()
}

/** Of every person, for verification: select * from personMail order by person */
export const allPersonMail = (db: Db): Promise<PersonMailRow[]> =>
  db.selectFrom('personMail').selectAll().orderBy('person').execute()
