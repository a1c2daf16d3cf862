import type { Insertable, Kysely, Selectable } from 'kysely'
import type { HolidayTable, Tables, WorkedHolidayTable } from './tables.ts'

type Db = Kysely<Tables>
export type HolidayRow = Selectable<HolidayTable>
/** For whom a holiday counts: `place` is the region, the province or the office, and '' for the nation. */
export type Reach = Pick<HolidayRow, 'scope' | 'place'>

const within = (db: Db, reaches: readonly Reach[]) =>
  db
    .selectFrom('holiday')
    .where(({ or, and }) => or(reaches.map(({ scope, place }) => and({ scope, place }))))

/** The holidays that count for any of these, by day, the widest first. */
export const holidaysWithin = (db: Db, reaches: readonly Reach[]): Promise<HolidayRow[]> =>
  within(db, reaches)
    .selectAll()
    .orderBy('day')
    .orderBy(({ case: when }) => when().when('scope', '=', 'office').then(1).else(0).end())
    .execute()

/** The days alone, without those on which this office works all the same. */
export async function holidayDays(db: Db, office: string, reaches: readonly Reach[]): Promise<string[]> {
  const rows = await within(db, reaches)
    .select('day')
    .distinct()
    .where(
      'day',
      'not in',
      db.selectFrom('workedHoliday').select('day').where('workedHoliday.office', '=', office),
    )
    .execute()
  return rows.map(({ day }) => day)
}

/** The holidays on which an office works all the same. */
export const workedHolidaysOf = (db: Db, office: string) =>
  db.selectFrom('workedHoliday').selectAll().where('office', '=', office).execute()

export async function insertWorkedHoliday(db: Db, row: WorkedHolidayTable): Promise<void> {
  await db.insertInto('workedHoliday').values(row).execute()
}

/** delete from workedHoliday where office = $1 and day = $2 */
export async function deleteWorkedHoliday(db: Db, office: string, day: string): Promise<void> {
  await db.deleteFrom('workedHoliday').where('office', '=', office).where('day', '=', day).execute()
}

/** Whether any holiday is kept, of whatever scope. */
export const hasHolidays = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('holiday').select('day').limit(1).executeTakeFirst()) !== undefined

/** The holiday of one day that counts for exactly this. */
export const findHoliday = (db: Db, day: string, { scope, place }: Reach): Promise<HolidayRow | undefined> =>
  db
    .selectFrom('holiday')
    .selectAll()
    .where('day', '=', day)
    .where('scope', '=', scope)
    .where('place', '=', place)
    .executeTakeFirst()

export async function insertHolidays(db: Db, rows: Insertable<HolidayTable>[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('holiday').values(rows).execute()
}

export async function deleteHoliday(db: Db, day: string, { scope, place }: Reach): Promise<void> {
  await db
    .deleteFrom('holiday')
    .where('day', '=', day)
    .where('scope', '=', scope)
    .where('place', '=', place)
    .execute()
}
