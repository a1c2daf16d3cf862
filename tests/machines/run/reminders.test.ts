import { describe, expect, test } from '@jest/globals'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import type { Procedure, Reminder } from '../../../machines/procedure/procedure.ts'
import { compile } from '../../../machines/run/compile.ts'
import { nextReminder, remindersAfter } from '../../../machines/run/reminders.ts'

const mark = { clause: 'เพิ่มเติมจากเอกสาร', source: 'added' } as const
const startOf = (day: string) => Date.parse(`${day}T00:00:00+07:00`)
/** Due at the end of Wednesday, 15 April 2026: Songkran is on the 13th to the 15th. */
const due = startOf('2026-04-16')
const songkran = new Set(['2026-04-13', '2026-04-14', '2026-04-15'])
const reminder = (given: object) => ({ whom: 'owner', ...mark, ...given }) as Reminder

describe('when a reminder is sent', () => {
  test.each([
    ['one day before', { when: 'before', days: 1, working: false }, '2026-04-14'],
    [
      'one working day before, over the holidays and the weekend',
      { when: 'before', days: 1, working: true },
      '2026-04-10',
    ],
    ['at the due time', { when: 'at' }, '2026-04-16'],
    ['when two days have passed', { when: 'after', days: 2, working: false }, '2026-04-18'],
    ['when two working days have passed', { when: 'after', days: 2, working: true }, '2026-04-18'],
    ['when a week has passed', { when: 'every', days: 7, working: false }, '2026-04-23'],
  ])('%s', (_, given, day) => {
    expect(nextReminder(reminder(given), due, 0, songkran)).toBe(startOf(day))
  })

  test('once is once; what comes again is next after now, in its own rhythm', () => {
    const after = startOf('2026-05-20')
    expect(nextReminder(reminder({ when: 'at' }), due, due, songkran)).toBeUndefined()
    expect(nextReminder(reminder({ when: 'every', days: 7, working: false }), due, after, songkran)).toBe(
      startOf('2026-05-21'),
    )
    expect(
      nextReminder(reminder({ when: 'every', days: null, working: false }), due, after, songkran),
    ).toBeUndefined()
  })
})

describe('what is set after an event', () => {
  const timer = 'xstate.after.publishUntil.published'
  const versionWith = (...reminders: Reminder[]) => {
    const procedure: Procedure = structuredClone(cmi3Publication)
    Object.assign(procedure.deadlines[0] ?? {}, { reminders })
    return compile(procedure)
  }
  const [oneBefore, twoBefore] = [1, 2].map((days) => reminder({ when: 'before', days, working: false }))
  const weekly = reminder({ when: 'every', days: 7, working: false })
  if (!oneBefore || !twoBefore) throw new Error('two reminders')
  const old = versionWith(oneBefore, weekly)
  const set = [
    { timer, number: 0, due, next: null },
    { timer, number: 1, due, next: startOf('2026-04-23') },
  ]
  const taken = (given: object) =>
    ({ snapshot: { status: 'active' }, timers: [], cancelled: [], ...given }) as unknown as Parameters<
      typeof remindersAfter
    >[2]
  const at = { at: startOf('2026-04-14') + 3_600_000, holidays: songkran }

  test('what is not touched stays, sent or not; what is cancelled goes, and all with the end of the request', () => {
    expect(remindersAfter({ compiled: old, set }, old, taken({}), at)).toEqual(set)
    expect(remindersAfter({ compiled: old, set }, old, taken({ cancelled: [timer] }), at)).toEqual([])
    expect(remindersAfter({ compiled: old, set }, old, taken({ snapshot: { status: 'done' } }), at)).toEqual(
      [],
    )
  })

  test('a deadline that is set anew for another day is reminded of anew, one for the same day is not', () => {
    const later = due + 30 * 86_400_000
    const again = (dueAt: number) =>
      remindersAfter(
        { compiled: old, set },
        old,
        taken({ cancelled: [timer], timers: [{ id: timer, dueAt }] }),
        at,
      )
    expect(again(due)).toEqual(set)
    expect(again(later).map(({ next }) => next)).toEqual([startOf('2026-05-14'), startOf('2026-05-23')])
  })

  test('a move keeps what the new version has as it was, and sets what it has otherwise', () => {
    const to = versionWith(oneBefore, twoBefore, weekly)
    const moved = taken({ cancelled: [timer], timers: [{ id: timer, dueAt: due }] })
    expect(remindersAfter({ compiled: old, set }, to, moved, at)).toEqual([
      { timer, number: 0, due, next: null },
      // Its time has passed.
      { timer, number: 1, due, next: null },
      { timer, number: 2, due, next: startOf('2026-04-23') },
    ])
    expect(remindersAfter({ compiled: old, set }, versionWith(twoBefore), moved, at)).toHaveLength(1)
  })

  test('a move goes on urging where the deadline had passed before it, at a step that is not left', () => {
    const moved = taken({ cancelled: [timer] })
    expect(remindersAfter({ compiled: old, set }, old, moved, { ...at, passed: [timer] })).toEqual(set)
    expect(remindersAfter({ compiled: old, set }, old, moved, at)).toEqual([])
  })
})
