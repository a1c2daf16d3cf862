import { remindersOf, replaceReminders } from '../../db/reminders.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { hasReminders, remindersAfter } from '../../machines/run/reminders.ts'
import type { MovePayload } from '../../machines/run/replay.ts'
import { moved } from '../../machines/run/replay.ts'
import type { Taken } from '../../machines/run/step.ts'
import type { Unit } from './command.ts'
import type { Loaded } from './load.ts'
import type { EventData } from './payload.ts'

/** What of a transition its reminders depend on. */
type Event = {
  compiled: Compiled
  taken: Taken
  type: string
  data: EventData
  holidays: ReadonlySet<string>
}

/**
 * Sets and cancels the reminders of a request with the timers of their deadlines. Like these they are rows, but no events:
 * what they tell changes nothing of the request.
 */
export async function keepReminders(
  { trx, at }: Unit,
  before: Loaded,
  { compiled, taken, type, data, holidays }: Event,
): Promise<void> {
  if (!hasReminders(before.compiled.procedure) && !hasReminders(compiled.procedure)) return
  const isTouched =
    taken.timers.length + taken.cancelled.length > 0 || taken.snapshot.status !== 'active' || type === moved
  if (!isTouched) return
  const request = before.row.id
  const rows = await remindersOf(trx, request)
  const set = rows.map(({ timer, number, due, dueAt }) => ({ timer, number, due, next: dueAt }))
  const now = remindersAfter({ compiled: before.compiled, set }, compiled, taken, {
    at,
    holidays,
    passed: type === moved ? passedBefore(data as MovePayload) : [],
  })
  if (JSON.stringify(now) === JSON.stringify(set)) return
  await replaceReminders(
    trx,
    request,
    now.map(({ timer, number, due, next }) => ({ request, timer, number, due, dueAt: next })),
  )
}

/** The timers that had fired before a move, at steps which it does not leave. */
export const passedBefore = ({ carried }: Pick<MovePayload, 'carried'>): string[] =>
  (carried?.due ?? []).flatMap(({ id, dueAt }) => (dueAt === null ? [id] : []))
