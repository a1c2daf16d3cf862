import { sql } from 'kysely'
import type { Db } from './open.ts'

/**
 * Lets SQLite count anew what its planner goes by, where tables have grown much since it last did; it looks at a few
 * hundred rows of each index and no more: pragma optimize
 */
export async function refreshStatistics({ db, reads }: { db: Db; reads: Db }): Promise<void> {
  await sql`pragma analysis_limit = 400`.execute(db)
  await sql`pragma optimize = 0x10002`.execute(db)
  // A connection reads what was counted with the tables, once: one that only reads would plan for small tables for good.
  if (reads !== db) await sql`pragma writable_schema = reset`.execute(reads)
}
