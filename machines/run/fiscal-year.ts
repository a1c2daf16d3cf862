/** Days in Bangkok (YYYY-MM-DD), both included. */
export type DayPeriod = { from: string; until: string }
export const quarters = [1, 2, 3, 4] as const
export type Quarter = (typeof quarters)[number]

/** The first and the last day of each quarter (MM-DD); the first lies in the calendar year before. */
const daysOf: Record<Quarter, DayPeriod> = {
  1: { from: '10-01', until: '12-31' },
  2: { from: '01-01', until: '03-31' },
  3: { from: '04-01', until: '06-30' },
  4: { from: '07-01', until: '09-30' },
}

/**
 * The fiscal year (พ.ศ.) of a day in Bangkok, given as YYYY-MM-DD: it begins on the 1st of October and has the number of
 * the year in which it ends (พ.ร.บ.วิธีการงบประมาณ พ.ศ. ๒๕๖๑ มาตรา ๔).
 */
export const fiscalYearOf = (day: string): number =>
  Number(day.slice(0, 4)) + 543 + (day.slice(5, 7) >= '10' ? 1 : 0)

/** The quarter of the fiscal year in which a day in Bangkok (YYYY-MM-DD) lies. */
export const fiscalQuarterOf = (day: string): Quarter =>
  quarters.find((quarter) => quarter > 1 && day.slice(5) <= daysOf[quarter].until) ?? 1

/** The days of a fiscal year (พ.ศ.), or of one of its quarters. */
export function fiscalPeriod(year: number, quarter?: Quarter): DayPeriod {
  const calendarYear = (of: Quarter) => String(year - 543 - (of === 1 ? 1 : 0)).padStart(4, '0')
  const [first, last] = [quarter ?? 1, quarter ?? 4]
  return {
    from: `${calendarYear(first)}-${daysOf[first].from}`,
    until: `${calendarYear(last)}-${daysOf[last].until}`,
  }
}
