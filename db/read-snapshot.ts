import { sql } from 'kysely'
import type { Db } from './open.ts'

/**
 * Reads the database as it stands at the first query of `work`, however long that takes and whatever others write
 * meanwhile, whom it does not hold up. For a connection that nothing else uses; what `work` writes is undone.
 */
export async function withReadSnapshot<Result>(db: Db, work: () => Promise<Result>): Promise<Result> {
  // Deferred, unlike the transactions of Kysely here: a reader in WAL mode keeps its view and takes no lock.
  await sql`begin deferred`.execute(db)
  try {
    return await work()
  } finally {
    await sql`rollback`.execute(db)
  }
}
