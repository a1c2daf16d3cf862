import type { Kysely } from 'kysely'
import type { OfficeNoticeTable, Tables } from './tables.ts'

type Db = Kysely<Tables>

/** insert into officeNotice …: in one statement, however many are told. */
export async function insertOfficeNotices(db: Db, rows: OfficeNoticeTable[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('officeNotice').values(rows).execute()
}

/** The newest of what a person was told about the office. */
export const newestOfficeNotices = (db: Db, person: string, most: number): Promise<OfficeNoticeTable[]> =>
  db
    .selectFrom('officeNotice')
    .selectAll()
    .where('person', '=', person)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute()

/** Which of these persons were told something of the office at `since` (ms) or later. */
export async function toldOfOfficeSince(db: Db, persons: string[], since: number): Promise<string[]> {
  const rows = await db
    .selectFrom('officeNotice')
    .select('person')
    .distinct()
    .where('person', 'in', persons)
    .where('at', '>=', since)
    .execute()
  return rows.map(({ person }) => person)
}

/** update officeNotice set readAt = $3 where person = $1 and readAt is null and id in $2 */
export async function markOfficeNoticesRead(
  db: Db,
  person: string,
  ids: string[],
  now: number,
): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('officeNotice')
    .set({ readAt: now })
    .where('person', '=', person)
    .where('readAt', 'is', null)
    .where('id', 'in', ids)
    .execute()
}

/** Forgets, oldest first and at most `most`, what was read before `before` (ms); answers how many there were. */
export async function forgetOfficeNotices(db: Db, before: number, most: number): Promise<number> {
  const old = db
    .selectFrom('officeNotice')
    .select('id')
    .where('readAt', '<', before)
    .orderBy('readAt')
    .limit(most)
  const { numDeletedRows } = await db.deleteFrom('officeNotice').where('id', 'in', old).executeTakeFirst()
  return Number(numDeletedRows)
}
