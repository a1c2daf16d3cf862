import { type Kysely, sql } from 'kysely'

/** Days that are holidays of the nation, a region or a province, on which an office works all the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `CREATE TABLE workedHoliday (
        office TEXT NOT NULL REFERENCES office,
        day TEXT NOT NULL,
        reason TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (office, day)) STRICT, WITHOUT ROWID`,
    )
    .execute(db)
}
