import { type Kysely, type Selectable, sql } from 'kysely'
import type { PublicationFacetTable, Tables } from './tables.ts'

type Reader = Kysely<Tables>
/** An office and the instant of the reading (ms since 1970): what has run out by then is not read. */
export type ReadAt = { office: string; now: number }

/** What a list is narrowed to; the fiscal year (พ.ศ.) is that of the publication. */
export type Narrowed = {
  category?: string | undefined
  groupId?: string | undefined
  procedure?: string | undefined
  fiscalYear?: number | undefined
}

/** How many items of an office there are now of one category ('': none), group, fiscal year (พ.ศ.) and procedure. */
export type FacetCount = Omit<Selectable<PublicationFacetTable>, 'office'>

/**
 * The counts of every combination that occurs, less what has run out and whose timer was not taken yet: select … from
 * publicationFacet where office = $1
 */
export async function facetsOf(db: Reader, { office, now }: ReadAt): Promise<FacetCount[]> {
  const kept = await db
    .selectFrom('publicationFacet')
    .select(['category', 'groupId', 'fiscalYear', 'procedure', 'count'])
    .where('office', '=', office)
    .where('count', '>', 0)
    .execute()
  const ranOut = await db
    .selectFrom('publication')
    .select(['category', 'groupId', 'procedure'])
    .select(
      sql<number>`CAST(strftime('%Y', "publishedAt" / 1000 + 25200, 'unixepoch', '+3 months') AS INTEGER) + 543`.as(
        'fiscalYear',
      ),
    )
    .where('office', '=', office)
    .where('endedAt', 'is', null)
    .where('untilAt', '<=', now)
    .execute()
  const cellOf = (one: Omit<FacetCount, 'count'>) =>
    JSON.stringify([one.category, one.groupId, one.fiscalYear, one.procedure])
  const cells = new Map(kept.map((one) => [cellOf(one), { ...one }]))
  for (const { category, ...one } of ranOut) {
    const cell = cells.get(cellOf({ ...one, category: category ?? '' }))
    if (cell) cell.count -= 1
  }
  return [...cells.values()].filter(({ count }) => count > 0)
}

/** Whether what a count counts is in a list. */
export const isNarrowedTo = (one: FacetCount, narrowed: Narrowed): boolean =>
  (['category', 'groupId', 'procedure', 'fiscalYear'] as const).every(
    (name) => narrowed[name] === undefined || narrowed[name] === one[name],
  )

/** How many items an office has now: kept by triggers, less what has run out and whose timer was not taken yet. */
export async function countPublished(db: Reader, { office, now }: ReadAt): Promise<number> {
  const row = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('publicationCount')
        .select((one) => one.fn.sum<number | null>('count').as('count'))
        .where('office', '=', office)
        .as('kept'),
      eb
        .selectFrom('publication')
        .select((one) => one.fn.countAll<number>().as('count'))
        .where('office', '=', office)
        .where('endedAt', 'is', null)
        .where('untilAt', '<=', now)
        .as('ranOut'),
    ])
    .executeTakeFirstOrThrow()
  return Number(row.kept ?? 0) - Number(row.ranOut ?? 0)
}
