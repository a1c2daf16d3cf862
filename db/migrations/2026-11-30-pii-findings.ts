import { type Kysely, sql } from 'kysely'

/**
 * What the check for personal data found in the revision that was submitted last and nobody has answered yet: null where
 * there is nothing, and for all that was submitted before there was a check.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE request ADD COLUMN findings TEXT').execute(db)
}
