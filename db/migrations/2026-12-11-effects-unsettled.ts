import { type Kysely, sql } from 'kysely'

/** What waits or was given up at an integration: little, among all that was delivered and is kept for a while. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("CREATE INDEX effectUnsettled ON effect (integration, id) WHERE status <> 'done'").execute(db)
}
