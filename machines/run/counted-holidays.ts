import type { Compiled } from './compile.ts'
import { delayOf, type Timer } from './step.ts'
import { bangkokDay } from './thai-time.ts'
import type { ChartEvent } from './vocabulary.ts'

/**
 * The holidays (YYYY-MM-DD, in order) by which these timers fall due when they do: those within their working days.
 * With these alone the same event sets the same timers again, whatever the table of holidays says by then.
 */
export function countedHolidays(
  { procedure }: Compiled,
  timers: Timer[],
  { at, holidays }: Pick<ChartEvent, 'at' | 'holidays'>,
): string[] {
  const working = new Set(
    procedure.deadlines.flatMap((one) => (one.kind === 'days' && one.working ? [one.id] : [])),
  )
  const due = timers.filter(({ id }) => working.has(delayOf(id) ?? '')).map(({ dueAt }) => dueAt)
  if (due.length === 0) return []
  const [first, last] = [bangkokDay(at), bangkokDay(Math.max(...due) - 1)]
  return [...holidays].filter((day) => day > first && day <= last).sort()
}
