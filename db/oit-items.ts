import type { Kysely } from 'kysely'
import type { OitItemTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
/** One list of an office: by its assessor and the fiscal year (พ.ศ.). */
export type OitListKey = Pick<OitItemTable, 'office' | 'assessor' | 'fiscalYear'>

/** What an office changed in a list: select * from oitItem where office = $1 and assessor = $2 and fiscalYear = $3 */
export const oitItemsOf = (
  db: Db,
  { office, assessor, fiscalYear }: OitListKey,
): Promise<Pick<OitItemTable, 'code' | 'title' | 'removed'>[]> =>
  db
    .selectFrom('oitItem')
    .select(['code', 'title', 'removed'])
    .where('office', '=', office)
    .where('assessor', '=', assessor)
    .where('fiscalYear', '=', fiscalYear)
    .execute()

/** insert into oitItem … on conflict do update */
export async function setOitItem(db: Db, row: OitItemTable): Promise<void> {
  const { title, removed, at, by } = row
  await db
    .insertInto('oitItem')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['office', 'assessor', 'fiscalYear', 'code']).doUpdateSet({ title, removed, at, by }),
    )
    .execute()
}
