import { type Kysely, sql } from 'kysely'

/** The drafts of a person, the last changed first: few among all that they submitted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `CREATE INDEX requestDraftOfOwner ON request (owner, (-"updatedAt"), id)
        WHERE "status" = 'open' AND "draftOf" <> ''`,
    )
    .execute(db)
}
