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
    const weekday = new Date(day).getUTCDay()
    const counts = !working || (weekday % 6 !== 0 && !holidays.has(new Date(day).toISOString().slice(0, 10)))
    if (counts) left -= 1
  }
  return day - offsetMs + dayMs
}
