import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import {
  certainTests,
  conditionHolds,
  depthOf,
  type FieldTest,
  fieldTestsOf,
  testHolds,
  valuesNamed,
} from '../../../machines/procedure/condition.ts'
import type { Chart, Condition, Need } from '../../../machines/procedure/procedure.ts'
import { prove } from '../../../machines/proofs/proofs.ts'
import { stepsOf } from '../../../machines/run/standing.ts'
import { fullOffice } from '../../support/proving.ts'
import { compiledOf, end, meta, procedureOf, requestOn, to } from '../../support/small-chart.ts'

const values = ['web', 'board', 'radio']
const asked = (value: string, field = 'channels'): Condition => ({ type: 'asked', params: { field, value } })
const all = (...of: Condition[]): Condition => ({ type: 'all', params: { of } })
const any = (...of: Condition[]): Condition => ({ type: 'any', params: { of } })
const not = (of: Condition): Condition => ({ type: 'not', params: { of } })

const channels: Need = {
  ...{ field: 'channels', type: 'checkboxes', title: meta.title, required: false },
  options: values.map((id) => ({ id, title: meta.title })),
}
/** A submission whose answers a condition sieves: those on which it holds are met, the others passed over. */
const sieve = (condition: Condition): Chart => ({
  id: 'sieve',
  meta,
  initial: 'writing',
  states: {
    writing: {
      meta,
      tags: ['editable'],
      on: {
        SUBMIT: to('sieve', { actions: { type: 'freeze' }, meta: { ...meta, needs: [channels] } }),
      },
    },
    sieve: {
      meta,
      always: [
        { target: 'met', guard: condition, meta },
        { target: 'passed', meta },
      ],
    },
    met: { meta, on: { CERTIFY: to('ended', { guard: { type: 'may', params: { as: 'officeDirector' } } }) } },
    passed: {
      meta,
      on: { CERTIFY: to('ended', { guard: { type: 'may', params: { as: 'officeDirector' } } }) },
    },
    ended: end,
  },
})
const problemsOf = (condition: unknown) => {
  const checked = checkProcedure(procedureOf(sieve(condition as Condition)))
  return checked.ok ? [] : checked.problems.map(({ code, place }) => `${code} ${place}`)
}
const violations = (condition: Condition) =>
  prove(procedureOf(sieve(condition)), fullOffice).flatMap(({ outcome, id }) =>
    outcome === 'violated' ? [id] : [],
  )

const asking = fc.constantFrom(...values).map((value) => asked(value))
const tests = fc.oneof(
  asking,
  asking.map((one): Condition => ({ ...one, type: 'notAsked' }) as Condition),
)
const { condition: conditions } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tests,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((of) => all(...of)),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((of) => any(...of)),
    tie('condition').map(not),
  ),
}))
/** What a condition means, said once more and otherwise. */
function means(condition: Condition, chosen: string[]): boolean {
  switch (condition.type) {
    case 'asked':
      return chosen.includes(condition.params.value)
    case 'notAsked':
      return !chosen.includes(condition.params.value)
    case 'is':
      throw new Error('of one value, and these are several')
    case 'not':
      return !means(condition.params.of, chosen)
    case 'all':
      return condition.params.of.filter((one) => means(one, chosen)).length === condition.params.of.length
    case 'any':
      return condition.params.of.filter((one) => means(one, chosen)).length > 0
  }
}

describe('a condition of several', () => {
  test('sends a request by the answers that it was submitted with, as its words say', () => {
    fc.assert(
      fc.property(conditions, fc.subarray(values), (condition, chosen) => {
        fc.pre(depthOf(condition) <= 4)
        expect(problemsOf(condition)).toEqual([])
        const { first, take } = requestOn(compiledOf(sieve(condition)))
        const { snapshot } = take(first, { type: 'SUBMIT', data: { channels: chosen } })
        expect(stepsOf(snapshot.value)).toEqual([means(condition, chosen) ? 'met' : 'passed'])
      }),
      { numRuns: 150 },
    )
  })

  test('tells every field that it looks at, and of a certain outcome nothing that could be otherwise', () => {
    fc.assert(
      fc.property(conditions, fc.subarray(values), (condition, chosen) => {
        const has = (one: FieldTest) => testHolds(one, chosen)
        const holds = conditionHolds(condition, has)
        for (const certain of certainTests(condition, holds)) expect(has(certain.test)).toBe(certain.holds)
        const named = new Set(fieldTestsOf(condition).flatMap(valuesNamed))
        const others = values.filter((value) => !named.has(value))
        // What it does not name makes no difference to it.
        expect(conditionHolds(condition, (one) => testHolds(one, [...chosen, ...others]))).toBe(holds)
      }),
    )
  })

  test.each<[string, Condition, { met: boolean; passed: boolean }]>([
    ['all of two answers', all(asked('web'), asked('board')), { met: true, passed: true }],
    ['an answer and its opposite', all(asked('web'), not(asked('web'))), { met: false, passed: true }],
    ['an answer or its opposite', any(asked('web'), not(asked('web'))), { met: true, passed: false }],
    ['a doubled no', not(not(all(asked('web')))), { met: true, passed: true }],
  ])('is looked through by the proofs: %s', (_, condition, { met, passed }) => {
    const unreached = violations(condition).filter((id) => id.startsWith('reachable:'))
    expect(unreached.includes('reachable:met')).toBe(!met)
    expect(unreached.includes('reachable:passed')).toBe(!passed)
  })

  test('that names an option which no field offers is told as one by itself is', () => {
    expect(violations(any(asked('web'), not(asked('moon'))))).toContain('option:channels:moon')
  })

  test.each<[string, unknown, string]>([
    ['of nothing', all(), 'invalid_shape chart.states.sieve.always.0.guard.params.of'],
    [
      'on a field that nobody fills in',
      any(asked('web'), not(asked('x', 'colour'))),
      'unknown_field chart.states.sieve.always.0.guard.params.of.1.params.of.params.field',
    ],
    [
      'on who acts',
      all({ type: 'may', params: { as: 'owner' } } as never),
      'chart.states.sieve.always.0.guard.params.of.0',
    ],
    ['five deep', not(not(not(not(asked('web'))))), 'too_large chart.states.sieve.always.0.guard'],
  ])('%s is refused with its place', (_, condition, problem) => {
    expect(problemsOf(condition).join('\n')).toContain(problem)
  })

  test('may stand beside a loop that it cannot close, and closes one that it can', () => {
    const looped = (there: Condition, back: Condition): string[] => {
      const chart = sieve(there)
      const always = [
        { target: 'sieve', guard: back, meta },
        { target: 'passed', meta },
      ]
      chart.states.met = { meta, always }
      const checked = checkProcedure(procedureOf(chart))
      return checked.ok ? [] : [...new Set(checked.problems.map(({ code }) => code))]
    }
    expect(looped(all(asked('web'), asked('board')), not(asked('web')))).toEqual([])
    expect(looped(any(asked('web'), asked('board')), not(asked('web')))).toEqual(['endless_loop'])
  })
})
