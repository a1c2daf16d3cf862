import { fiscalPeriod, fiscalYearOf } from '../../run/fiscal-year.ts'
import { bangkokDay } from '../../run/thai-time.ts'

const dayMs = 86_400_000
const months = 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'.split(
  ' ',
)

/** The days that the demo speaks of, counted from an instant (ms since 1970); years are of the Buddhist era. */
export function calendarOf(now: number, holidays: ReadonlySet<string>) {
  const today = bangkokDay(now)
  const year = Number(today.slice(0, 4)) + 543
  const month = Number(today.slice(5, 7))
  const fiscalYear = fiscalYearOf(today)
  const plus = (days: number) => bangkokDay(now + days * dayMs)
  const isWorking = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() % 6 !== 0 && !holidays.has(day)

  /** The nth working day before today. */
  const workingDayAgo = (count: number): string => {
    let left = count
    let at = now
    while (left > 0) {
      at -= dayMs
      if (isWorking(bangkokDay(at))) left -= 1
    }
    return bangkokDay(at)
  }
  return {
    fiscalYear,
    /** The 30th of September (ก.ย.) with which it ends. */
    fiscalYearEnd: fiscalPeriod(fiscalYear).until,
    /** The school year that parents prepare for: it begins in May. */
    nextSchoolYear: month >= 5 ? year + 1 : year,
    lastMonth: `${months[(month + 10) % 12]} ${month === 1 ? year - 1 : year}`,
    plus,
    workingDayAgo,
  }
}
export type DemoCalendar = ReturnType<typeof calendarOf>

/** An instant (ms since 1970) at a time of day in Bangkok. */
export const bangkokTime = (day: string, time: string): number => Date.parse(`${day}T${time}:00+07:00`)
