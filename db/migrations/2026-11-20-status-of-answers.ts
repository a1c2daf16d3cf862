import { type Kysely, sql } from 'kysely'

/** It was always 200, and nothing read it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE idempotency DROP COLUMN status').execute(db)
}
