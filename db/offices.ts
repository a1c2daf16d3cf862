import type { Kysely, Selectable } from 'kysely'
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

/** The hashes of the versions in force in an office, by their procedures. */
export async function activeHashes(db: Db, office: string): Promise<string[]> {
  const rows = await db
    .selectFrom('procedureVersion')
    .select('hash')
    .where('office', '=', office)
    .where('status', '=', 'active')
    .orderBy('procedure')
    .execute()
  return rows.map(({ hash }) => hash)
}
