import type { Insertable, Kysely, Selectable } from 'kysely'
import type { HolidayTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type HolidayRow = Selectable<HolidayTable>

/** Every holiday, by day. */
export const allHolidays = (db: Db): Promise<HolidayRow[]> =>
  db.selectFrom('holiday').selectAll().orderBy('day').execute()

/** The days alone: each event asks for them. */
export async function holidayDays(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('holiday').select('day').execute()
  return rows.map(({ day }) => day)
}

export const findHoliday = (db: Db, day: string): Promise<HolidayRow | undefined> =>
  db.selectFrom('holiday').selectAll().where('day', '=', day).executeTakeFirst()

export async function insertHolidays(db: Db, rows: Insertable<HolidayTable>[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('holiday').values(rows).execute()
}

export async function deleteHoliday(db: Db, day: string): Promise<void> {
  await db.deleteFrom('holiday').where('day', '=', day).execute()
}
