import { expect, test } from '@jest/globals'
import { whenToSend } from '../../../api/mail/when-to-send.ts'

const times = { digestAt: '08:30', quietFrom: '18:00', quietUntil: '07:30', workingDaysOnly: true }
/** Bangkok's time of a day of November 2026; the 20th is a Friday. */
const bangkok = (day: number, time: string) => Date.parse(`2026-11-${day}T${time}:00+07:00`)
const shown = (at: number) => new Date(at + 7 * 3_600_000).toISOString().slice(8, 16)
const when = (given: Partial<Parameters<typeof whenToSend>[0]> & { at: number }) =>
  shown(whenToSend({ now: given.at, delivery: 'atOnce', times, holidays: new Set(), ...given }))

test('at once is now, but for the quiet hours on either side of midnight', () => {
  expect(when({ at: bangkok(19, '10:00') })).toBe('19T10:00')
  expect(when({ at: bangkok(19, '17:59') })).toBe('19T17:59')
  expect(when({ at: bangkok(18, '18:00') })).toBe('19T07:30')
  expect(when({ at: bangkok(19, '03:00') })).toBe('19T07:30')
  expect(when({ at: bangkok(19, '07:30') })).toBe('19T07:30')
})

test('quiet hours within one day, and none', () => {
  const noon = { ...times, quietFrom: '12:00', quietUntil: '13:00' }
  expect(when({ at: bangkok(19, '12:30'), times: noon })).toBe('19T13:00')
  expect(when({ at: bangkok(19, '23:30'), times: noon })).toBe('19T23:30')
  const none = { ...times, quietFrom: '18:00', quietUntil: '18:00' }
  expect(when({ at: bangkok(19, '23:30'), times: none })).toBe('19T23:30')
})

test('a Friday evening waits for Monday, and for Tuesday where Monday is a holiday', () => {
  expect(when({ at: bangkok(20, '19:00') })).toBe('23T07:30')
  expect(when({ at: bangkok(20, '19:00'), holidays: new Set(['2026-11-23']) })).toBe('24T07:30')
  expect(when({ at: bangkok(21, '10:00'), times: { ...times, workingDaysOnly: false } })).toBe('21T10:00')
})

test('a digest goes at its time, next day where that has passed, and on working days alone', () => {
  expect(when({ at: bangkok(19, '08:00'), delivery: 'daily' })).toBe('19T08:30')
  expect(when({ at: bangkok(19, '08:30'), delivery: 'daily' })).toBe('19T08:30')
  expect(when({ at: bangkok(19, '08:31'), delivery: 'daily' })).toBe('20T08:30')
  expect(when({ at: bangkok(20, '09:00'), delivery: 'daily' })).toBe('23T08:30')
})

test('a digest that the server slept through goes when it is up again, outside of the quiet hours', () => {
  const at = bangkok(18, '12:00')
  expect(when({ at, now: bangkok(19, '11:00'), delivery: 'daily' })).toBe('19T11:00')
  expect(when({ at, now: bangkok(19, '22:00'), delivery: 'daily' })).toBe('20T07:30')
})

test('where every day were a holiday it is sent all the same', () => {
  const holidays = { has: () => true } as unknown as ReadonlySet<string>
  expect(whenToSend({ at: 0, now: 0, delivery: 'atOnce', times, holidays })).toBeGreaterThan(0)
})
