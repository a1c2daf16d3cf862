import type { Kysely } from 'kysely'
import type { OitListKey } from './oit-items.ts'
import type { OitExplanationTable, Tables } from './tables.ts'

type Db = Kysely<Tables>

/** What an office hands in beside the items of a list: select code, text from oitExplanation where … */
export const oitExplanationsOf = (
  db: Db,
  { office, assessor, fiscalYear }: OitListKey,
): Promise<Pick<OitExplanationTable, 'code' | 'text'>[]> =>
  db
    .selectFrom('oitExplanation')
    .select(['code', 'text'])
    .where('office', '=', office)
    .where('assessor', '=', assessor)
    .where('fiscalYear', '=', fiscalYear)
    .execute()

/** insert into oitExplanation … on conflict do update */
export async function setOitExplanation(db: Db, row: OitExplanationTable): Promise<void> {
  const { text, at, by } = row
  await db
    .insertInto('oitExplanation')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['office', 'assessor', 'fiscalYear', 'code']).doUpdateSet({ text, at, by }),
    )
    .execute()
}
