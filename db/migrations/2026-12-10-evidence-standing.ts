import { type Kysely, sql } from 'kysely'

/**
 * An entry of an office's log holds, from its third form on, digests of the rows that its kind may change. Of a database
 * whose entries have none, it is marked that they are to be recorded once: were that decided from the rows, somebody who
 * changes them would only have to wait for the next start. What waits or waited for a second person has a salt in its row from
 * now on, without which its text could be tried on the digests.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("ALTER TABLE officeEvent ADD COLUMN standing TEXT NOT NULL DEFAULT '{}'").execute(db)
  await sql`INSERT INTO setting (key, value) SELECT 'standingUnrecorded', '1' WHERE EXISTS (SELECT 1 FROM office)`.execute(
    db,
  )
  await sql`UPDATE confirmation SET payload = json_set(payload, '$.salt', lower(hex(randomblob(16))))
    WHERE json_extract(payload, '$.salt') IS NULL`.execute(db)
}
