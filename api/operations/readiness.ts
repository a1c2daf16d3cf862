import { findSetting, setSetting } from '../../db/settings.ts'
import type { Deps } from '../process/deps.ts'

/** Each look writes and syncs: whoever asks more often is told what the last one found. */
const validMs = 1000
const row = 'readyAt'

/**
 * Tells whether what is acknowledged now would be kept: writes a row through the group commit, which also finds out
 * whether the database file is still the one that was opened, and reads it back by the connection of the lists. Rejects
 * with what failed. Callers within a second of a success, and while one look is under way, share it.
 */
export function createReadiness(deps: Deps): () => Promise<void> {
  let underWay: Promise<void> | undefined
  let seenAt = Number.NEGATIVE_INFINITY
  const look = async () => {
    const now = deps.clock.now()
    await deps.commits((trx) => setSetting(trx, row, String(now)))
    if ((await findSetting(deps.reads, row)) !== String(now))
      throw new Error('What was committed is not what is read')
    seenAt = now
  }
  return async () => {
    const age = deps.clock.now() - seenAt
    if (age >= 0 && age < validMs) return
    underWay ??= look().finally(() => {
      underWay = undefined
    })
    await underWay
  }
}
