import type { Kysely, Selectable } from 'kysely'
import type { Tables, WithheldVersionTable } from './tables.ts'

type Db = Kysely<Tables>
export type WithheldRow = Selectable<WithheldVersionTable>

/** The earlier versions of a publication that the public may not read: select * from withheldVersion where publication = $1 */
export const withheldOf = (db: Db, publication: string): Promise<WithheldRow[]> =>
  db.selectFrom('withheldVersion').selectAll().where('publication', '=', publication).execute()

/** insert into withheldVersion …, unless it is withheld already; whether it was not. */
export async function withhold(db: Db, row: WithheldRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('withheldVersion')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows ?? 0) > 0
}
