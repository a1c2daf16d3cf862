import { forgetEffects } from '../../db/effects.ts'
import { forgetRead, noticeTables } from '../../db/notifications.ts'
import type { Db } from '../../db/open.ts'
import { refreshStatistics } from '../../db/statistics.ts'
import { sweepFiles } from '../files/sweep.ts'
import { forgetOldAnswers } from '../http/idempotency.ts'
import { keepDailyHead } from '../operations/daily-head.ts'
import { forgetEndedSessions } from '../sign-in/sessions.ts'
import { forgetOldAttempts } from '../sign-in/throttle.ts'
import type { Deps } from './deps.ts'

const everyMs = 3_600_000
/** A notice that was read is kept for 90 days; what it told stands in the history of its request for good. */
const readKeptMs = 90 * 86_400_000
/** What was delivered or given up, with the log of its attempts. */
const effectsKeptMs = 180 * 86_400_000
/** So many rows go at a time: what has gathered since long does not hold others up. */
const atOnce = 500

/**
 * Maintenance that runs at the first call and then at most once an hour: forgets what nobody can ask for any more, so
 * that the tables do not grow. Others' own work goes first; once `signal` is aborted the rest stays for the next time.
 */
export function createMaintenance(deps: Deps): (signal?: AbortSignal) => Promise<void> {
  let last: number | undefined
  return async (signal) => {
    const now = deps.clock.now()
    if (last !== undefined && now < last + everyMs) return
    const inSlices = async (forget: (trx: Db) => Promise<number>) => {
      let forgotten = atOnce
      while (forgotten === atOnce && !signal?.aborted) forgotten = await deps.commits(forget, 'background')
    }
    await inSlices((trx) => forgetOldAnswers(trx, now, atOnce))
    await inSlices((trx) => forgetEndedSessions(trx, now, atOnce))
    for (const table of noticeTables)
      await inSlices((trx) => forgetRead(trx, table, now - readKeptMs, atOnce))
    await inSlices((trx) => forgetEffects(trx, now - effectsKeptMs, atOnce))
    await sweepFiles(deps, signal)
    if (signal?.aborted) return
    await deps.commits((trx) => forgetOldAttempts(trx, now), 'background')
    await refreshStatistics(deps)
    deps.jobs.start('heads', (signal) => keepDailyHead(deps, signal))
    last = now
  }
}
