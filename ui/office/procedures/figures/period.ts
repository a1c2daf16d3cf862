import { todayInBangkok } from '../../../lib/dates.ts'

export const lengths = { days30: 30, days90: 90, days365: 365 } as const
export type Length = keyof typeof lengths
/** Days in Bangkok, both included. */
export type Period = { from: string; until: string }

const dayMs = 86_400_000

/** The last so many days, today included. */
export const lastDays = (days: number, now: number): Period => ({
  from: todayInBangkok(now - (days - 1) * dayMs),
  until: todayInBangkok(now),
})

const isDay = (value: string | null): value is string => value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value)

/** The period that the address names; the last 30 days where it names none. */
export function periodOf(query: URLSearchParams, now: number): { length: Length | 'own'; period: Period } {
  const [from, until] = [query.get('from'), query.get('until')]
  if (isDay(from) && isDay(until) && from <= until) return { length: 'own', period: { from, until } }
  const named = query.get('period') as Length | null
  const length = named && Object.hasOwn(lengths, named) ? named : 'days30'
  return { length, period: lastDays(lengths[length], now) }
}
