import { ApiProblem } from '../http/problem.ts'
import { activateDueVersions } from '../procedures/due-versions.ts'
import type { Deps } from '../process/deps.ts'
import { logOnceAnHour } from '../process/log-once.ts'
import { keepHouse } from '../process/maintenance.ts'
import { unitOf } from './command.ts'
import { takeEvent } from './take-event.ts'

const batch = 100
const pollMs = 1000

/**
 * Takes every timer that is due, oldest first, through the one path; answers how many were taken. A timer that fails
 * stays for the next round and does not hold up the others.
 */
export async function takeDueTimers(deps: Deps): Promise<number> {
  let taken = 0
  const failed = new Set<string>()
  for (;;) {
    const now = deps.clock.now()
    const due = await deps.db
      .selectFrom('timer')
      .selectAll()
      .where('dueAt', '<=', now)
      .orderBy('dueAt')
      .limit(batch + failed.size)
      .execute()
    const open = due.filter(({ request, id }) => !failed.has(`${request} ${id}`))
    if (open.length === 0) return taken
    const results = await Promise.allSettled(open.map((timer) => take(deps, timer, now)))
    for (const [index, timer] of open.entries()) {
      const result = results[index]
      if (result?.status !== 'rejected') {
        if (result?.value) taken += 1
        continue
      }
      const key = `${timer.request} ${timer.id}`
      failed.add(key)
      logOnceAnHour(deps, key, { err: result.reason, timer }, 'A timer could not be taken; it is tried again')
    }
  }
}

/** Takes one timer; false when it was taken or cancelled in the meantime. */
async function take(deps: Deps, timer: { request: string; id: string }, now: number): Promise<boolean> {
  return deps.commits(async (trx, announce) => {
    // Taken or cancelled since it was read: nothing to do.
    const still = await trx
      .selectFrom('timer')
      .select('dueAt')
      .where('request', '=', timer.request)
      .where('id', '=', timer.id)
      .executeTakeFirst()
    if (!still || still.dueAt > now) return false
    await trx.deleteFrom('timer').where('request', '=', timer.request).where('id', '=', timer.id).execute()
    try {
      await takeEvent(await unitOf(trx, announce, now), {
        request: timer.request,
        by: 'timer',
        event: { type: timer.id },
      })
      return true
    } catch (error) {
      // The chart does not wait for it any more: the timer is gone with its row.
      if (error instanceof ApiProblem && error.code === 'transition_not_available') return false
      throw error
    }
  })
}

/** Looks for due versions and due timers each second until stopped, and keeps house now and then; `stop` waits for the round under way. */
export function startTimerLoop(deps: Deps): { stop: () => Promise<void> } {
  let stopped = false
  let round: Promise<unknown> = Promise.resolve()
  let wake: NodeJS.Timeout | undefined
  const turn = () => {
    if (stopped) return
    round = activateDueVersions(deps)
      .then(() => takeDueTimers(deps))
      .then(() => keepHouse(deps))
      .catch((err: unknown) => logOnceAnHour(deps, 'loop', { err }, 'The timer loop failed; it goes on'))
      .then(() => {
        if (!stopped) wake = setTimeout(turn, pollMs)
      })
  }
  turn()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(wake)
      await round
    },
  }
}
