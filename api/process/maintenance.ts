import { forgetOldAnswers } from '../http/idempotency.ts'
import { forgetEndedSessions } from '../sign-in/sessions.ts'
import { forgetOldAttempts } from '../sign-in/throttle.ts'
import type { Deps } from './deps.ts'

const everyMs = 3_600_000
const lastTime = new WeakMap<Deps, number>()

/** Once an hour, and when the server starts: forgets what nobody can ask for any more, so that the tables do not grow. */
export async function keepHouse(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  const last = lastTime.get(deps)
  if (last !== undefined && now < last + everyMs) return
  await deps.commits(async (trx) => {
    await forgetOldAnswers(trx, now)
    await forgetEndedSessions(trx, now)
    await forgetOldAttempts(trx, now)
  })
  lastTime.set(deps, now)
}
