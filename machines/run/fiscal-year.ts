/** Days in Bangkok (YYYY-MM-DD), both included. */
export type DayPeriod = { from: string; until: string }
export const quarters = [1, 2, 3, 4] as const
export type Quarter = (typeof quarters)[number]

/** The last days of the quarters, from the first: 31 ธ.ค., 31 มี.ค., 30 มิ.ย., 30 ก.ย. */
const quarterEnds = ['12-31', '03-31', '06-30', '09-30'] as const
const quarterStarts = ['10-01', '01-01', '04-01', '07-01'] as const

/**
 * The fiscal year (พ.ศ.) of a day in Bangkok, given as YYYY-MM-DD: it begins on the 1st of October and has the number of
 * the year in which it ends (พ.ร.บ.วิธีการงบประมาณ พ.ศ. ๒๕๖๑ มาตรา ๔).
 */
export const fiscalYearOf = (day: string): number =>
  Number(day.slice(0, 4)) + 543 + (day.slice(5, 7) >= '10' ? 1 : 0)

/** The quarter of the fiscal year in which a day in Bangkok (YYYY-MM-DD) lies. */
export const fiscalQuarterOf = (day: string): Quarter =>
  quarters[((Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1) % 4) as 0 | 1 | 2 | 3]

/** The days of a fiscal year (พ.ศ.), or of one of its quarters. */
export function fiscalPeriod(year: number, quarter?: Quarter): DayPeriod {
  const [first, last] = quarter === undefined ? [1, 4] : [quarter, quarter]
  // The first quarter lies in the calendar year before.
  const in543 = (of: number) => String(year - 543 - (of === 1 ? 1 : 0)).padStart(4, '0')
  return {
    from: `${in543(first)}-${quarterStarts[(first - 1) as 0]}`,
    until: `${in543(last)}-${quarterEnds[(last - 1) as 0]}`,
  }
}
