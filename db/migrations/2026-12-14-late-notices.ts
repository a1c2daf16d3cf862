import { type Kysely, sql } from 'kysely'

/** The end in Bangkok of the day after that of an instant: no working day after it ends sooner. */
const earliest = (since: string) => `((${since} + 25200000) / 86400000 + 2) * 86400000 - 25200000`

/**
 * When superiors are to be told that a step which the document wants done at once is late: one row a request, made with
 * what says for whom it waits, and due anew at each entry of such a step. `dueAt` is null once they were told.
 */
const statements = [
  `CREATE TABLE lateNotice (
    request TEXT PRIMARY KEY REFERENCES request, since INTEGER NOT NULL, dueAt INTEGER) STRICT, WITHOUT ROWID`,
  'CREATE INDEX lateNoticeDue ON lateNotice (dueAt, request) WHERE dueAt IS NOT NULL',
  `CREATE TRIGGER askedPromptly AFTER INSERT ON asked WHEN NEW.promptly = 1 BEGIN
    INSERT INTO lateNotice (request, since, dueAt) VALUES (NEW.request, NEW.since, ${earliest('NEW.since')})
      ON CONFLICT DO UPDATE SET since = excluded.since, dueAt = excluded.dueAt WHERE since <> excluded.since; END`,
  `INSERT INTO lateNotice (request, since, dueAt)
    SELECT request, max(since), ${earliest('max(since)')} FROM asked WHERE promptly = 1 GROUP BY request`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
