import { describe, expect, test } from '@jest/globals'
import { heatLevel } from '../../../ui/chart/chart-marks.ts'
import { fiscalNames, lastDays, periodOf } from '../../../ui/lib/period.ts'
import { partsOf } from '../../../ui/lib/use-duration.ts'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const now = Date.parse('2026-11-20T17:30:00Z')

describe('a duration in words', () => {
  test('has its two largest units, without what is zero', () => {
    expect(partsOf(2 * day + 3 * hour + 59 * minute)).toEqual([
      { unit: 'days', count: 2 },
      { unit: 'hours', count: 3 },
    ])
    expect(partsOf(5 * hour)).toEqual([{ unit: 'hours', count: 5 }])
    expect(partsOf(3 * day + 20 * minute)).toEqual([{ unit: 'days', count: 3 }])
    expect(partsOf(minute - 1)).toEqual([])
  })
})

describe('the period of the figures', () => {
  test('is the last 30 days in Bangkok, today included, where the address names none', () => {
    // 00:30 on the 21st in Bangkok.
    expect(periodOf(new URLSearchParams(), now)).toEqual({
      ...{ name: 'days30', period: { from: '2026-10-23', until: '2026-11-21' } },
    })
    expect(lastDays(1, now)).toEqual({ from: '2026-11-21', until: '2026-11-21' })
  })

  test('is the one that the address names; what is no period is passed over', () => {
    const of = (query: string) => periodOf(new URLSearchParams(query), now).name
    expect(of('period=days365')).toBe('days365')
    expect(of('from=2026-01-01&until=2026-02-01')).toBe('own')
    expect(of('from=2026-02-01&until=2026-01-01')).toBe('days30')
    expect(of('from=yesterday&until=2026-02-01')).toBe('days30')
    expect(of('period=toString')).toBe('days30')
  })
})

describe('a fiscal year as period', () => {
  test('is named by the address, whole or by quarter', () => {
    const of = (query: string) => periodOf(new URLSearchParams(query), now).period
    expect(of('period=fy2569')).toEqual({ from: '2025-10-01', until: '2026-09-30' })
    expect(of('period=fy2570q1')).toEqual({ from: '2026-10-01', until: '2026-12-31' })
    expect(of('period=fy2569q5')).toEqual(of(''))
    expect(of('period=fy9999')).toEqual(of(''))
  })

  test('what is usual on a page stands where the address names nothing', () => {
    expect(periodOf(new URLSearchParams(), now, 'fy2570').name).toBe('fy2570')
    expect(periodOf(new URLSearchParams('period=days90'), now, 'fy2570').name).toBe('days90')
  })

  test('no quarter is offered that has not begun', () => {
    expect(fiscalNames(now)).toEqual([
      ...['fy2570', 'fy2570q1', 'fy2569', 'fy2569q4', 'fy2569q3', 'fy2569q2', 'fy2569q1'],
    ])
  })
})

test('heat goes from nothing to the greatest of all, and something is never shown as nothing', () => {
  expect([0, 1, 50, 51, 100].map((value) => heatLevel(value, 100))).toEqual([0, 1, 2, 3, 4])
  expect(heatLevel(1, 10_000)).toBe(1)
  expect(heatLevel(null, 5)).toBe(0)
  expect(heatLevel(0, 0)).toBe(0)
})
