import type { Reach } from '../../db/holidays.ts'
import { type StandingTable, standingRows } from '../../db/standing.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import type { Reader } from '../procedures/versions.ts'
import { reachesOf } from './holidays.ts'

/** Digests of an office's rows, by table: what an entry of its log says it left behind. */
export type Standing = Partial<Record<StandingTable, string>>

/** The digests of the rows of these tables as they stand now. */
export async function standingOf(
  db: Reader,
  office: string,
  tables: readonly StandingTable[],
): Promise<Standing> {
  const reaches: Reach[] = tables.includes('holiday') ? await reachesOf(db, office) : []
  const standing: Standing = {}
  for (const table of tables) standing[table] = hashOf(await standingRows(db, table, { office, reaches }))
  return standing
}
