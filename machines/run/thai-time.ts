const dayMs = 86_400_000
/** Asia/Bangkok is UTC+7 all year (no daylight saving). */
const offsetMs = 7 * 3_600_000

/** The first millisecond after a day in Bangkok, given as YYYY-MM-DD, in ms since 1970 UTC. */
export const endOfBangkokDay = (date: string): number => Date.parse(`${date}T00:00:00Z`) - offsetMs + dayMs

/** The first millisecond of a day in Bangkok, given as YYYY-MM-DD, in ms since 1970 UTC. */
export const startOfBangkokDay = (date: string): number => Date.parse(`${date}T00:00:00Z`) - offsetMs

/** The day in Bangkok, as YYYY-MM-DD, at an instant in ms since 1970 UTC. */
export function bangkokDay(at: number): string {
  const number = Math.floor((at + offsetMs) / dayMs)
  if (number !== latest.number) latest = { number, day: new Date(number * dayMs).toISOString().slice(0, 10) }
  return latest.day
}
// An event asks five times for the same day, and to write a date costs more than the rest of an answer's dates.
let latest = { number: Number.NaN, day: '' }

/**
 * The end, in ms since 1970 UTC, of the Nth day after the Bangkok day of `at`; with `working`, Saturdays, Sundays
 * and the given holidays (YYYY-MM-DD) are not counted. The day of `at` itself is not counted (ป.พ.พ. ม.๑๙๓/๓).
 */
export function endOfNthDay(
  at: number,
  days: number,
  working: boolean,
  holidays: ReadonlySet<string>,
): number {
  let day = Date.parse(`${bangkokDay(at)}T00:00:00Z`)
  for (let left = days; left > 0; ) {
    day += dayMs
    if (!working || isWorkingDay(day, holidays)) left -= 1
  }
  return day - offsetMs + dayMs
}

/**
 * The start, in ms since 1970 UTC, of the Nth day before the Bangkok day of `at`, which is not counted; with `working`, only
 * days that are neither Saturdays, Sundays nor the given holidays (YYYY-MM-DD) are.
 */
export function startOfNthDayBefore(
  at: number,
  days: number,
  working: boolean,
  holidays: ReadonlySet<string>,
): number {
  let day = Date.parse(`${bangkokDay(at)}T00:00:00Z`)
  for (let left = days; left > 0; ) {
    day -= dayMs
    if (!working || isWorkingDay(day, holidays)) left -= 1
  }
  return day - offsetMs
}

/** The working days from an instant to another (ms since 1970 UTC), that of the first not counted, that of the last counted. */
export function workingDaysUntil(at: number, until: number, holidays: ReadonlySet<string>): number {
  const last = Date.parse(`${bangkokDay(until)}T00:00:00Z`)
  let count = 0
  for (let day = Date.parse(`${bangkokDay(at)}T00:00:00Z`) + dayMs; day <= last; day += dayMs)
    if (isWorkingDay(day, holidays)) count += 1
  return count
}

/** Of a day by its midnight in UTC. */
function isWorkingDay(day: number, holidays: ReadonlySet<string>): boolean {
  const date = new Date(day)
  return date.getUTCDay() % 6 !== 0 && !holidays.has(date.toISOString().slice(0, 10))
}
