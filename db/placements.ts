import { type Kysely, type Selectable, sql } from 'kysely'
import type { PlacementCheckTable, PlacementTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type PlacementRow = Selectable<PlacementTable>
export type CheckRow = Selectable<PlacementCheckTable>

/** Where people said that they put a publication, the oldest first, without what was withdrawn. */
export const placementsOf = (db: Db, publication: string): Promise<(PlacementRow & { byName: string })[]> =>
  db
    .selectFrom('placement')
    .innerJoin('person', 'person.id', 'placement.by')
    .selectAll('placement')
    .select('person.name as byName')
    .where('publication', '=', publication)
    .where('removedAt', 'is', null)
    .orderBy('at')
    .orderBy('placement.id')
    .execute()

export async function insertPlacement(db: Db, row: PlacementRow): Promise<void> {
  await db.insertInto('placement').values(row).execute()
}

/** Withdraws one; what was found there stays. Answers whether it stood. */
export async function withdrawPlacement(
  db: Db,
  { publication, id, at }: { publication: string; id: string; at: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('placement')
    .set({ removedAt: at })
    .where('publication', '=', publication)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The newest `most` checks of each of some placements, the newest first. */
export async function checksOf(db: Db, placements: readonly string[], most: number): Promise<CheckRow[]> {
  const { rows } = await sql<CheckRow>`
    SELECT c.* FROM json_each(${JSON.stringify(placements)}) AS one CROSS JOIN placementCheck AS c
    WHERE c.placement = one.value AND c.number > (
      SELECT coalesce(max(number), 0) FROM placementCheck WHERE placement = one.value) - ${most}
    ORDER BY c.placement, c.number DESC`.execute(db)
  return rows
}

/** insert into placementCheck …, numbered on */
export async function insertCheck(db: Db, row: Omit<CheckRow, 'number'>): Promise<void> {
  const next = db
    .selectFrom('placementCheck')
    .select((eb) => sql<number>`coalesce(${eb.fn.max('number')}, 0) + 1`.as('number'))
    .where('placement', '=', row.placement)
  await db
    .insertInto('placementCheck')
    .values({ ...row, number: next })
    .execute()
}

/** Who took the event by which a publication came about, and under which post (JSON, as events keep it). */
export const publisherOf = (
  db: Db,
  { request, publishedAt }: { request: string; publishedAt: number },
): Promise<{ actor: string | null; actedAs: string | null } | undefined> =>
  db
    .selectFrom('event')
    .select(['actor', 'actedAs'])
    .where('request', '=', request)
    .where('at', '=', publishedAt)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
