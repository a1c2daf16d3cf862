import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { testHolds } from '../../../machines/procedure/condition.ts'
import type { Comparison, Condition, Guard, Procedure } from '../../../machines/procedure/procedure.ts'
import { raised } from '../../../machines/procedure/provenance.ts'
import { outcomeOf, valuesApart } from '../../../machines/procedure/values-apart.ts'
import { prove } from '../../../machines/proofs/proofs.ts'
import {
  all,
  choice,
  conditional,
  director,
  is,
  not,
  urgent,
  when,
} from '../../support/conditional-procedure.ts'
import { fullOffice } from '../../support/proving.ts'

const from = (value: string, field = 'due') => is({ field, test: 'atLeast', value })
const until = (value: string, field = 'due') => is({ field, test: 'atMost', value })
const may: Guard = { type: 'may', params: director }

function proofs(procedure: Procedure) {
  const checked = checkProcedure(procedure)
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return prove(checked.procedure, fullOffice)
}
const found = (procedure: Procedure, id: string) => proofs(procedure).find((proof) => proof.id === id)
const approvedOn = (condition: Condition) =>
  conditional({
    APPROVE: choice('APPROVE', 'other', when(director, condition)),
    REFUSE: choice('REFUSE', 'ended', may),
  })
const canBeTaken = (condition: Condition) =>
  found(approvedOn(condition), 'choice:checking.APPROVE')?.outcome !== 'violated'

describe('the proofs of a choice with a condition', () => {
  test.each<[string, Condition, boolean]>([
    ['that can hold', urgent, true],
    ['of two values at once', all(urgent, is({ field: 'urgent', test: 'equals', value: 'no' })), false],
    [
      'of a value among others',
      all(urgent, is({ field: 'urgent', test: 'oneOf', values: ['no', 'yes'] })),
      true,
    ],
    [
      'of every value and of none',
      all(
        not(is({ field: 'urgent', test: 'oneOf', values: ['yes', 'no', 'perhaps'] })),
        not(is({ field: 'urgent', test: 'empty' })),
      ),
      false,
    ],
    ['of a stretch of days', all(from('2027-01-01'), until('2027-12-31')), true],
    ['of one day alone', all(from('2027-06-01'), until('2027-06-01')), true],
    ['of days without a common one', all(from('2027-06-02'), until('2027-06-01')), false],
    ['of the one day between two', all(not(until('2027-06-01')), not(from('2027-06-03'))), true],
    [
      'of the nothing between two',
      all(not(until('2027-06-01')), not(from('2027-06-02')), not(is({ field: 'due', test: 'empty' }))),
      false,
    ],
    ['that implies another', all(from('2027-06-01'), not(from('2027-01-01'))), false],
    ['of no day, against a first one', all(is({ field: 'due', test: 'empty' }), from('2027-01-01')), false],
  ])('know whether anybody can take it on a condition %s', (_, condition, expected) => {
    expect(canBeTaken(condition)).toBe(expected)
  })

  test('say in words on which condition nobody could take it', () => {
    const never = all(from('2027-06-02'), until('2027-06-01'))
    expect(found(approvedOn(never), 'choice:checking.APPROVE')?.sentence.th).toBe(
      'ที่ขั้น “Checking” ไม่มีใครเลือก “APPROVE” ได้ ซึ่งดำเนินการได้เมื่อ “ช่อง due” ตั้งแต่ “2 มิถุนายน 2570” เป็นต้นไป และ “ช่อง due” ไม่เกิน “1 มิถุนายน 2570”',
    )
  })

  test('tell the answers with which a request comes to stand still, and what the choices there wait for', () => {
    const stuck = found(
      conditional({ APPROVE: choice('APPROVE', 'ended', when(director, urgent)) }),
      'ends:checking',
    )
    expect(stuck?.outcome).toBe('violated')
    expect(stuck?.sentence.th).toContain('“APPROVE” ดำเนินการได้เมื่อ “ช่อง urgent” เป็น “ตอบ yes”')
    const both = {
      APPROVE: choice('APPROVE', 'ended', when(director, urgent)),
      REFUSE: choice('REFUSE', 'ended', when(director, not(urgent))),
    }
    expect(found(conditional(both), 'ends')?.outcome).toBe('holds')
    const gap = {
      APPROVE: choice('APPROVE', 'ended', when(director, from('2027-06-02'))),
      REFUSE: choice('REFUSE', 'ended', when(director, until('2027-06-01'))),
    }
    // No day at all is neither.
    expect(found(conditional(gap), 'ends:checking')?.outcome).toBe('violated')
    const [first] = gap.REFUSE ? [gap.REFUSE] : []
    if (first) first.guard = when(director, not(from('2027-06-02')))
    expect(found(conditional(gap), 'ends')?.outcome).toBe('holds')
  })

  test('name the condition of what was taken on the way to a counter-example', () => {
    const procedure = conditional(
      { APPROVE: choice('APPROVE', 'shown', when(director, urgent)) },
      { requires: ['AGREE'] },
    )
    const { states } = procedure.chart
    states.shown = { ...states.other, tags: ['public'] } as never
    const path = found(procedure, 'requires:AGREE')?.path ?? []
    expect(path.map(({ title }) => title.th)).toEqual(['ทดสอบ', 'APPROVE (เมื่อ “ช่อง urgent” เป็น “ตอบ yes”)'])
  })

  test('find the requirement that is passed over on one answer alone', () => {
    const two = (other: Condition) => {
      const procedure = conditional(
        {
          APPROVE: choice('APPROVE', 'shown', when(director, all(other, urgent))),
          PASS: choice('PASS', 'other', when(director, not(urgent))),
        },
        { requires: ['AGREE'] },
      )
      const { states } = procedure.chart
      states.other = { ...states.other, on: { AGREE: choice('AGREE', 'shown', may) } } as never
      states.shown = {
        meta: states.checking?.meta,
        tags: ['public'],
        on: { DOWN: choice('DOWN', 'ended', may) },
      } as never
      return found(raisedAgain(procedure), 'requires:AGREE')?.outcome
    }
    expect(two(from('2027-01-01'))).toBe('violated')
    expect(two(is({ field: 'urgent', test: 'equals', value: 'no' }))).toBe('holds')
  })

  test('find who can decide twice by the condition that asks for less', () => {
    const procedure = (second: Guard) =>
      raisedAgain(
        conditional(
          {
            APPROVE: [
              choice('APPROVE', 'other', when({ ...director, notBy: ['SUBMIT'] }, urgent)),
              choice('APPROVE', 'other', second),
            ],
            REFUSE: choice('REFUSE', 'ended', may),
          },
          { requires: ['APPROVE'] },
        ),
      )
    const apart = (second: Guard) => found(procedure(second), 'apart:SUBMIT:APPROVE')?.outcome
    expect(apart(when({ ...director, notBy: ['SUBMIT'] }, not(urgent)))).toBe('holds')
    expect(apart(when({ as: ['owner', 'officeDirector'] }, not(urgent)))).toBe('violated')
    expect(apart(when({ as: ['owner', 'officeDirector'] }, all(urgent, not(urgent))))).toBe('holds')
  })

  test('warn where a condition looks at a field before anybody can have filled it in', () => {
    const early = conditional({ APPROVE: choice('APPROVE', 'other', may) })
    const { states } = early.chart
    states.writing = {
      ...states.writing,
      on: {
        SUBMIT: {
          ...choice('SUBMIT', 'checking', when({ as: 'owner' }, not(urgent))),
          actions: { type: 'freeze' },
        },
      },
    } as never
    const warned = found(raisedAgain(early), 'unfilled:writing:urgent')
    expect(warned).toMatchObject({ outcome: 'warning', steps: ['writing'] })
    expect(warned?.sentence.th).toContain('“ช่อง urgent” แต่ก่อนถึงขั้นนั้นยังไม่มีใครกรอกช่องนี้ได้')
    expect(proofs(approvedOn(urgent)).filter(({ id }) => id.startsWith('unfilled'))).toEqual([])
  })
})

/** Marks what a test has put in. */
function raisedAgain(procedure: Procedure): Procedure {
  const { language: _, ...first } = procedure
  return raised(first) as Procedure
}

describe('the values that stand for all', () => {
  const days = fc
    .date({ min: new Date('2026-01-01'), max: new Date('2026-03-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const comparisons = fc.oneof(
    fc.record({
      field: fc.constant('due'),
      test: fc.constantFrom('atLeast' as const, 'atMost' as const, 'equals' as const),
      value: days,
    }),
    fc.constant<Comparison>({ field: 'due', test: 'empty' }),
    fc.record({
      field: fc.constant('due'),
      test: fc.constant('oneOf' as const),
      values: fc.array(days, { minLength: 1, maxLength: 3 }),
    }),
  )

  test('of days have every outcome that any day has, and each but once', () => {
    fc.assert(
      fc.property(fc.array(comparisons, { minLength: 1, maxLength: 6 }), days, (tests, day) => {
        const values = valuesApart(tests, { several: false, isDay: true })
        const outcomes = values.map((value) => outcomeOf(tests, value))
        expect(new Set(outcomes).size).toBe(outcomes.length)
        expect(outcomes).toContain(outcomeOf(tests, day))
        for (const value of values) expect(testHolds({ field: 'due', test: 'empty' }, value)).toBe(false)
      }),
    )
  })
})
