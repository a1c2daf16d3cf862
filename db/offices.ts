import type { Insertable, Kysely, Selectable } from 'kysely'
import type { OfficeGroupTable, OfficeTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type OfficeRow = Selectable<OfficeTable>

/** select * from office */
export const allOffices = (db: Db): Promise<OfficeRow[]> => db.selectFrom('office').selectAll().execute()

/** select * from office where id = $1 */
export const findOffice = (db: Db, id: string): Promise<OfficeRow | undefined> =>
  db.selectFrom('office').selectAll().where('id', '=', id).executeTakeFirst()

/** The same; throws when there is none. */
export const getOfficeRow = (db: Db, id: string): Promise<OfficeRow> =>
  db.selectFrom('office').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** The groups of an office, in its own order. */
export const groupsOf = (db: Db, office: string): Promise<OfficeGroupTable[]> =>
  db.selectFrom('officeGroup').selectAll().where('office', '=', office).orderBy('position').execute()

/** The versions in force in an office, by their procedures. */
export const activeVersions = (db: Db, office: string): Promise<{ hash: string; version: number }[]> =>
  db
    .selectFrom('procedureVersion')
    .select(['hash', 'version'])
    .where('office', '=', office)
    .where('status', '=', 'active')
    .orderBy('procedure')
    .execute()

/** insert into office …, unless it is there: an office is seeded once and from then on its own. Whether it was not. */
export async function insertOffice(db: Db, row: Insertable<OfficeTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('office')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows ?? 0) > 0
}

/** Whether everyone of an office may read what was not submitted yet. */
export const draftsAreOpen = async (db: Db, id: string): Promise<boolean> =>
  (await getOfficeRow(db, id)).draftsOpen === 1

/** update office set digits, inspectorAllowed, draftsOpen where id = $1 */
export async function updateOffice(
  db: Db,
  id: string,
  change: Pick<OfficeRow, 'digits' | 'inspectorAllowed' | 'draftsOpen'>,
): Promise<void> {
  await db.updateTable('office').set(change).where('id', '=', id).execute()
}

/** insert into officeGroup …, unless it is there; whether it was not. */
export async function insertGroup(db: Db, row: OfficeGroupTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('officeGroup')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows ?? 0) > 0
}

/** update office set categories = $2 where id = $1; `categories` is JSON. */
export async function setCategories(db: Db, id: string, categories: string): Promise<void> {
  await db.updateTable('office').set({ categories }).where('id', '=', id).execute()
}
