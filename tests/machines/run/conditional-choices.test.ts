import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Comparison, Condition } from '../../../machines/procedure/procedure.ts'
import { askedOf } from '../../../machines/run/asked.ts'
import { choices, rehearsedNeeds } from '../../../machines/run/choices.ts'
import { compile } from '../../../machines/run/compile.ts'
import { partData } from '../../../machines/run/event-data.ts'
import { stepsOf } from '../../../machines/run/standing.ts'
import { permit } from '../../../machines/run/step.ts'
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
import { holding, now, requestOn } from '../../support/small-chart.ts'

const head = holding('head', 'officeDirector')
const webmaster = holding('web', 'webmaster')
const approve = (condition: Condition) => ({ APPROVE: choice('APPROVE', 'ended', when(director, condition)) })
const back = choice('RETURN', 'writing', { type: 'may', params: director })

/** A request that was submitted with these answers. */
function submitted(condition: Condition, data: Record<string, unknown>) {
  const compiled = compile(conditional({ ...approve(condition), RETURN: back }))
  const request = requestOn(compiled)
  const at = request.take(request.first, { type: 'SUBMIT', data })
  const offered = (actor = head) => choices(compiled, at.snapshot, actor)
  const event = { type: 'APPROVE', at: now, actor: head, revision: 1, data: {}, holidays: new Set<string>() }
  return { compiled, ...request, at, offered, permitted: permit(compiled, at.snapshot, event) }
}
const approval = (offered: ReturnType<typeof choices>) => offered.find(({ type }) => type === 'APPROVE')

describe('a choice with a condition', () => {
  test('is taken where it holds, and refused by its condition to those who may where it does not', () => {
    const open = submitted(urgent, { urgent: 'yes' })
    expect(approval(open.offered())).toMatchObject({ allowed: true, refusals: [], unmet: null })
    expect(open.take(open.at, { type: 'APPROVE', actor: head }).snapshot.status).toBe('done')
    for (const data of [{ urgent: 'no' }, {}]) {
      const shut = submitted(urgent, data)
      const refusal = {
        code: 'condition_unmet',
        roles: ['officeDirector'],
        condition: expect.objectContaining(urgent),
      }
      expect(approval(shut.offered())).toMatchObject({ allowed: false, refusals: [refusal] })
      expect(shut.permitted).toMatchObject({ ok: false, code: 'not_permitted', refusals: [refusal] })
      expect(shut.send(shut.at, { type: 'APPROVE', actor: head })).toMatchObject({ ok: false })
      expect(shut.take(shut.at, { type: 'RETURN', actor: head }).snapshot.value).toBe('writing')
    }
  })

  test('is refused to others by their posts, whether it holds or not', () => {
    for (const data of [{ urgent: 'yes' }, { urgent: 'no' }])
      expect(approval(submitted(urgent, data).offered(webmaster))).toMatchObject({
        allowed: false,
        refusals: [{ code: 'role_missing', roles: ['officeDirector'] }],
      })
  })

  test('asks nobody to act while it cannot be taken', () => {
    const only = (data: Record<string, unknown>) => {
      const compiled = compile(conditional({ APPROVE: choice('APPROVE', 'other', when(director, urgent)) }))
      const { first, take } = requestOn(compiled)
      return askedOf(compiled, take(first, { type: 'SUBMIT', data }).snapshot).map(({ whom }) => whom)
    }
    expect(only({ urgent: 'yes' })).toEqual(['role:officeDirector'])
    expect(only({ urgent: 'no' })).toEqual([])
  })

  test('keeps persons apart as one without does', () => {
    const guard = when({ ...director, notBy: ['SUBMIT'] }, urgent)
    const compiled = compile(conditional({ APPROVE: choice('APPROVE', 'ended', guard) }))
    const { first, take, send } = requestOn(compiled)
    const at = take(first, { type: 'SUBMIT', data: { urgent: 'yes' } })
    const owner = { ...head, person: 'owner' }
    expect(send(at, { type: 'APPROVE', actor: owner })).toMatchObject({
      refusals: [{ code: 'separation_of_duties', decisions: ['SUBMIT'] }],
    })
    expect(send(at, { type: 'APPROVE', actor: head })).toMatchObject({ ok: true })
  })

  test('of one name with another leads by the condition, and only what is to be had is offered', () => {
    const two = {
      APPROVE: [
        choice('APPROVE', 'ended', when(director, urgent)),
        choice('APPROVE', 'other', when({ as: 'webmaster' }, not(urgent))),
      ],
    }
    const compiled = compile(conditional(two))
    const { first, take, send } = requestOn(compiled)
    const plain = take(first, { type: 'SUBMIT', data: { urgent: 'no' } })
    expect(choices(compiled, plain.snapshot, head)).toMatchObject([
      { type: 'APPROVE', target: 'other', refusals: [{ code: 'role_missing', roles: ['webmaster'] }] },
    ])
    expect(send(plain, { type: 'APPROVE', actor: head })).toMatchObject({ ok: false })
    expect(stepsOf(take(plain, { type: 'APPROVE', actor: webmaster }).snapshot.value)).toEqual(['other'])
    const fast = take(first, { type: 'SUBMIT', data: { urgent: 'yes' } })
    expect(take(fast, { type: 'APPROVE', actor: head }).snapshot.value).toBe('ended')
  })

  test('looks at what earlier events left, and not at what its own event brings', () => {
    const guard = when(director, urgent)
    const asking = choice('APPROVE', 'ended', guard)
    asking.meta.needs = [{ field: 'urgent' }]
    const compiled = compile(conditional({ APPROVE: asking }))
    const { first, take, send } = requestOn(compiled)
    const at = take(first, { type: 'SUBMIT', data: { urgent: 'no' } })
    expect(send(at, { type: 'APPROVE', actor: head, data: { urgent: 'yes' } })).toMatchObject({ ok: false })
  })
})

describe('what a field is compared with', () => {
  const day = (test: 'atLeast' | 'atMost', value: string): Comparison => ({ field: 'due', test, value })

  test.each<[string, Condition, Record<string, unknown>, boolean]>([
    ['one value', is({ field: 'remark', test: 'equals', value: 'ด่วน' }), { remark: 'ด่วน' }, true],
    ['another value', is({ field: 'remark', test: 'equals', value: 'ด่วน' }), { remark: 'ด่วนมาก' }, false],
    ['nothing against a value', is({ field: 'remark', test: 'equals', value: 'ด่วน' }), {}, false],
    ['one of several', is({ field: 'urgent', test: 'oneOf', values: ['yes', 'no'] }), { urgent: 'no' }, true],
    [
      'none of several',
      is({ field: 'urgent', test: 'oneOf', values: ['yes', 'no'] }),
      { urgent: 'perhaps' },
      false,
    ],
    ['nothing', is({ field: 'remark', test: 'empty' }), {}, true],
    ['what was emptied', is({ field: 'remark', test: 'empty' }), { remark: null }, true],
    ['only blanks', is({ field: 'remark', test: 'empty' }), { remark: ' \u200B' }, true],
    ['something', is({ field: 'remark', test: 'empty' }), { remark: 'ก' }, false],
    ['no answer of several', is({ field: 'topics', test: 'empty' }), { topics: [] }, true],
    ['an answer of several', is({ field: 'topics', test: 'empty' }), { topics: ['yes'] }, false],
    ['the first day', is(day('atLeast', '2027-01-31')), { due: '2027-01-31' }, true],
    ['the day before it', is(day('atLeast', '2027-01-31')), { due: '2027-01-30' }, false],
    ['no day against a first', is(day('atLeast', '2027-01-31')), {}, false],
    ['the last day', is(day('atMost', '2027-01-31')), { due: '2027-01-31' }, true],
    ['the day after it', is(day('atMost', '2027-01-31')), { due: '2027-02-01' }, false],
    ['no day against a last', is(day('atMost', '2027-01-31')), {}, false],
  ])('%s', (_, condition, data, expected) => {
    expect(approval(submitted(condition, data).offered())?.allowed).toBe(expected)
  })

  test('of days, whatever days, is their order in the calendar', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, days, (one, other) => {
        const [due, value] = [one, other].map((date) => date.toISOString().slice(0, 10)) as [string, string]
        const isLater = Date.parse(due) >= Date.parse(value)
        const allowed = (condition: Condition) => approval(submitted(condition, { due }).offered())?.allowed
        expect(allowed(is(day('atLeast', value)))).toBe(isLater)
        expect(allowed(all(is(day('atMost', value)), not(is({ field: 'due', test: 'equals', value }))))).toBe(
          !isLater,
        )
      }),
      { numRuns: 40 },
    )
  })
})

test('a text by which the condition of a choice decides stays within the hash', () => {
  const asked = { remark: 'ด่วน', title: 'ข' }
  const procedure = (condition: Condition) => conditional(approve(condition))
  const deciding = procedure(is({ field: 'remark', test: 'equals', value: 'ด่วน' }))
  expect(partData(deciding, 'SUBMIT', asked).payload).toBe('{"remark":"ด่วน","title":null}')
  expect(partData(procedure(urgent), 'SUBMIT', asked).payload).toBe('{"remark":null,"title":null}')
})

test('a rehearsed submission asks for what the chart reads of the form, which no content says there', () => {
  const procedure = conditional(approve(urgent))
  const compiled = compile(procedure)
  const [submit] = choices(compiled, requestOn(compiled).first.snapshot, head)
  expect(submit?.needs).toEqual([])
  expect(submit && rehearsedNeeds(submit, procedure).map(({ field }) => field)).toEqual(['urgent'])
})
