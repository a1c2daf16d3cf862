import type { ControlledTransaction, Transaction } from 'kysely'
import type { Db } from '../../db/open.ts'
import { adapterOf } from '../../db/sqlite-dialect.ts'
import type { Tables } from '../../db/tables.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Change } from './changes.ts'
import { isStorageFailure, OutcomeUnknown } from './storage-failure.ts'
import { Turns } from './turns.ts'

/** Says what changed; open pages are told of it after COMMIT, and never where the work was rolled back. */
export type Announce = (change: Change) => void
export type Work<Result> = (trx: Transaction<Tables>, announce: Announce) => Promise<Result>
/** People wait for ordinary work; background work (timers, moves) gives way to it. */
export type Priority = 'ordinary' | 'background'
/**
 * Runs work in a transaction and answers after COMMIT; what throws is rolled back alone. Offices have their turns; what
 * is no office's has one of its own.
 */
export type GroupCommit = <Result>(
  work: Work<Result>,
  priority?: Priority,
  office?: string,
) => Promise<Result>

type Job = { run: Work<unknown>; resolve: (value: unknown) => void; reject: (reason: unknown) => void }

/**
 * How long background work may hold the connection at a time, in ms: while somebody's own work came within the last
 * `recentMs`, and while nobody is there whom it could hold up.
 */
const sliceMs = { busy: 8, quiet: 12 }
const recentMs = 250

const maxTurns = 8

/**
 * Events that wait at once: some two seconds of work, beyond which nobody should have to wait without a word. An office
 * that has its share of them waiting is refused then; others are not.
 */
const maxWaiting = 2000
const tooManyWait = () =>
  new ApiProblem('too_many_requests', {
    retryAfter: 2,
    message: {
      th: 'ขณะนี้มีผู้บันทึกพร้อมกันมาก ยังไม่ได้บันทึกรายการของท่าน รอสักครู่แล้วลองใหม่',
      en: 'Too much is being recorded at once, and this was not. Wait a moment and try again.',
    },
  })

/** One turn of the event loop: answers leave, and what has arrived is heard. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Group commit: batches concurrent writes into one transaction, each under a SAVEPOINT of its own. Work that arrives
 * while a transaction is being written, or in one turn of the event loop, shares the next one. One fsync then serves
 * them all; none is answered, and nobody is told of a change, before it. Background work runs in transactions of its own,
 * a short slice after each turn in which ordinary work was done first: it never waits for ever, and nobody waits for more
 * than a slice of it. Where more waits than one transaction holds, offices have their turns.
 */
export function createGroupCommit(db: Db, tell: Announce = () => {}, maxBatch = 200): GroupCommit {
  const ordinary = new Turns<Job>()
  const background: Job[] = []
  let lastOrdinary = Number.NEGATIVE_INFINITY
  let busy = false

  async function drain() {
    if (busy) return
    busy = true
    try {
      while (ordinary.size + background.length > 0) {
        await gathered()
        if (background.length === 0)
          while (ordinary.size > 0) await runBatch(db, tell, ordinary.take(maxBatch))
        else await runWithBackground()
      }
    } finally {
      busy = false
    }
  }

  /** Requests that arrive together share a commit: more are waited for while each turn brings some. */
  async function gathered() {
    for (let turns = 0, before = -1; turns < maxTurns && ordinary.size > before; turns += 1) {
      before = ordinary.size
      await turn()
    }
  }

  async function runWithBackground() {
    // What they lead to waits for the next turn, or whoever asks again at once would be all that is heard.
    const first = ordinary.take(maxBatch)
    if (first.length > 0) {
      await runBatch(db, tell, first)
      await turn()
    }
    const recent = performance.now() - lastOrdinary < recentMs
    const ms = recent ? sliceMs.busy : sliceMs.quiet
    background.unshift(...(await runBatch(db, tell, background.splice(0, maxBatch), ms)))
  }

  return <Result>(run: Work<Result>, priority: Priority = 'ordinary', office = '') =>
    new Promise<Result>((resolve, reject) => {
      const job = { run, resolve: resolve as Job['resolve'], reject }
      if (priority === 'background') background.push(job)
      else {
        if (!ordinary.add(office, job, maxWaiting)) return reject(tooManyWait())
        lastOrdinary = performance.now()
      }
      void drain()
    })
}

type Outcome = { ok: true; value: unknown; changes: Change[] } | { ok: false; reason: unknown }

/** Runs jobs in one transaction until `ms` have passed, one at least; answers those that were not begun. */
async function runBatch(db: Db, tell: Announce, jobs: Job[], ms = Number.POSITIVE_INFINITY): Promise<Job[]> {
  const outcomes: Outcome[] = []
  try {
    const trx = await db.startTransaction().execute()
    try {
      const end = performance.now() + ms
      const [first] = jobs
      // What is alone in its transaction is rolled back with it.
      if (first && jobs.length === 1) outcomes.push(await runAlone(trx, first))
      else
        for (const job of jobs) {
          outcomes.push(await runUnderSavepoint(trx, job))
          if (performance.now() >= end) break
        }
      await commit(trx)
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
    return []
  }
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.ok) {
      for (const change of outcome.changes) tell(change)
      jobs[index]?.resolve(outcome.value)
    } else jobs[index]?.reject(outcome.reason)
  }
  return jobs.slice(outcomes.length)
}

/** Where the disk fails under COMMIT, a later start may find it in the log of the database all the same. */
async function commit(trx: ControlledTransaction<Tables>): Promise<void> {
  try {
    await trx.commit().execute()
  } catch (error) {
    throw isStorageFailure(error) ? new OutcomeUnknown(error) : error
  }
}

async function runAlone(trx: ControlledTransaction<Tables>, job: Job): Promise<Outcome> {
  const changes: Change[] = []
  const value = await job.run(trx, (change) => changes.push(change))
  return { ok: true, value, changes }
}

// Not Kysely's own savepoints: the transaction holds the connection, and nothing has to be waited for.
async function runUnderSavepoint(trx: ControlledTransaction<Tables>, job: Job): Promise<Outcome> {
  const { run } = adapterOf(trx)
  run('savepoint job', [])
  const changes: Change[] = []
  try {
    const value = await job.run(trx, (change) => changes.push(change))
    run('release savepoint job', [])
    return { ok: true, value, changes }
  } catch (reason) {
    try {
      run('rollback to savepoint job', [])
      run('release savepoint job', [])
    } catch {
      // The whole transaction is gone, and what follows would be written without one: nobody's work may be kept.
      throw reason
    }
    return { ok: false, reason }
  }
}
