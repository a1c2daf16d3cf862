import { bangkokDay, endOfBangkokDay, startOfBangkokDay } from '../../machines/run/thai-time.ts'
import type { Delivery, MailSettings } from './settings.ts'

type Times = Pick<MailSettings, 'digestAt' | 'quietFrom' | 'quietUntil' | 'workingDaysOnly'>
type Given = {
  /** When the first of what is told was told, and now; ms. */
  at: number
  now: number
  delivery: Exclude<Delivery, 'none'>
  times: Times
  /** The holidays of the office, YYYY-MM-DD. */
  holidays: ReadonlySet<string>
}

/** More than a year of holidays is an error of whoever typed them: it is sent then. */
const mostDays = 400

/**
 * The first instant, in ms and not before `now`, at which a message may be sent: outside of the quiet hours and, where the
 * office wants it, on a working day; a digest not before its time of the day after what it tells.
 */
export function whenToSend({ at, now, delivery, times, holidays }: Given): number {
  const rests = (day: string) =>
    times.workingDaysOnly && (new Date(`${day}T00:00:00Z`).getUTCDay() % 6 === 0 || holidays.has(day))
  let instant = delivery === 'daily' ? Math.max(now, nextDigest(at, times.digestAt)) : now
  for (let days = 0; days < mostDays; days += 1) {
    const day = bangkokDay(instant)
    if (rests(day)) {
      const next = endOfBangkokDay(day)
      instant = delivery === 'daily' ? nextDigest(next, times.digestAt) : next
    } else {
      const loud = afterQuietHours(instant, times)
      if (loud === instant) return instant
      instant = loud
    }
  }
  return instant
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const on = (day: string, time: string) => startOfBangkokDay(day) + minutesOf(time) * 60_000

function nextDigest(at: number, time: string): number {
  const today = on(bangkokDay(at), time)
  return today >= at ? today : on(bangkokDay(endOfBangkokDay(bangkokDay(at))), time)
}

function afterQuietHours(at: number, { quietFrom, quietUntil }: Times): number {
  if (quietFrom === quietUntil) return at
  const day = bangkokDay(at)
  const [from, until] = [on(day, quietFrom), on(day, quietUntil)]
  if (from < until) return at >= from && at < until ? until : at
  // Over midnight: before its end this morning, or after its beginning this evening.
  if (at < until) return until
  return at >= from ? on(bangkokDay(endOfBangkokDay(day)), quietUntil) : at
}
