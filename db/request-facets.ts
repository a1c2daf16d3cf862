import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from './tables.ts'

/** When a request was begun, as its index has it: the last on top. */
export const begunAt = sql<number>`-"createdAt"`

export type Facets = {
  group?: string | undefined
  category?: string | undefined
  /** Begun from `from` on and before `until` (ms). */
  begun?: { from: number; until: number } | undefined
}

/** Whether a filter asks for a group, a category or a time of beginning: no counts are kept by these. */
export const isFaceted = ({ group, category, begun }: Facets): boolean =>
  [group, category, begun].some((one) => one !== undefined)

/** A filter without them. */
export const withoutFacets = <Filter extends Facets>(filter: Filter): Filter => ({
  ...filter,
  group: undefined,
  category: undefined,
  begun: undefined,
})

/** The conditions that they are. */
export function facetsOf({ group, category, begun }: Facets): RawBuilder<boolean>[] {
  const facets: RawBuilder<boolean>[] = []
  if (group !== undefined) facets.push(sql<boolean>`"groupId" = ${group}`)
  if (category !== undefined) facets.push(sql<boolean>`"category" = ${category}`)
  if (begun) facets.push(sql<boolean>`${begunAt} > ${-begun.until} AND ${begunAt} <= ${-begun.from}`)
  return facets
}

/**
 * The last begun requests of an office that facets let through, at most so many; out of one index, in which they all
 * stand: select id from request where office = $1 and … order by -createdAt, id limit $2
 */
export async function idsOfFacets(
  db: Kysely<Tables>,
  filter: Facets & { office: string },
  limit: number,
): Promise<string[]> {
  let found = db.selectFrom('request').select('id').where('office', '=', filter.office)
  for (const facet of facetsOf(filter)) found = found.where(facet)
  const rows = await found.orderBy(begunAt).orderBy('id').limit(limit).execute()
  return rows.map(({ id }) => id)
}
