import { describe, expect, test } from '@jest/globals'
import { oitCoverageOf, oitStandingOf } from '../../../machines/oit/coverage.ts'

/** The fiscal year 2570 begins on 1 October 2026 in Bangkok. */
const start = Date.parse('2026-09-30T17:00:00Z')
const now = Date.parse('2026-11-20T03:00:00Z')
const day = 86_400_000
const standing = (given: Partial<Parameters<typeof oitStandingOf>[0]> = {}) =>
  oitStandingOf(
    { publishedAt: start + day, renewedAt: start, endedAt: null, untilAt: null, ...given },
    { start, now },
  )

describe('what serves an item', () => {
  test('still does where it was published in the fiscal year and is public', () => {
    expect(standing()).toBe('current')
    expect(standing({ publishedAt: start, renewedAt: start - day })).toBe('current')
    expect(standing({ untilAt: now + 1 })).toBe('current')
  })

  test('is of before the fiscal year to the last millisecond', () => {
    expect(standing({ publishedAt: start - 1, renewedAt: start - day })).toBe('earlier')
  })

  test('that was corrected in the fiscal year still does', () => {
    expect(standing({ publishedAt: start - 300 * day, renewedAt: start })).toBe('current')
  })

  test('has ended where it was taken down, and in the second in which its period ran out', () => {
    expect(standing({ endedAt: now - 1 })).toBe('ended')
    expect(standing({ untilAt: now })).toBe('ended')
    expect(standing({ publishedAt: start - day, renewedAt: start - day, endedAt: now })).toBe('ended')
  })
})

test('an item is covered by one that serves it, stale where none of several does, and else missing', () => {
  expect(oitCoverageOf([])).toBe('missing')
  expect(oitCoverageOf(['ended', 'current', 'earlier'])).toBe('covered')
  expect(oitCoverageOf(['ended'])).toBe('stale')
  expect(oitCoverageOf(['earlier', 'ended'])).toBe('stale')
})
