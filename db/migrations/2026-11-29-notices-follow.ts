import { type Kysely, sql } from 'kysely'

/**
 * People's notices are brought after the events in batches (`db/projections.ts`): a notice changes four indexes and a
 * count, and most notices of work are done before anybody could read them. An event notes what it tells (`notices`) and
 * the steps that it left (`gone`), whose work is done.
 */
const statements = [
  `CREATE TABLE newNotice (
    id INTEGER PRIMARY KEY, request TEXT NOT NULL, at INTEGER NOT NULL, gone TEXT NOT NULL, notices TEXT NOT NULL) STRICT`,
  'DROP TRIGGER notificationDone',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
