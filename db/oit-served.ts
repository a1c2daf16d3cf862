import type { Kysely } from 'kysely'
import type { OitListKey } from './oit-items.ts'
import type { OitServedTable, Tables } from './tables.ts'

type Db = Kysely<Tables>

/** Every publication that serves an item of a list, with what tells whether it still does; the latest first. */
export const oitServedOf = (db: Db, { office, assessor, fiscalYear }: OitListKey) =>
  db
    .selectFrom('oitServed')
    .innerJoin('publication', 'publication.id', 'oitServed.publication')
    .leftJoin('content', (join) =>
      join
        .onRef('content.request', '=', 'publication.request')
        .onRef('content.revision', '=', 'publication.contentRevision'),
    )
    .select(['oitServed.code', 'publication.id', 'publication.request', 'publication.title'])
    .select(['publication.publishedAt', 'publication.endedAt', 'publication.untilAt'])
    .select((eb) => eb.fn.coalesce('content.at', 'publication.publishedAt').as('renewedAt'))
    .where('oitServed.office', '=', office)
    .where('oitServed.assessor', '=', assessor)
    .where('oitServed.fiscalYear', '=', fiscalYear)
    .orderBy('publication.publishedAt', 'desc')
    .orderBy('publication.id')
    .execute()
export type OitServing = Awaited<ReturnType<typeof oitServedOf>>[number]

/** What a publication serves of a fiscal year: select … from oitServed where publication = $1 and fiscalYear = $2 */
export const oitServedBy = (
  db: Db,
  { publication, fiscalYear }: Pick<OitServedTable, 'publication' | 'fiscalYear'>,
): Promise<Pick<OitServedTable, 'assessor' | 'code'>[]> =>
  db
    .selectFrom('oitServed')
    .select(['assessor', 'code'])
    .where('publication', '=', publication)
    .where('fiscalYear', '=', fiscalYear)
    .execute()

/** insert into oitServed …, unless it is said already */
export async function addOitServed(db: Db, row: OitServedTable): Promise<void> {
  await db
    .insertInto('oitServed')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** delete from oitServed where … */
export async function removeOitServed(
  db: Db,
  { office, assessor, fiscalYear, code, publication }: Omit<OitServedTable, 'at' | 'by'>,
): Promise<void> {
  await db
    .deleteFrom('oitServed')
    .where('office', '=', office)
    .where('assessor', '=', assessor)
    .where('fiscalYear', '=', fiscalYear)
    .where('code', '=', code)
    .where('publication', '=', publication)
    .execute()
}
