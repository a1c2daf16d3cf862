import { canonicalJson } from '../hash/canonical.ts'
import type { Procedure, Reminder } from '../procedure/procedure.ts'
import { unreachable } from '../procedure/unreachable.ts'
import type { Compiled } from './compile.ts'
import { delayOf, type Taken, type Timer } from './step.ts'
import { bangkokDay, endOfNthDay, startOfNthDayBefore } from './thai-time.ts'

const dayMs = 86_400_000
const noHolidays: ReadonlySet<string> = new Set()

/**
 * One reminder of a deadline that runs, or has passed at a step that was not left: the timer's id, the reminder's place among
 * those of its deadline, when the deadline falls due, and when the reminder is sent next; null where it is not any more.
 */
export type SetReminder = { timer: string; number: number; due: number; next: number | null }

export const hasReminders = ({ deadlines }: Pick<Procedure, 'deadlines'>): boolean =>
  deadlines.some(({ reminders }) => reminders !== undefined)

/** The reminders of the deadline for which a timer (`xstate.after.<deadline>.<step>`) stands. */
export const remindersOfTimer = ({ procedure }: Pick<Compiled, 'procedure'>, timer: string): Reminder[] =>
  procedure.deadlines.find(({ id }) => id === delayOf(timer))?.reminders ?? []

/** The last day of a deadline, YYYY-MM-DD: it falls due when that day has ended. */
export const lastDayOf = (due: number): string => bangkokDay(due - 1)

/**
 * When a reminder of a deadline that is due at `due` is sent next, later than `after`; in ms since 1970 UTC, undefined where
 * it is not. Of several that a server slept through only the latest is left, so that they are sent as one.
 */
export function nextReminder(
  reminder: Reminder,
  due: number,
  after: number,
  holidays: ReadonlySet<string>,
): number | undefined {
  const once = (at: number) => (at > after ? at : undefined)
  switch (reminder.when) {
    case 'before':
      return once(startOfNthDayBefore(due - 1, reminder.days, reminder.working, holidays))
    case 'at':
      return once(due)
    case 'after':
      return once(endOfNthDay(due - 1, reminder.days, reminder.working, holidays))
    case 'every': {
      if (reminder.days === null) return undefined
      let at = due
      do at = endOfNthDay(at - 1, reminder.days, reminder.working, holidays)
      while (at <= after)
      return at
    }
    default:
      return unreachable(reminder)
  }
}

/** Whether a reminder ever comes: how often it is repeated may be unset (ไม่กำหนด). */
export const isSet = (reminder: Reminder): boolean => !(reminder.when === 'every' && reminder.days === null)

/** The reminders of a deadline that begins to run at `at`, without holidays where nobody knows them. */
export const firstReminders = (
  compiled: Pick<Compiled, 'procedure'>,
  { id: timer, dueAt: due }: Timer,
  at: number,
  holidays: ReadonlySet<string> = noHolidays,
): SetReminder[] =>
  remindersOfTimer(compiled, timer).flatMap((reminder, number) =>
    isSet(reminder) ? [{ timer, number, due, next: nextReminder(reminder, due, at, holidays) ?? null }] : [],
  )

/**
 * The reminders that are set after an event, in their order. Set and cancelled with the timer of their deadline; a deadline
 * that passed at a step which was not left keeps its reminders. One whose time has passed when its deadline is set is not
 * sent: whoever set it knows. What a move or an event leaves as it was stays as it was, sent or not.
 */
export function remindersAfter(
  { compiled: before, set }: { compiled: Compiled; set: SetReminder[] },
  after: Compiled,
  taken: Pick<Taken, 'snapshot' | 'timers' | 'cancelled'>,
  {
    at,
    holidays,
    passed = [],
  }: {
    at: number
    holidays: ReadonlySet<string>
    /** Of a move: timers that fired before it, at a step that it does not leave. */
    passed?: string[]
  },
): SetReminder[] {
  if (taken.snapshot.status !== 'active') return []
  const due = new Map<string, number>()
  for (const one of set)
    if (!taken.cancelled.includes(one.timer) || passed.includes(one.timer)) due.set(one.timer, one.due)
  for (const { id, dueAt } of taken.timers) due.set(id, dueAt)
  const isKept = (one: SetReminder) => {
    const [was, is] = [before, after].map((compiled) => remindersOfTimer(compiled, one.timer)[one.number])
    return due.get(one.timer) === one.due && was && is && canonicalJson(was) === canonicalJson(is)
  }
  return [...due]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([id, dueAt]) => firstReminders(after, { id, dueAt }, at, holidays))
    .map(
      (one) => set.find((old) => old.timer === one.timer && old.number === one.number && isKept(old)) ?? one,
    )
}

/**
 * Whether a reminder may be due at this time by what the events tell. Which holidays there were tells no event: of working days
 * it is known only that a holiday brings what comes before a deadline forward, and puts off what follows it.
 */
export function mayBeSentAt(reminder: Reminder, due: number, at: number): boolean {
  const first = nextReminder(reminder, due, Number.NEGATIVE_INFINITY, noHolidays)
  if (first === undefined) return false
  const isMidnight = (at - first) % dayMs === 0
  switch (reminder.when) {
    case 'at':
      return at === first
    case 'before':
      return reminder.working ? isMidnight && at <= first : at === first
    case 'after':
      return reminder.working ? isMidnight && at >= first : at === first
    case 'every':
      return (
        at >= first && (reminder.working ? isMidnight : (at - first) % (dayMs * (reminder.days ?? 1)) === 0)
      )
    default:
      return unreachable(reminder)
  }
}
