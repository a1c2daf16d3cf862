import { type Kysely, sql } from 'kysely'

/**
 * Where pictures in a document were taken, and what stands in more of its properties, was not looked for when these files
 * were read: they are read again in the background, and until then what was found in them stays.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`UPDATE fileReading SET waiting = 1, tries = 0 WHERE sha256 IN (
      SELECT sha256 FROM file WHERE type = 'application/pdf'
        OR type LIKE 'application/vnd.openxmlformats-officedocument.%' OR type LIKE 'application/vnd.oasis.opendocument.%')`)
    .execute(db)
}
