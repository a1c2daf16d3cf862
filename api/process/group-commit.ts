import { CompiledQuery, type ControlledTransaction, type Transaction } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import type { Change } from './changes.ts'

/** Says what changed; open pages are told of it after COMMIT, and never where the work was rolled back. */
export type Announce = (change: Change) => void
export type Work<Result> = (trx: Transaction<Tables>, announce: Announce) => Promise<Result>
/** Runs work in a transaction and answers after COMMIT; what throws is rolled back alone. */
export type GroupCommit = <Result>(work: Work<Result>) => Promise<Result>

type Job = { run: Work<unknown>; resolve: (value: unknown) => void; reject: (reason: unknown) => void }

/**
 * Group commit: batches concurrent writes into one transaction, each under a SAVEPOINT of its own. Work that arrives
 * while a transaction is being written, or in one turn of the event loop, shares the next one. One fsync then serves
 * them all; none is answered, and nobody is told of a change, before it.
 */
export function createGroupCommit(db: Db, tell: Announce = () => {}, maxBatch = 200): GroupCommit {
  const waiting: Job[] = []
  let busy = false

  async function drain() {
    if (busy) return
    busy = true
    try {
      // One turn of the event loop, so that requests that arrived together are together.
      await new Promise((resolve) => setImmediate(resolve))
      while (waiting.length > 0) await runBatch(db, tell, waiting.splice(0, maxBatch))
    } finally {
      busy = false
    }
  }

  return <Result>(run: Work<Result>) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ run, resolve: resolve as Job['resolve'], reject })
      void drain()
    })
}

type Outcome = { ok: true; value: unknown; changes: Change[] } | { ok: false; reason: unknown }

async function runBatch(db: Db, tell: Announce, jobs: Job[]): Promise<void> {
  let outcomes: Outcome[]
  try {
    const trx = await db.startTransaction().execute()
    try {
      outcomes = []
      for (const job of jobs) outcomes.push(await runUnderSavepoint(trx, job))
      await trx.commit().execute()
    } catch (error) {
      // A full disk makes SQLite roll back by itself; then this finds nothing to do, and the first error is the one
      // that says why.
      if (!trx.isCommitted)
        await trx
          .rollback()
          .execute()
          .catch(() => {})
      throw error
    }
  } catch (reason) {
    for (const job of jobs) job.reject(reason)
    return
  }
  for (const [index, job] of jobs.entries()) {
    const outcome = outcomes[index]
    if (outcome?.ok) {
      for (const change of outcome.changes) tell(change)
      job.resolve(outcome.value)
    } else job.reject(outcome?.reason)
  }
}

// Not Kysely's own savepoints: these are compiled once.
const savepoint = CompiledQuery.raw('savepoint job')
const release = CompiledQuery.raw('release savepoint job')
const rollBack = CompiledQuery.raw('rollback to savepoint job')

async function runUnderSavepoint(trx: ControlledTransaction<Tables>, job: Job): Promise<Outcome> {
  await trx.executeQuery(savepoint)
  const changes: Change[] = []
  try {
    const value = await job.run(trx, (change) => changes.push(change))
    await trx.executeQuery(release)
    return { ok: true, value, changes }
  } catch (reason) {
    try {
      await trx.executeQuery(rollBack)
      await trx.executeQuery(release)
    } catch {
      // The whole transaction is gone, and what follows would be written without one: nobody's work may be kept.
      throw reason
    }
    return { ok: false, reason }
  }
}
