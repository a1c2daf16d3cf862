import { type Kysely, sql } from 'kysely'

/**
 * The requests of an office, the last begun first, with what lists are narrowed by: none of it changes with an ordinary
 * event, so that none writes this index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw('CREATE INDEX requestBegun ON request (office, (-"createdAt"), id, groupId, category)')
    .execute(db)
}
