import { forgetRead } from '../../db/notifications.ts'
import { refreshStatistics } from '../../db/statistics.ts'
import { forgetOldAnswers } from '../http/idempotency.ts'
import { keepDailyHead } from '../operations/daily-head.ts'
import { forgetEndedSessions } from '../sign-in/sessions.ts'
import { forgetOldAttempts } from '../sign-in/throttle.ts'
import type { Deps } from './deps.ts'

const everyMs = 3_600_000
/** A notice that was read is kept for 90 days; what it told stands in the history of its request for good. */
const readKeptMs = 90 * 86_400_000
/** So many notices go at a time, so that the first time after long does not hold others up. */
const mostForgotten = 5000

/** Maintenance that runs at the first call and then at most once an hour: forgets what nobody can ask for any more, so that the tables do not grow. */
export function createMaintenance(deps: Deps): () => Promise<void> {
  let last: number | undefined
  return async () => {
    const now = deps.clock.now()
    if (last !== undefined && now < last + everyMs) return
    await deps.commits(async (trx) => {
      await forgetOldAnswers(trx, now)
      await forgetEndedSessions(trx, now)
      await forgetOldAttempts(trx, now)
      await forgetRead(trx, now - readKeptMs, mostForgotten)
    })
    await refreshStatistics(deps.db)
    deps.jobs.start('heads', (signal) => keepDailyHead(deps, signal))
    last = now
  }
}
