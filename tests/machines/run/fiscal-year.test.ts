import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { fiscalPeriod, fiscalQuarterOf, fiscalYearOf, quarters } from '../../../machines/run/fiscal-year.ts'

test.each([
  ['2025-09-30', 2568, 4],
  ['2025-10-01', 2569, 1],
  ['2025-12-31', 2569, 1],
  ['2026-01-01', 2569, 2],
  ['2026-03-31', 2569, 2],
  ['2026-04-01', 2569, 3],
  ['2026-06-30', 2569, 3],
  ['2026-07-01', 2569, 4],
])('%s lies in the fiscal year %s, quarter %s', (day, year, quarter) => {
  expect(fiscalYearOf(day)).toBe(year)
  expect(fiscalQuarterOf(day)).toBe(quarter)
})

test('a fiscal year is its four quarters, without a gap and without an overlap', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2540, max: 2700 }), (year) => {
      const whole = fiscalPeriod(year)
      const parts = quarters.map((quarter) => fiscalPeriod(year, quarter))
      expect(parts[0]?.from).toBe(whole.from)
      expect(parts[3]?.until).toBe(whole.until)
      for (const [index, { until }] of parts.slice(0, 3).entries())
        expect(Date.parse(parts[index + 1]?.from ?? '') - Date.parse(until)).toBe(86_400_000)
      for (const [index, { from, until }] of parts.entries())
        for (const day of [from, until])
          expect([fiscalYearOf(day), fiscalQuarterOf(day)]).toEqual([year, index + 1])
    }),
  )
})
