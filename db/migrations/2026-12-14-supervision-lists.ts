import { type Kysely, sql } from 'kysely'

/** What was sent back in a time, by whoever leads those whose work it was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw("CREATE INDEX figureReturned ON figure (procedure, at, request) WHERE what = 'returned'")
    .execute(db)
}
