import { type Kysely, sql } from 'kysely'

/** The number of a document is searched too, and blanks beside digits no longer part a text: every text is made anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('INSERT OR IGNORE INTO searchedOtherwise SELECT id FROM request').execute(db)
}
