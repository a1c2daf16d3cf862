import type { Insertable, Kysely, Selectable } from 'kysely'
import type { HolidayTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type HolidayRow = Selectable<HolidayTable>

/** Every holiday, by day. */
export const allHolidays = (db: Db): Promise<HolidayRow[]> =>
  db.selectFrom('holiday').selectAll().orderBy('day').execute()

export const findHoliday = (db: Db, day: string): Promise<HolidayRow | undefined> =>
  db.selectFrom('holiday').selectAll().where('day', '=', day).executeTakeFirst()

export async function insertHolidays(db: Db, rows: Insertable<HolidayTable>[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('holiday').values(rows).execute()
}

export async function deleteHoliday(db: Db, day: string): Promise<void> {
  await db.deleteFrom('holiday').where('day', '=', day).execute()
}
