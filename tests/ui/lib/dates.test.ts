import { describe, expect, test } from '@jest/globals'
import {
  formatComing,
  formatDay,
  formatInstant,
  formatRelative,
  formatSecond,
  todayInBangkok,
} from '../../../ui/lib/dates.ts'

const thai = { language: 'th', digits: 'arab' } as const
const at = '2026-11-20T07:05:00.000Z'

describe('dates', () => {
  test('are written in the Buddhist era and in Bangkok time', () => {
    expect(formatInstant(at, thai)).toBe('20 พ.ย. 2569 14.05 น.')
    expect(formatInstant('2026-12-31T17:30:00.000Z', thai)).toBe('1 ม.ค. 2570 00.30 น.')
    expect(formatDay('2026-11-20', thai, 'long')).toBe('20 พฤศจิกายน 2569')
  })

  test('have colons where seconds are written, and น. behind them', () => {
    expect(formatSecond('2026-11-20T07:05:09.400Z', thai)).toEqual(['20 พ.ย. 2569', '14:05:09 น.'])
    expect(formatSecond('2026-11-20T07:05:09.400Z', { language: 'en', digits: 'arab' })).toEqual([
      '20 Nov B.E. 2569',
      '14:05:09',
    ])
  })

  test('have Thai digits where the office writes them, and in Thai only', () => {
    expect(formatInstant(at, { ...thai, digits: 'thai' })).toBe('๒๐ พ.ย. ๒๕๖๙ ๑๔.๐๕ น.')
    expect(formatInstant(at, { language: 'en', digits: 'thai' })).toBe('20 Nov B.E. 2569 14:05')
  })

  test('are relative only within a day', () => {
    const now = Date.parse(at)
    const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
    expect(formatRelative(ago(0), now, thai)).toBe('เมื่อสักครู่')
    expect(formatRelative(ago(12), now, thai)).toBe('เมื่อ 12 นาทีก่อน')
    expect(formatRelative(ago(23 * 60 + 59), now, thai)).toBe('เมื่อ 23 ชั่วโมงก่อน')
    expect(formatRelative(ago(24 * 60), now, thai)).toBeUndefined()
    expect(formatRelative(ago(-60), now, thai)).toBeUndefined()
  })

  test('of what is to come tell the time alone where it is today in Bangkok', () => {
    const now = Date.parse('2026-11-20T03:00:00.000Z')
    expect(formatComing('2026-11-20T03:35:00.000Z', now, thai)).toBe('10.35 น.')
    expect(formatComing('2026-11-20T03:35:00.000Z', now, { ...thai, digits: 'thai' })).toBe('๑๐.๓๕ น.')
    expect(formatComing('2026-11-20T03:35:00.000Z', now, { ...thai, language: 'en' })).toBe('10:35')
    expect(formatComing('2026-11-20T17:30:00.000Z', now, thai)).toBe('21 พ.ย. 2569 00.30 น.')
  })

  test('today is the day in Bangkok, not in Greenwich', () => {
    expect(todayInBangkok(Date.parse('2026-11-20T17:30:00.000Z'))).toBe('2026-11-21')
  })
})
