import { type Kysely, sql } from 'kysely'

/** Those that are there are to be searched by another key: see api/requests/search-text.ts. */
const statements = [
  'CREATE TABLE searchedOtherwise (request TEXT PRIMARY KEY REFERENCES request) STRICT, WITHOUT ROWID',
  'INSERT INTO searchedOtherwise SELECT id FROM request',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
