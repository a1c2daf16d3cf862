import { type DueTimer, dueTimers, removeDueTimer } from '../../db/timers.ts'
import { createEffectRounds } from '../effects/deliver.ts'
import { createScanRounds } from '../files/scan.ts'
import { createReadingRounds } from '../files/text/read-file.ts'
import { ApiProblem } from '../http/problem.ts'
import { activateDueVersions } from '../procedures/due-versions.ts'
import { clockJumps } from '../process/clock.ts'
import type { Deps } from '../process/deps.ts'
import { createClockWatch } from '../process/held-clock.ts'
import { createMaintenance } from '../process/maintenance.ts'
import { catchUp } from './projections.ts'
import { remindOfDeadlines } from './remind-of-deadlines.ts'
import { takeEvent } from './take-event.ts'
import { tellOfLateness } from './tell-of-lateness.ts'

const pageSize = 100
const pollMs = 1000

/**
 * Takes every timer that is due, oldest first, through the one path, while nobody's own event waits; answers how many
 * were taken. A timer that fails stays for the next round and does not hold up the others; once `signal` is aborted the
 * rest stay too.
 */
export async function takeDueTimers(deps: Deps, signal?: AbortSignal): Promise<number> {
  let taken = 0
  let after: DueTimer | undefined
  while (!signal?.aborted) {
    const now = deps.clock.now()
    const due = await dueTimers(deps.db, { by: now, after, limit: pageSize })
    const outcomes = await Promise.all(due.map((timer) => takeOrLog(deps, timer, now, signal)))
    taken += outcomes.filter(Boolean).length
    if (due.length < pageSize) break
    after = due.at(-1)
  }
  return taken
}

async function takeOrLog(
  deps: Deps,
  { request, id, dueAt }: DueTimer,
  now: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const timer = { request, id, dueAt }
  try {
    return await take(deps, timer, now, signal)
  } catch (err) {
    deps.logHourly(`${request} ${id}`, { err, timer }, 'A timer could not be taken; it is tried again')
    return false
  }
}

/** Takes one timer; false when it was taken or cancelled in the meantime. */
async function take(
  deps: Deps,
  timer: Pick<DueTimer, 'request' | 'id'>,
  now: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  return deps.commits(async (trx, announce) => {
    if (signal?.aborted) return false
    if (!(await removeDueTimer(trx, timer, now))) return false
    try {
      await takeEvent(
        { trx, announce, at: now },
        {
          request: timer.request,
          by: 'timer',
          event: { type: timer.id },
        },
      )
      return true
    } catch (error) {
      // The chart does not wait for it any more: the timer is gone with its row.
      if (error instanceof ApiProblem && error.code === 'transition_not_available') return false
      throw error
    }
  }, 'background')
}

/**
 * Looks for due versions and due timers each second until stopped, with maintenance once an hour; `stop` resolves once
 * the slice under way is stored, and leaves the rest to the next start.
 */
export function startTimerLoop(deps: Deps): { stop: () => Promise<void> } {
  const maintain = createMaintenance(deps)
  const scan = createScanRounds(deps)
  const read = createReadingRounds(deps)
  const deliver = createEffectRounds(deps)
  const watchClock = createClockWatch(deps)
  const jump = clockJumps(deps.clock, () => performance.now())
  const stopping = new AbortController()
  const { signal } = stopping
  let round: Promise<unknown> = Promise.resolve()
  let wake: NodeJS.Timeout | undefined
  const turn = () => {
    if (signal.aborted) return
    const jumped = jump()
    if (jumped !== undefined)
      deps.log.warn({ jumpMs: jumped }, 'The clock of this machine was put forward or back')
    scan()
    read()
    deliver()
    round = watchClock()
      .then(() => runRound(deps, maintain, signal))
      .catch((err: unknown) => deps.logHourly('loop', { err }, 'The timer loop failed; it goes on'))
      .then(() => {
        if (!signal.aborted) wake = setTimeout(turn, pollMs)
      })
  }
  turn()
  return {
    stop: async () => {
      stopping.abort()
      clearTimeout(wake)
      await round
      // What was counted must not hold up the end, where it can no longer be stored.
      await deps.readers
        .flush(true)
        .catch((err: unknown) => deps.logHourly('readers', { err }, 'The last readings could not be stored'))
    },
  }
}

async function runRound(
  deps: Deps,
  maintain: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  await activateDueVersions(deps)
  await takeDueTimers(deps, signal)
  await remindOfDeadlines(deps, signal)
  await tellOfLateness(deps, signal)
  await catchUp(deps, signal)
  await deps.readers.flush()
  await maintain(signal)
}
