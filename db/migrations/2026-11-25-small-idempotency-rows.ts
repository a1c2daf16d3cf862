import { type Kysely, sql } from 'kysely'

/** A row names the event that was recorded instead of holding the whole answer. */
const statements = [
  `CREATE TABLE idempotencyNew (
    person TEXT NOT NULL, key TEXT NOT NULL, requestHash TEXT NOT NULL, request TEXT NOT NULL, seq INTEGER NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (person, key)) STRICT, WITHOUT ROWID`,
  // An answer was a request that began, or a request and the event that it took.
  `INSERT INTO idempotencyNew
    SELECT person, key, requestHash, coalesce(json_extract(response, '$.request.id'), json_extract(response, '$.id')),
      coalesce(json_extract(response, '$.event.seq'), 1), at
    FROM idempotency`,
  'DROP TABLE idempotency',
  'ALTER TABLE idempotencyNew RENAME TO idempotency',
  'CREATE INDEX idempotencyByAge ON idempotency (at)',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
