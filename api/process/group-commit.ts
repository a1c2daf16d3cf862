import type { ControlledTransaction, Transaction } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'

export type Work<Result> = (trx: Transaction<Tables>) => Promise<Result>
/** Runs work in a transaction and answers after COMMIT; what throws is rolled back alone. */
export type GroupCommit = <Result>(work: Work<Result>) => Promise<Result>

type Job = { run: Work<unknown>; resolve: (value: unknown) => void; reject: (reason: unknown) => void }

/**
 * Group commit: work that arrives while a transaction is being written, or in one turn of the event loop, shares the
 * next transaction, each under a SAVEPOINT of its own. One fsync then serves them all, and none is answered before it.
 */
export function createGroupCommit(db: Db, most = 200): GroupCommit {
  const waiting: Job[] = []
  let busy = false

  async function drain() {
    if (busy) return
    busy = true
    try {
      // One turn of the event loop, so that requests that arrived together are together.
      await new Promise((resolve) => setImmediate(resolve))
      while (waiting.length > 0) await runBatch(db, waiting.splice(0, most))
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

type Outcome = { ok: true; value: unknown } | { ok: false; reason: unknown }

async function runBatch(db: Db, jobs: Job[]): Promise<void> {
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
  jobs.forEach((job, index) => {
    const outcome = outcomes[index]
    if (outcome?.ok) job.resolve(outcome.value)
    else job.reject(outcome?.reason)
  })
}

async function runUnderSavepoint(trx: ControlledTransaction<Tables>, job: Job): Promise<Outcome> {
  const point = await trx.savepoint('job').execute()
  try {
    const value = await job.run(point)
    await point.releaseSavepoint('job').execute()
    return { ok: true, value }
  } catch (reason) {
    try {
      await point.rollbackToSavepoint('job').execute()
      await point.releaseSavepoint('job').execute()
    } catch {
      // The whole transaction is gone, and what follows would be written without one: nobody's work may be kept.
      throw reason
    }
    return { ok: false, reason }
  }
}
