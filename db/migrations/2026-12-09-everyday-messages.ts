import { type Kysely, sql } from 'kysely'

/** What officials ask and answer each other about a request: no part of its history, and erased with it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `CREATE TABLE message (
        office TEXT NOT NULL REFERENCES office, request TEXT NOT NULL REFERENCES request, id TEXT NOT NULL,
        author TEXT NOT NULL REFERENCES person, toWhom TEXT NOT NULL CHECK (toWhom IN ('owner', 'waiting')),
        text TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (office, request, id)) STRICT, WITHOUT ROWID`,
    )
    .execute(db)
}
