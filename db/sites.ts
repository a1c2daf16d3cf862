import type { Kysely, Selectable } from 'kysely'
import type { OfficeRow } from './offices.ts'
import type { OfficeSealTable, Tables } from './tables.ts'

type Db = Kysely<Tables>

/** update office set nameTh, nameEn, site where id = $1; `site` is JSON. */
export async function updateSite(
  db: Db,
  id: string,
  change: Pick<OfficeRow, 'nameTh' | 'nameEn' | 'site'>,
): Promise<void> {
  await db.updateTable('office').set(change).where('id', '=', id).execute()
}

/** insert into officeSeal …, or in the place of the one that is there. */
export async function saveSeal(db: Db, row: OfficeSealTable): Promise<void> {
  const { sha256, picture } = row
  await db
    .insertInto('officeSeal')
    .values(row)
    .onConflict((conflict) => conflict.column('office').doUpdateSet({ sha256, picture }))
    .execute()
}

/** delete from officeSeal where office = $1 */
export async function deleteSeal(db: Db, office: string): Promise<void> {
  await db.deleteFrom('officeSeal').where('office', '=', office).execute()
}

/** select * from officeSeal where office = $1 */
export const findSeal = (db: Db, office: string): Promise<Selectable<OfficeSealTable> | undefined> =>
  db.selectFrom('officeSeal').selectAll().where('office', '=', office).executeTakeFirst()
