import { describe, expect, test } from '@jest/globals'
import { createMachine } from 'xstate'
import { offices, standard } from '../../../machines/offices/offices.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { namedChart, procedureAroundChart } from '../../../machines/procedure/import-chart.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { raised } from '../../../machines/procedure/provenance.ts'
import { choiceOf } from '../../support/proving.ts'

const owner = { id: 'cmi3.imported', office: 'cmi3' }
// biome-ignore lint/suspicious/noExplicitAny: what a file holds has no certain shape
const around = (config: object): any => ({
  ...procedureAroundChart(structuredClone(config) as never).json,
  ...owner,
})
const chartOf = (config: object) => around(config).chart

describe('a chart that this product exported', () => {
  test.each([...offices.flatMap(({ procedures }) => procedures), standard])(
    '($id) is taken as it is',
    (procedure) => {
      expect(chartOf(procedure.chart)).toEqual(procedure.chart)
      expect(JSON.stringify(chartOf(procedure.chart))).toBe(JSON.stringify(procedure.chart))
    },
  )

  test('of an office brings the roles and deadlines that it names', () => {
    const [cmi3] = offices
    const imported = around(cmi3?.procedures[0]?.chart ?? {})
    const { roles, deadlines } = imported as { roles: { id: string }[]; deadlines: { id: string }[] }
    expect(roles.map(({ id }) => id)).toEqual(expect.arrayContaining(['groupDirector', 'webmaster']))
    expect(deadlines.map(({ id }) => id)).toEqual(['publishUntil'])
    expect(checkProcedure(imported)).toMatchObject({ ok: true })
  })
})

describe('a chart whose parts say where they come from', () => {
  const second = raised(standard) as Procedure
  const { chart } = second

  test('keeps its language as a new procedure, with all that it says', () => {
    const imported = around(namedChart(chart, { procedure: 'x.y', version: 1, hash: 'a'.repeat(64) }))
    expect(imported.language).toBe(2)
    expect(JSON.stringify(imported.chart)).toBe(JSON.stringify(chart))
    expect(checkProcedure(imported)).toMatchObject({ ok: true })
  })

  test('takes what stands around it to its language, which was the first', () => {
    const { json } = procedureAroundChart(chart as never, standard)
    expect(json).toEqual(second)
  })

  test('is none where a field of an event is added: the first language could say that', () => {
    const first = structuredClone(standard)
    const publish = choiceOf(first, 'webReview', 'PUBLISH')
    publish.meta.needs = [
      {
        field: 'channel',
        type: 'text',
        title: { th: 'ช่องทาง', en: 'Channel' },
        required: false,
        source: 'added',
      },
    ]
    const imported = around(first.chart)
    expect(imported).not.toHaveProperty('language')
    expect(JSON.stringify(imported.chart)).toBe(JSON.stringify(first.chart))
  })
})

test('what a chart says of itself is kept, but for the version that the file was exported from', () => {
  const states = { a: { type: 'final' } }
  const prakat = { version: 3 }
  expect(chartOf({ meta: { prakat, office: 'cmi3' }, initial: 'a', states }).meta).toEqual({ office: 'cmi3' })
  expect(chartOf({ meta: { prakat }, initial: 'a', states })).not.toHaveProperty('meta')
})

test('the shorthands of XState for actions and tags are taken, at steps and at transitions', () => {
  const chart = chartOf({
    id: 'short',
    initial: 'a',
    states: {
      a: { tags: 'editable', exit: 'startAgain', on: { SEND: { target: 'b', actions: ['freeze'] } } },
      b: { tags: 'public', on: { BACK: { target: 'a', actions: 'startAgain' } } },
    },
  })
  expect(chart.states.a).toMatchObject({
    tags: ['editable'],
    exit: { type: 'startAgain' },
    on: { SEND: { actions: [{ type: 'freeze' }] } },
  })
  expect(chart.states.b).toMatchObject({
    tags: ['public'],
    on: { BACK: { actions: { type: 'startAgain' } } },
  })
  const problems = checkProcedure(around(chart))
  const places = problems.ok ? [] : problems.problems.map(({ place }) => place)
  expect(places.filter((place) => /actions|tags|exit/.test(place))).toEqual([])
})

test('an action that there is not is refused by its name, written short or long', () => {
  const checked = checkProcedure(around({ initial: 'a', states: { a: { entry: 'launch' } } }))
  expect(checked.ok).toBe(false)
  expect(JSON.stringify(checked)).toContain('entry')
})

describe('a chart that was drawn in Stately Studio', () => {
  const drawn = {
    context: {},
    id: 'Leave request',
    initial: 'Waiting for approval',
    states: {
      'Waiting for approval': {
        on: {
          'leave.approve': [{ target: 'Approved', actions: [] }],
          reject: 'ไม่อนุมัติ',
          escalate: { target: '#Leave request.Deep.inner' },
        },
        after: { '259200000': { target: 'Approved' } },
      },
      Approved: { type: 'final' },
      ไม่อนุมัติ: { type: 'final', description: 'ไม่อนุมัติ' },
      Deep: { initial: 'inner', states: { inner: { always: { target: '#Leave request.Approved' } } } },
    },
  }

  test('keeps its shape under names that this product takes, and its words as titles', () => {
    const chart = chartOf(drawn)
    const names = Object.keys(chart.states)
    expect(names.slice(0, 2)).toEqual(['Waiting-for-approval', 'Approved'])
    expect(names[2]).toMatch(/^step-[0-9a-f]{10}$/)
    const waiting = chart.states['Waiting-for-approval']
    expect(waiting.meta).toEqual({
      ...{ title: { th: 'Waiting for approval', en: 'Waiting for approval' } },
      ...{ clause: 'ยังไม่ได้ระบุข้อ', source: 'added' },
    })
    expect(waiting.on).toMatchObject({
      LEAVE_APPROVE: [{ target: 'Approved' }],
      REJECT: { target: names[2] },
      ESCALATE: { target: '#Leave-request.Deep.inner' },
    })
    expect(chart.states[names[2] ?? ''].meta.title.th).toBe('ไม่อนุมัติ')
    expect('context' in chart).toBe(false)
    expect(() => createMachine(chart as never)).not.toThrow()
  })

  test('has its whole days as deadlines, and lacks only what nobody can guess: who may', () => {
    const imported = around(drawn)
    expect((imported as { deadlines: unknown }).deadlines).toEqual([
      { id: 'days3', kind: 'days', days: 3, working: false, title: { th: '3 วัน', en: '3 calendar days' } },
    ])
    const checked = checkProcedure(imported)
    expect(checked.ok ? [] : checked.problems.map(({ code, place }) => [code, place])).toEqual([
      ['missing_guard', 'chart.states.Waiting-for-approval.on.LEAVE_APPROVE.0'],
      ['missing_guard', 'chart.states.Waiting-for-approval.on.REJECT'],
      ['missing_guard', 'chart.states.Waiting-for-approval.on.ESCALATE'],
    ])
  })

  test.each([
    ['two names that would become one', { 'a b': {}, 'a-b': {} }, 'chart.states.a b'],
    ['a delay of minutes', { a: { after: { '60000': 'a' } } }, 'chart.states.a.after.60000'],
    ['a wildcard', { a: { on: { '*': 'a' } } }, 'chart.states.a.on.*'],
    ["the engine's events", { a: { on: { 'xstate.init': 'a' } } }, 'chart.states.a.on.xstate.init'],
    ['an actor', { a: { invoke: { src: 'x' } } }, 'chart.states.a.invoke'],
    ['several targets', { a: { on: { GO: { target: ['a', 'b'] } } } }, 'chart.states.a.on.GO.target'],
  ])('is refused by name where it means what this product cannot do: %s', (_, states, place) => {
    const checked = checkProcedure(around({ initial: 'a', states }))
    expect(checked.ok ? [] : checked.problems.map((problem) => problem.place)).toContain(place)
  })
})
