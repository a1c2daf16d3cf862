import { type Kysely, sql } from 'kysely'

/**
 * Marks a database whose people are not all told of in the offices' logs, credentials included. Only here: were it decided
 * from the rows, somebody who puts a person into the table would only have to wait for the next start.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`INSERT INTO setting (key, value) SELECT 'peopleUnrecorded', '1' WHERE EXISTS (SELECT 1 FROM person)`.execute(
    db,
  )
}
