import { describe, expect, test } from '@jest/globals'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { procedureAroundChart } from '../../../machines/procedure/import-chart.ts'
import type { Condition, Guard, Procedure } from '../../../machines/procedure/procedure.ts'
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
import { meta, procedureOf, to } from '../../support/small-chart.ts'

const problems = (procedure: unknown) => {
  const checked = checkProcedure(procedure)
  return checked.ok ? [] : checked.problems
}
const guarded = (guard: unknown) => conditional({ APPROVE: choice('APPROVE', 'ended', guard as Guard) })
const told = (procedure: unknown) =>
  problems(procedure).map(
    ({ code, place }) => `${code} ${place.replace('chart.states.checking.on.APPROVE.', '')}`,
  )

describe('the condition of a choice', () => {
  test.each<[string, Condition]>([
    ['a value that the field offers', urgent],
    ['several of them', is({ field: 'urgent', test: 'oneOf', values: ['yes', 'no'] })],
    ['a field that was left empty', not(is({ field: 'topics', test: 'empty' }))],
    [
      'a stretch of days',
      all(
        is({ field: 'due', test: 'atLeast', value: '2027-01-01' }),
        not(is({ field: 'due', test: 'atMost', value: '2027-06-30' })),
      ),
    ],
    [
      'an answer as automatic transitions ask for it',
      { type: 'asked', params: { field: 'topics', value: 'yes' } },
    ],
  ])('may be %s', (_, condition) => {
    expect(problems(guarded(when(director, condition)))).toEqual([])
  })

  test.each<[string, unknown, string, string]>([
    [
      'a field that nobody knows',
      is({ field: 'moon', test: 'empty' }),
      'unknown_field guard.params.of.1.params.field',
      'ไม่รู้จักช่องข้อมูล "moon"',
    ],
    [
      'an option that there is not',
      is({ field: 'urgent', test: 'equals', value: 'maybe' }),
      'impossible_value guard.params.of.1.params.value',
      'ช่อง "urgent" มีค่า "maybe" ไม่ได้: ไม่มีตัวเลือกนี้',
    ],
    [
      'one such option of several',
      is({ field: 'urgent', test: 'oneOf', values: ['yes', 'maybe'] }),
      'impossible_value guard.params.of.1.params.values.1',
      'maybe',
    ],
    [
      'what is no day',
      is({ field: 'due', test: 'atLeast', value: '31/1/2570' }),
      'impossible_value guard.params.of.1.params.value',
      'ต้องเป็นวันที่',
    ],
    [
      'an order of what has none',
      is({ field: 'urgent', test: 'atLeast', value: 'yes' }),
      'unknown_comparison guard.params.of.1.params.test',
      'ช่อง "urgent" เปรียบเทียบแบบ "atLeast" ไม่ได้ (ใช้ได้: equals, oneOf, empty)',
    ],
    [
      'the one value of a list',
      is({ field: 'topics', test: 'equals', value: 'yes' }),
      'unknown_comparison guard.params.of.1.params.test',
      '(ใช้ได้: empty)',
    ],
    [
      'a table',
      is({ field: 'items', test: 'empty' }),
      'unknown_comparison guard.params.of.1.params.field',
      'ช่อง "items" เป็นตาราง',
    ],
    [
      'a comparison that nobody knows',
      { type: 'is', params: { field: 'urgent', test: 'like', value: 'y' } },
      'invalid_shape guard.params.of.1.params.test',
      '"like"',
    ],
  ])('refuses %s with its place', (_, condition, expected, sentence) => {
    const procedure = guarded(when(director, condition as Condition))
    expect(told(procedure)).toEqual([expected])
    expect(problems(procedure)[0]?.message.th).toContain(sentence)
  })

  test.each<[string, unknown, string]>([
    [
      'two conditions beside who may',
      { type: 'all', params: { of: [{ type: 'may', params: director }, urgent, urgent] } },
      'invalid_shape guard.params.of',
    ],
    [
      'the condition first',
      { type: 'all', params: { of: [urgent, { type: 'may', params: director }] } },
      'invalid_shape guard.params.of',
    ],
    ['nobody who may', all(urgent, urgent), 'missing_guard chart.states.checking.on.APPROVE'],
    [
      'who may as one of several that are enough',
      { type: 'any', params: { of: [{ type: 'may', params: director }, urgent] } },
      'invalid_shape guard.params.of.0',
    ],
    ['a role that there is not', when({ as: 'moon' }, urgent), 'unknown_role guard.params.of.0.params.as'],
    ['five deep', when(director, not(not(not(not(urgent))))), 'too_large guard.params.of.1'],
  ])('refuses %s', (_, guard, expected) => {
    expect(told(guarded(guard)).join('\n')).toContain(expected)
  })

  test('belongs to what people do: who may cannot stand in the condition of an automatic transition', () => {
    const procedure = guarded(when(director, urgent))
    const { states } = procedure.chart
    if (states.other) states.other.always = { target: 'ended', guard: when(director, urgent), meta }
    expect(problems(procedure).map(({ code }) => code)).toContain('unknown_guard')
  })

  test('is of the second language, and so is a comparison: the first says so', () => {
    const chart = procedureOf(guarded(when(director, urgent)).chart).chart
    const first: Procedure = { ...procedureOf(chart), form: guarded(when(director, urgent)).form }
    const codes = problems(first).map(({ code, message }) => `${code} ${message.th}`)
    expect(codes).toContain('unknown_guard ภาษารุ่น 1 กำหนดเงื่อนไขให้สิ่งที่คนทำไม่ได้ ต้องใช้ภาษารุ่น 2')
    expect(codes).toContain('unknown_guard ภาษารุ่น 1 ไม่มีเงื่อนไข "is" ต้องใช้ภาษารุ่น 2')
  })

  test('and who may each say where they come from, and the whole says nothing', () => {
    const procedure = guarded(when(director, urgent))
    const marked = (change: (guard: { params: { of: object[] } }) => void) => {
      const made = structuredClone(procedure)
      const [approve] = [made.chart.states.checking?.on?.APPROVE ?? []].flat()
      change(approve?.guard as never)
      return told(made)
    }
    expect(marked(() => {})).toEqual([])
    expect(marked(({ params }) => Object.assign(params.of[1] ?? {}, { source: undefined }))).toEqual([
      'missing_provenance guard.params.of.1.source',
    ])
    expect(marked((guard) => Object.assign(guard, { source: 'added' }))).toEqual(['unknown_key guard.source'])
  })

  test('comes back from a file as it went out, with its roles, and nothing of it is renamed or dropped', () => {
    const procedure = guarded(when({ as: 'auditor', within: 'office' }, urgent))
    const { json, renamed, dropped, added } = procedureAroundChart(
      JSON.parse(JSON.stringify(procedure.chart)),
      procedure,
    )
    expect(json.chart).toEqual(procedure.chart)
    expect([renamed, dropped, added.roles]).toEqual([[], [], ['auditor']])
    expect(problems(json)).toEqual([])
  })
})

describe('a loop of automatic transitions', () => {
  const looped = (there: Condition, back: Condition) => {
    const procedure = guarded(when(director, urgent))
    const { states } = procedure.chart
    const mark = { clause: '(๑)', source: 'added' as const }
    const on = (target: string, guard: Condition) => ({ target, guard: { ...guard, ...mark } as Guard, meta })
    states.sorting = { meta, always: [on('passing', there), to('ended', { guard: undefined })] }
    states.passing = { meta, always: [on('sorting', back), to('ended', { guard: undefined })] }
    return problems(procedure).map(({ code }) => code)
  }
  const from = (value: string) => is({ field: 'due', test: 'atLeast', value })
  const until = (value: string) => is({ field: 'due', test: 'atMost', value })

  test('that two stretches of days without a common day would close is none', () => {
    expect(looped(from('2027-06-01'), until('2027-05-31'))).toEqual([])
    expect(looped(from('2027-06-01'), is({ field: 'due', test: 'empty' }))).toEqual([])
    expect(looped(from('2027-06-01'), not(from('2027-01-01')))).toEqual([])
  })

  test('that one day closes is one', () => {
    expect(looped(from('2027-06-01'), until('2027-06-01'))).toContain('endless_loop')
    expect(looped(from('2027-06-01'), from('2027-01-01'))).toContain('endless_loop')
    expect(looped(is({ field: 'due', test: 'empty' }), not(from('2027-01-01')))).toContain('endless_loop')
  })
})
