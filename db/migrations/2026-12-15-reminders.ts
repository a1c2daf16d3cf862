import { type Kysely, sql } from 'kysely'

/**
 * When somebody is reminded of a deadline: one row for each reminder of a timer that runs, or that has fired at a step that
 * was not left. `dueAt` is null once it was sent, or where its time had passed when the deadline was set.
 */
const statements = [
  `CREATE TABLE reminder (
    request TEXT NOT NULL REFERENCES request, timer TEXT NOT NULL, number INTEGER NOT NULL, due INTEGER NOT NULL,
    dueAt INTEGER, PRIMARY KEY (request, timer, number)) STRICT, WITHOUT ROWID`,
  'CREATE INDEX reminderDue ON reminder (dueAt, request, timer, number) WHERE dueAt IS NOT NULL',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
