import { type Kysely, sql } from 'kysely'

/** Where the offices of before lie (ISO 3166-2). */
const provinces = { cmi3: 'TH-50', cmi4: 'TH-50', ksn2: 'TH-46', ptt1: 'TH-13', yst2: 'TH-35' }

/**
 * What was kept until now counted for every office, and still does. SQLite cannot change a primary key in place: the rows go
 * into a table whose key lets offices have the same day.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    "ALTER TABLE office ADD COLUMN province TEXT NOT NULL DEFAULT ''",
    `CREATE TABLE scopedHoliday (
      day TEXT NOT NULL,
      scope TEXT NOT NULL DEFAULT 'national' CHECK (scope IN ('national', 'regional', 'provincial', 'office')),
      place TEXT NOT NULL DEFAULT '',
      name TEXT NOT NULL,
      source TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (day, scope, place),
      CHECK ((scope = 'national') = (place = ''))
    ) STRICT, WITHOUT ROWID`,
    'INSERT INTO scopedHoliday (day, name, source) SELECT day, name, source FROM holiday',
    'DROP TABLE holiday',
    'ALTER TABLE scopedHoliday RENAME TO holiday',
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
  for (const [office, province] of Object.entries(provinces))
    await sql`UPDATE office SET province = ${province} WHERE id = ${office}`.execute(db)
}
