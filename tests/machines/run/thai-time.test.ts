import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  bangkokDay,
  endOfBangkokDay,
  endOfNthDay,
  workingDaysUntil,
} from '../../../machines/run/thai-time.ts'

const none: ReadonlySet<string> = new Set()
const hour = 3_600_000
/** Independent of the code under test: the platform's own calendar of Asia/Bangkok. */
const inBangkok = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok', dateStyle: 'short' })
const weekdayIn = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Bangkok', weekday: 'short' })
const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })

describe('a day in Bangkok', () => {
  test.each([
    ['2026-11-20T16:59:59.999Z', '2026-11-20'],
    ['2026-11-20T17:00:00.000Z', '2026-11-21'],
    ['2026-12-31T16:59:59.999Z', '2026-12-31'],
    ['2026-12-31T17:00:00.000Z', '2027-01-01'],
    ['2028-02-28T17:00:00.000Z', '2028-02-29'],
  ])('%s is in %s', (at, day) => {
    expect(bangkokDay(Date.parse(at))).toBe(day)
  })

  test('is the day of the time zone at every instant', () => {
    fc.assert(
      fc.property(instants, (at) => {
        expect(bangkokDay(at.getTime())).toBe(inBangkok.format(at))
      }),
    )
  })

  test('ends at 24:00 of Bangkok: the last millisecond belongs to it, the next to the day after', () => {
    expect(new Date(endOfBangkokDay('2026-11-30')).toISOString()).toBe('2026-11-30T17:00:00.000Z')
    fc.assert(
      fc.property(instants, (at) => {
        const day = inBangkok.format(at)
        const end = endOfBangkokDay(day)
        expect(inBangkok.format(new Date(end - 1))).toBe(day)
        expect(inBangkok.format(new Date(end))).not.toBe(day)
        expect(end - at.getTime()).toBeGreaterThan(0)
        expect(end - at.getTime()).toBeLessThanOrEqual(24 * hour)
      }),
    )
  })
})

/** Slow and plain: hour by hour, by the platform's calendar, until N days that count have begun and one has ended. */
function slowly(at: number, days: number, working: boolean, holidays: ReadonlySet<string>): string {
  let day = inBangkok.format(new Date(at))
  let left = days
  for (let time = at; left > 0; time += hour) {
    const now = new Date(time)
    if (inBangkok.format(now) === day) continue
    day = inBangkok.format(now)
    const free = ['Sat', 'Sun'].includes(weekdayIn.format(now)) || holidays.has(day)
    if (!working || !free) left -= 1
  }
  return day
}

describe('the Nth day', () => {
  const friday = Date.parse('2026-11-20T03:00:00Z')
  const newYear = new Set(['2026-12-31', '2027-01-01'])

  test.each([
    ['one calendar day from a Friday is Saturday', friday, 1, false, none, '2026-11-21'],
    ['one working day from a Friday is Monday', friday, 1, true, none, '2026-11-23'],
    [
      'from the last second of Friday it is the same',
      Date.parse('2026-11-20T16:59:59Z'),
      1,
      true,
      none,
      '2026-11-23',
    ],
    [
      'from the first second of Saturday it is Monday too',
      Date.parse('2026-11-20T17:00:00Z'),
      1,
      true,
      none,
      '2026-11-23',
    ],
    ['three working days over a weekend', friday, 3, true, none, '2026-11-25'],
    ['a holiday is not counted among working days', friday, 1, true, new Set(['2026-11-23']), '2026-11-24'],
    ['a holiday is counted among calendar days', friday, 3, false, new Set(['2026-11-23']), '2026-11-23'],
    ['a holiday on a Sunday takes nothing more', friday, 1, true, new Set(['2026-11-22']), '2026-11-23'],
    ['over the end of the year', Date.parse('2026-12-30T03:00:00Z'), 1, true, newYear, '2027-01-04'],
    [
      'calendar days over the end of the year',
      Date.parse('2026-12-30T03:00:00Z'),
      3,
      false,
      newYear,
      '2027-01-02',
    ],
    ['over a leap day', Date.parse('2028-02-28T03:00:00Z'), 2, false, none, '2028-03-01'],
    ['no days: the end of the day itself', friday, 0, true, none, '2026-11-20'],
  ])('%s', (_, at, days, working, holidays, day) => {
    expect(endOfNthDay(at, days, working, holidays)).toBe(endOfBangkokDay(day))
  })

  test('is what counting hour by hour finds', () => {
    const days = fc.integer({ min: 0, max: 25 })
    const near = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 })
    fc.assert(
      fc.property(instants, days, fc.boolean(), near, (at, count, working, offsets) => {
        const start = at.getTime()
        const holidays = new Set(
          offsets.map((offset) => inBangkok.format(new Date(start + offset * 24 * hour))),
        )
        const found = endOfNthDay(start, count, working, holidays)
        expect(found).toBe(endOfBangkokDay(slowly(start, count, working, holidays)))
      }),
      { numRuns: 60 },
    )
  })
})

describe('the working days from an instant to another', () => {
  test('are as many as a deadline of so many days would have counted, up to the last moment of its last day', () => {
    const near = fc.array(fc.integer({ min: -2, max: 20 }), { maxLength: 6 })
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 15 }), near, (at, count, offsets) => {
        const start = at.getTime()
        const holidays = new Set(
          offsets.map((offset) => inBangkok.format(new Date(start + offset * 24 * hour))),
        )
        const end = endOfNthDay(start, count, true, holidays)
        expect(workingDaysUntil(start, end - 1, holidays)).toBe(count)
        expect(workingDaysUntil(start, end - 1 - 24 * hour, holidays)).toBe(count - 1)
      }),
      { numRuns: 60 },
    )
  })

  test('are none within one day, over a weekend, or backwards', () => {
    const friday = Date.parse('2026-11-20T03:00:00Z')
    expect(workingDaysUntil(friday, friday + 13 * hour, none)).toBe(0)
    expect(workingDaysUntil(friday, Date.parse('2026-11-22T16:59:59Z'), none)).toBe(0)
    expect(workingDaysUntil(friday, Date.parse('2026-11-22T17:00:00Z'), none)).toBe(1)
    expect(workingDaysUntil(friday, friday - 72 * hour, none)).toBe(0)
  })
})
