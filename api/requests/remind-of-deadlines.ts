import { insertNews } from '../../db/notifications.ts'
import { type DueReminder, dueReminders, settleReminder } from '../../db/reminders.ts'
import type { Reminder, Text } from '../../machines/procedure/procedure.ts'
import { nextReminder, remindersOfTimer } from '../../machines/run/reminders.ts'
import { standardReminder } from '../../machines/run/standard-reminder.ts'
import { metaOfStep, stepsOf } from '../../machines/run/standing.ts'
import { delayOf, transitionsHere } from '../../machines/run/step.ts'
import { holidaysOf } from '../offices/holidays.ts'
import type { Deps } from '../process/deps.ts'
import { holdersOf } from './holders.ts'
import { type Loaded, loadRequest } from './load.ts'
import { fillerOf, recipientsOf } from './notify.ts'

const pageSize = 100

/**
 * Sends every reminder that is due, each once: what comes again and was slept through is sent as one, and set anew in the
 * future. Answers how many were sent. One that fails stays for the next round; once `signal` is aborted the rest stay too.
 */
export async function remindOfDeadlines(deps: Deps, signal?: AbortSignal): Promise<number> {
  let sent = 0
  let after: DueReminder | undefined
  while (!signal?.aborted) {
    const now = deps.clock.now()
    const due = await dueReminders(deps.db, { by: now, after, limit: pageSize })
    for (const reminder of due) if (!signal?.aborted && (await remindOrLog(deps, reminder, now))) sent += 1
    if (due.length < pageSize) break
    after = due.at(-1)
  }
  return sent
}

async function remindOrLog(deps: Deps, reminder: DueReminder, now: number): Promise<boolean> {
  try {
    return await deps.commits((trx) => remind(trx, reminder, now), 'background')
  } catch (err) {
    deps.logHourly(
      `reminder ${reminder.request} ${reminder.timer}`,
      { err, reminder },
      'A reminder could not be sent; it is tried again',
    )
    return false
  }
}

/** Sent, or nothing to remind of any more; true where somebody was told. */
async function remind(
  trx: Parameters<typeof insertNews>[0],
  row: DueReminder,
  now: number,
): Promise<boolean> {
  const loaded = await loadRequest(trx, row.request)
  const found = loaded && whatIsRemindedOf(loaded, row)
  if (!found) {
    await settleReminder(trx, row, null)
    return false
  }
  // What the deadline itself does comes first: it may take the request out of the step.
  if (loaded.timers.some(({ id, dueAt }) => id === row.timer && dueAt <= now)) return false
  const { reminder, words, step } = found
  const holidays = await holidaysOf(trx, loaded.row.office)
  const next = reminder.when === 'every' ? nextReminder(reminder, row.due, now, holidays) : undefined
  if (!(await settleReminder(trx, row, next ?? null))) return false
  const request = loaded.row
  const people = recipientsOf(reminder, request, undefined, await holdersOf(trx, request.office, now))
  const { th, en } = words(now)
  await insertNews(trx, {
    request: request.id,
    at: now,
    gone: [],
    notices: [...people].map((person) => ({ person, step, passing: false, messageTh: th, messageEn: en })),
  })
  return people.size > 0
}

type RemindedOf = {
  reminder: Reminder
  /** The present step of the deadline: when the request leaves it, there is nothing to be reminded of. */
  step: string
  words: (now: number) => Text
}

/** What a reminder is of, where the request still stands at a step with its deadline. */
function whatIsRemindedOf({ compiled, snapshot, row }: Loaded, due: DueReminder): RemindedOf | undefined {
  const { procedure } = compiled
  const reminder = remindersOfTimer(compiled, due.timer)[due.number]
  const deadline = procedure.deadlines.find(({ id }) => id === delayOf(due.timer))
  const here = transitionsHere(snapshot).find(({ eventType }) => eventType === due.timer)
  if (!reminder || !deadline || !here) return undefined
  const path = here.source.path
  const within = (step: string) => path.every((name, index) => step.split('.')[index] === name)
  const step = stepsOf(snapshot.value).find(within) ?? ''
  const { title } = path.length === 0 ? procedure : metaOfStep(procedure.chart, path.join('.'))
  const filled = fillerOf(procedure, row, { actor: null, data: snapshot.context.values })
  return {
    reminder,
    step,
    words: (now) =>
      reminder.of ? filled(reminder.of) : standardReminder(title, deadline.title, due.due, now),
  }
}
