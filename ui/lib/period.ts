import {
  type DayPeriod,
  fiscalPeriod,
  fiscalQuarterOf,
  fiscalYearOf,
  type Quarter,
  quarters,
} from '../../machines/run/fiscal-year.ts'
import { todayInBangkok } from './dates.ts'

export const lengths = { days30: 30, days90: 90, days365: 365 } as const
export type Length = keyof typeof lengths
/** A fiscal year (พ.ศ.) or one of its quarters, as the address names it: `fy2569`, `fy2569q1`. */
export type Fiscal = { year: number; quarter?: Quarter }
/** Which period an address names: the last days, a fiscal year or quarter, or days of one's own. */
export type Named = Length | `fy${string}` | 'own'

const dayMs = 86_400_000

/** The last so many days, today included. */
export const lastDays = (days: number, now: number): DayPeriod => ({
  from: todayInBangkok(now - (days - 1) * dayMs),
  until: todayInBangkok(now),
})

/** The fiscal year or quarter of such a name; undefined where it is none. */
export function fiscalOf(name: string | null): Fiscal | undefined {
  const [, year, quarter] = /^fy(2[56]\d\d)(?:q([1-4]))?$/.exec(name ?? '') ?? []
  if (year === undefined) return undefined
  return { year: Number(year), ...(quarter ? { quarter: Number(quarter) as Quarter } : {}) }
}

/** The fiscal years and quarters that are offered: the quarters of this year that have begun, newest first; this year; the last, with its quarters. */
export function fiscalNames(now: number): Named[] {
  const today = todayInBangkok(now)
  const year = fiscalYearOf(today)
  const quartersOf = (of: number, until: Quarter): Named[] =>
    quarters
      .filter((quarter) => quarter <= until)
      .map((quarter): Named => `fy${of}q${quarter}`)
      .reverse()
  return [
    `fy${year}`,
    ...quartersOf(year, fiscalQuarterOf(today)),
    `fy${year - 1}`,
    ...quartersOf(year - 1, 4),
  ]
}

const isDay = (value: string | null): value is string => value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value)

/** The period that the address names; `usual` where it names none. */
export function periodOf(
  query: URLSearchParams,
  now: number,
  usual: Exclude<Named, 'own'> = 'days30',
): { name: Named; period: DayPeriod } {
  const [from, until] = [query.get('from'), query.get('until')]
  if (isDay(from) && isDay(until) && from <= until) return { name: 'own', period: { from, until } }
  const given = query.get('period')
  return periodNamed(given, now) ?? periodNamed(usual, now) ?? { name: 'days30', period: lastDays(30, now) }
}

function periodNamed(name: string | null, now: number): { name: Named; period: DayPeriod } | undefined {
  const fiscal = fiscalOf(name)
  if (fiscal) return { name: name as Named, period: fiscalPeriod(fiscal.year, fiscal.quarter) }
  if (name === null || !Object.hasOwn(lengths, name)) return undefined
  return { name: name as Length, period: lastDays(lengths[name as Length], now) }
}

/** The name of this fiscal year. */
export const thisFiscalYear = (now: number): Exclude<Named, 'own'> => `fy${fiscalYearOf(todayInBangkok(now))}`
