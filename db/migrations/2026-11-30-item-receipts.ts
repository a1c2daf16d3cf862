import { type Kysely, sql } from 'kysely'

/** Whoever holds a copy of a file asks by its hash alone where it was published. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('CREATE INDEX publishedFileByHash ON publishedFile (office, sha256, at)').execute(db)
}
