import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("ALTER TABLE event ADD COLUMN holidays TEXT NOT NULL DEFAULT '[]'").execute(db)
}
