import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { cmi3Publication as shippedCmi3 } from '../../../machines/offices/cmi3/publication.ts'
import { standardPublication } from '../../../machines/offices/standard/publication.ts'
import { yst2Publication as shippedYst2 } from '../../../machines/offices/yst2/publication.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { compile } from '../../../machines/run/compile.ts'
import { begin, restore, step, transitionsHere } from '../../../machines/run/step.ts'
import { beginning, holding, meta, now, owner } from '../../support/small-chart.ts'
import { inFirstLanguage } from '../../support/unmarked.ts'

// What is written into it here says nothing of where it comes from: `provenance.test.ts` tries that.
const cmi3Publication = inFirstLanguage(shippedCmi3)
const yst2Publication = inFirstLanguage(shippedYst2)

// biome-ignore lint/suspicious/noExplicitAny: these tests write what the types forbid
type Anything = any

/** A sound procedure in which one thing is broken. */
const broken = (breakIt: (procedure: Anything, states: Anything) => unknown): unknown => {
  const procedure = structuredClone(cmi3Publication) as Anything
  breakIt(procedure, procedure.chart.states)
  return procedure
}
const problemsOf = (given: unknown) => {
  const checked = checkProcedure(given)
  return checked.ok ? [] : checked.problems
}
const placesOf = (given: unknown) => problemsOf(given).map(({ place, code }) => `${code} ${place}`)
const text = { th: 'ทดสอบ', en: 'Test' }

test('a sound procedure passes, and comes back as it was', () => {
  expect(checkProcedure(structuredClone(cmi3Publication))).toEqual({ ok: true, procedure: cmi3Publication })
})

type Case = [
  what: string,
  refusal: string,
  breakIt: (procedure: Anything, states: Anything) => unknown,
  /** A part of the message in both languages: the name that is wrong. */
  named?: string,
]

const names: Case[] = [
  [
    'a guard that nobody knows',
    'unknown_guard chart.states.drafting.on.PROPOSE.guard.type',
    (_, s) => {
      s.drafting.on.PROPOSE.guard = { type: 'isAdmin' }
    },
    'isAdmin',
  ],
  [
    'a guard by its bare name',
    'unknown_guard chart.states.drafting.on.PROPOSE.guard',
    (_, s) => {
      s.drafting.on.PROPOSE.guard = 'may'
    },
    'may',
  ],
  [
    'a guard in the second of two transitions',
    'unknown_guard chart.states.drafting.on.PROPOSE.1.guard.type',
    (_, s) => {
      const first = s.drafting.on.PROPOSE
      s.drafting.on.PROPOSE = [first, { ...first, guard: { type: 'never' } }]
    },
    'never',
  ],
  [
    'the guard "may" on what happens by itself',
    'unknown_guard chart.states.published.after.publishUntil.guard',
    (_, s) => {
      s.published.after.publishUntil.guard = { type: 'may', params: { as: 'webmaster' } }
    },
  ],
  [
    'an action that nobody knows',
    'unknown_action chart.states.drafting.on.PROPOSE.actions.type',
    (_, s) => {
      s.drafting.on.PROPOSE.actions = { type: 'sendMail' }
    },
    'sendMail',
  ],
  [
    'an action in a list',
    'unknown_action chart.states.drafting.on.PROPOSE.actions.1.type',
    (_, s) => {
      s.drafting.on.PROPOSE.actions = [{ type: 'freeze' }, { type: 'sendMail' }]
    },
    'sendMail',
  ],
  [
    'an action on entry',
    'unknown_action chart.states.drafting.entry.0.type',
    (_, s) => {
      s.drafting.entry = [{ type: 'sendMail' }]
    },
    'sendMail',
  ],
  [
    'an action by its bare name',
    'unknown_action chart.states.drafting.exit',
    (_, s) => {
      s.drafting.exit = 'freeze'
    },
    'freeze',
  ],
  [
    'an engine action in disguise',
    'unknown_action chart.states.drafting.entry.type',
    (_, s) => {
      s.drafting.entry = { type: 'xstate.raise', params: { event: { type: 'PUBLISH' } } }
    },
    'xstate.raise',
  ],
  [
    'a deadline that nobody knows',
    'unknown_delay chart.states.published.after.retention',
    (_, s) => {
      s.published.after.retention = s.published.after.publishUntil
    },
    'retention',
  ],
  [
    'a deadline in milliseconds',
    'unknown_delay chart.states.published.after.1000',
    (_, s) => {
      s.published.after['1000'] = s.published.after.publishUntil
    },
    '1000',
  ],
  [
    'a role that nobody has',
    'unknown_role chart.states.certification.on.CERTIFY.guard.params.as',
    (_, s) => {
      s.certification.on.CERTIFY.guard.params.as = 'king'
    },
    'king',
  ],
  [
    'a role among others',
    'unknown_role chart.states.certification.on.CERTIFY.guard.params.as',
    (_, s) => {
      s.certification.on.CERTIFY.guard.params.as = ['groupDirector', 'king']
    },
    'king',
  ],
  [
    'a role that is to be told',
    'unknown_role chart.states.drafting.entry.params.whom',
    (_, s) => {
      s.drafting.entry = { type: 'notify', params: { whom: 'king', of: text } }
    },
    'king',
  ],
  [
    'a target',
    'unknown_target chart.states.drafting.on.PROPOSE.target',
    (_, s) => {
      s.drafting.on.PROPOSE.target = 'paradise'
    },
    'paradise',
  ],
  [
    'a target by id',
    'unknown_target chart.states.drafting.on.PROPOSE.target',
    (_, s) => {
      s.drafting.on.PROPOSE.target = '#paradise'
    },
    '#paradise',
  ],
  [
    'a target inside a step that has none',
    'unknown_target chart.states.drafting.on.PROPOSE.target',
    (_, s) => {
      s.drafting.on.PROPOSE.target = 'certification.inner'
    },
    'certification.inner',
  ],
  [
    'a target of a deadline',
    'unknown_target chart.states.published.after.publishUntil.target',
    (_, s) => {
      s.published.after.publishUntil.target = 'paradise'
    },
    'paradise',
  ],
  [
    'a target named like what every object has',
    'unknown_target chart.states.drafting.on.PROPOSE.target',
    (_, s) => {
      s.drafting.on.PROPOSE.target = 'constructor'
    },
    'constructor',
  ],
  [
    'a sibling of the chart itself, where XState wants ".drafting"',
    'unknown_target chart.on.RESTART.target',
    (p, s) => {
      p.chart.on = { RESTART: { ...s.drafting.on.PROPOSE, target: 'drafting' } }
    },
    'drafting',
  ],
  [
    'an earlier decision that no event makes',
    'unknown_event chart.states.certification.on.CERTIFY.guard.params.notBy',
    (_, s) => {
      s.certification.on.CERTIFY.guard.params.notBy = ['SUBMIT']
    },
    'SUBMIT',
  ],
  [
    'a field of the form that is needed',
    'unknown_field chart.states.drafting.on.PROPOSE.meta.needs.0.field',
    (_, s) => {
      s.drafting.on.PROPOSE.meta.needs = [{ field: 'budget' }]
    },
    'budget',
  ],
  [
    'a field that a deadline waits for',
    'unknown_field deadlines.0.field',
    (p) => {
      p.deadlines[0].field = 'endOfTime'
    },
    'endOfTime',
  ],
  [
    'a field that an automatic transition asks for',
    'unknown_field chart.states.certification.always.guard.params.field',
    (_, s) => {
      s.certification.always = {
        target: 'handover',
        guard: { type: 'asked', params: { field: 'colour', value: 'red' } },
        meta,
      }
    },
    'colour',
  ],
]

const events: Case[] = [
  ...[
    'xstate.done',
    'xstate.after.1000.x',
    'xstate.stop',
    'done.state.x',
    '*',
    'propose',
    'PROPOSE.*',
    '',
    'เสนอ',
    'A B',
    '9A',
  ].map(
    (name): Case => [
      `the event ${JSON.stringify(name)}`,
      `reserved_event chart.states.drafting.on.${name}`,
      (_, s) => {
        s.drafting.on[name] = s.drafting.on.PROPOSE
      },
      name,
    ],
  ),
  [
    'an event that is kept apart from a reserved one',
    'invalid_shape chart.states.certification.on.CERTIFY.guard.params.notBy.0',
    (_, s) => {
      s.certification.on.CERTIFY.guard.params.notBy = ['xstate.init']
    },
    'xstate.init',
  ],
]

const keys: Case[] = (
  [
    ['foo', (p) => p],
    ['order.foo', (p) => p.order],
    ['roles.0.foo', (p) => p.roles[0]],
    ['form.1.foo', (p) => p.form[1]],
    ['deadlines.0.foo', (p) => p.deadlines[0]],
    ['title.foo', (p) => p.title],
    ['chart.foo', (p) => p.chart],
    ['chart.states.drafting.foo', (_, s) => s.drafting],
    ['chart.states.drafting.meta.foo', (_, s) => s.drafting.meta],
    ['chart.states.drafting.on.PROPOSE.foo', (_, s) => s.drafting.on.PROPOSE],
    ['chart.states.drafting.on.PROPOSE.meta.foo', (_, s) => s.drafting.on.PROPOSE.meta],
    ['chart.states.drafting.on.PROPOSE.actions.foo', (_, s) => s.drafting.on.PROPOSE.actions],
    ['chart.states.certification.on.CERTIFY.guard.foo', (_, s) => s.certification.on.CERTIFY.guard],
    [
      'chart.states.certification.on.CERTIFY.guard.params.foo',
      (_, s) => s.certification.on.CERTIFY.guard.params,
    ],
    [
      'chart.states.certification.on.CERTIFY.meta.needs.0.foo',
      (_, s) => s.certification.on.CERTIFY.meta.needs[0],
    ],
    [
      'chart.states.certification.on.CERTIFY.meta.needs.0.items.1.foo',
      (_, s) => s.certification.on.CERTIFY.meta.needs[0].items[1],
    ],
    [
      'chart.states.screening.on.REFUSE.meta.needs.0.grounds.2.foo',
      (_, s) => s.screening.on.REFUSE.meta.needs[0].grounds[2],
    ],
    [
      'chart.states.screening.on.REFUSE.actions.1.params.foo',
      (_, s) => s.screening.on.REFUSE.actions[1].params,
    ],
    ['chart.states.handover.on.HAND_OVER.meta.needs.0.foo', (_, s) => s.handover.on.HAND_OVER.meta.needs[0]],
    ['chart.states.published.after.publishUntil.foo', (_, s) => s.published.after.publishUntil],
  ] as [string, (procedure: Anything, states: Anything) => Anything][]
).map(
  ([place, at]): Case => [
    `a key at ${place}`,
    `unknown_key ${place}`,
    (p, s) => {
      at(p, s).foo = 1
    },
    'foo',
  ],
)

const engineKeys: Case[] = ['invoke', 'context', 'data', 'output', 'cond', 'activities', 'route'].map(
  (key) => [
    `XState's own ${key}`,
    `unknown_key chart.states.drafting.${key}`,
    (_, s) => {
      s.drafting[key] = {}
    },
    key,
  ],
)

const shapes: Case[] = [
  [
    'a transition without a title',
    'invalid_shape chart.states.drafting.on.PROPOSE.meta.title',
    (_, s) => delete s.drafting.on.PROPOSE.meta.title,
  ],
  [
    'a transition without the English of its title',
    'invalid_shape chart.states.drafting.on.PROPOSE.meta.title.en',
    (_, s) => delete s.drafting.on.PROPOSE.meta.title.en,
  ],
  [
    'an empty title',
    'invalid_shape chart.states.drafting.on.PROPOSE.meta.title.th',
    (_, s) => {
      s.drafting.on.PROPOSE.meta.title.th = ''
    },
  ],
  [
    'a transition without a clause',
    'invalid_shape chart.states.drafting.on.PROPOSE.meta.clause',
    (_, s) => delete s.drafting.on.PROPOSE.meta.clause,
  ],
  [
    'a transition without a source',
    'invalid_shape chart.states.drafting.on.PROPOSE.meta.source',
    (_, s) => delete s.drafting.on.PROPOSE.meta.source,
  ],
  [
    'a source that is neither the document nor added',
    'invalid_shape chart.states.drafting.on.PROPOSE.meta.source',
    (_, s) => {
      s.drafting.on.PROPOSE.meta.source = 'invented'
    },
    'invented',
  ],
  [
    'a transition without any words',
    'invalid_shape chart.states.drafting.on.PROPOSE.meta',
    (_, s) => delete s.drafting.on.PROPOSE.meta,
  ],
  [
    'a deadline’s transition without a clause',
    'invalid_shape chart.states.published.after.publishUntil.meta.clause',
    (_, s) => delete s.published.after.publishUntil.meta.clause,
  ],
  ['a step without words', 'invalid_shape chart.states.drafting.meta', (_, s) => delete s.drafting.meta],
  [
    'a step without a clause',
    'invalid_shape chart.states.drafting.meta.clause',
    (_, s) => delete s.drafting.meta.clause,
  ],
  [
    'a name with a dot',
    'invalid_shape chart.states.a.b',
    (_, s) => {
      s['a.b'] = s.takenDown
    },
    'a.b',
  ],
  [
    'a tag that means nothing',
    'invalid_shape chart.states.drafting.tags.0',
    (_, s) => {
      s.drafting.tags = ['hidden']
    },
    'hidden',
  ],
  [
    'a list of transitions with nothing in it',
    'invalid_shape chart.states.drafting.on.PROPOSE',
    (_, s) => {
      s.drafting.on.PROPOSE = []
    },
  ],
  [
    'a bare target',
    'invalid_shape chart.states.drafting.on.PROPOSE',
    (_, s) => {
      s.drafting.on.PROPOSE = 'certification'
    },
    'certification',
  ],
  [
    'two targets',
    'invalid_shape chart.states.drafting.on.PROPOSE.target',
    (_, s) => {
      s.drafting.on.PROPOSE.target = ['certification', 'handover']
    },
  ],
  [
    'a checklist with nothing on it',
    'invalid_shape chart.states.certification.on.CERTIFY.meta.needs.0.items',
    (_, s) => {
      s.certification.on.CERTIFY.meta.needs[0].items = []
    },
  ],
  [
    'a day that does not exist',
    'invalid_shape order.date',
    (p) => {
      p.order.date = '2026-02-30'
    },
    '2026-02-30',
  ],
  [
    'a deadline of another kind',
    'invalid_shape deadlines.0.kind',
    (p) => {
      p.deadlines[0] = { id: 'x', kind: 'hours' }
    },
    'hours',
  ],
  [
    'a deadline of half a day',
    'invalid_shape deadlines.0.days',
    (p) => {
      p.deadlines[0] = { id: 'x', kind: 'days', days: 0.5, working: true, title: text }
    },
  ],
  ['no chart', 'invalid_shape chart', (p) => delete p.chart],
  ['no id', 'invalid_shape id', (p) => delete p.id],
  [
    'no roles',
    'invalid_shape roles',
    (p) => {
      p.roles = []
    },
  ],
  [
    'a final step with steps inside',
    'invalid_shape chart.states.takenDown.type',
    (_, s) => {
      s.takenDown.states = { inner: { meta } }
    },
  ],
  [
    'a parallel step with nothing inside',
    'invalid_shape chart.states.drafting.type',
    (_, s) => {
      s.drafting.type = 'parallel'
    },
  ],
  [
    'an onDone where nothing can be done',
    'invalid_shape chart.states.drafting.onDone',
    (_, s) => {
      s.drafting.onDone = { target: 'handover', meta }
    },
  ],
  [
    'a target on a step that is no history',
    'invalid_shape chart.states.drafting.target',
    (_, s) => {
      s.drafting.target = 'handover'
    },
  ],
  [
    'an event on a history step',
    'invalid_shape chart.states.back.on',
    (_, s) => {
      s.back = { type: 'history', meta, on: { PROPOSE: s.drafting.on.PROPOSE } }
    },
  ],
]

/** Where a field that is added to the form stands. */
const next = cmi3Publication.form.length
const lists: Case[] = [
  [
    'two roles of one id',
    'duplicate_name roles.2.id',
    (p) => p.roles.push({ ...p.roles[0] }),
    'groupDirector',
  ],
  [
    'a role called owner, which is built in',
    'duplicate_name roles.2.id',
    (p) => p.roles.push({ ...p.roles[0], id: 'owner' }),
    'owner',
  ],
  [
    'two fields of one name',
    `duplicate_name form.${next}.name`,
    (p) => p.form.push({ ...p.form[1] }),
    'body',
  ],
  [
    'two deadlines of one id',
    'duplicate_name deadlines.1.id',
    (p) => p.deadlines.push({ ...p.deadlines[0] }),
    'publishUntil',
  ],
  [
    'two categories of one id',
    'duplicate_name categories.1.id',
    (p) => {
      p.categories = [
        { id: '1.1', number: '๑.๑', title: text },
        { id: '1.1', number: '๑.๒', title: text },
      ]
    },
    '1.1',
  ],
  [
    'two steps of one id',
    'duplicate_name chart.states.withdrawn.id',
    (_, s) => {
      s.withdrawn.id = 'takenDown'
    },
    'takenDown',
  ],
  [
    'a step with the id of the chart',
    'duplicate_name chart.states.withdrawn.id',
    (_, s) => {
      s.withdrawn.id = 'cmi3-publication'
      for (const x of Object.values(s) as Anything[]) delete x.on?.WITHDRAW
    },
    'cmi3-publication',
  ],
  ...['type', 'note', 'reasons', 'checked', 'publishUntil', 'revision', 'signature'].map(
    (name): Case => [
      `a field of the form called ${name}`,
      `reserved_field form.${next}.name`,
      (p) => p.form.push({ name, type: 'text', title: text, required: false }),
      name,
    ],
  ),
  [
    'a field of an event called type',
    'reserved_field chart.states.drafting.on.PROPOSE.meta.needs.0.field',
    (_, s) => {
      s.drafting.on.PROPOSE.meta.needs = [{ field: 'type', type: 'text', title: text, required: true }]
    },
    'type',
  ],
  ['a form without a title', 'missing_field form', (p) => p.form.shift()],
  [
    'a choice among nothing',
    `missing_field form.${next}.options`,
    (p) => p.form.push({ name: 'kind', type: 'select', title: text, required: true }),
  ],
]

const flow: Case[] = [
  ['no first step', 'missing_initial chart.initial', (p) => delete p.chart.initial],
  [
    'a first step that is not there',
    'missing_initial chart.initial',
    (p) => {
      p.chart.initial = 'dreaming'
    },
  ],
  [
    'no first step inside a step',
    'missing_initial chart.states.drafting.initial',
    (_, s) => {
      s.drafting.states = { writing: { meta } }
    },
  ],
  [
    'a first step of a step that has none',
    'missing_initial chart.states.drafting.initial',
    (_, s) => {
      s.drafting.initial = 'writing'
    },
  ],
  [
    'a history as the first step',
    'missing_initial chart.initial',
    (p, s) => {
      s.back = { type: 'history', meta }
      p.chart.initial = 'back'
    },
  ],
  [
    'histories that point at each other',
    'unknown_target chart.states.back.target',
    (_, s) => {
      s.back = { type: 'history', meta, target: 'back' }
    },
  ],
  [
    'a choice that says nothing of who may take it',
    'missing_guard chart.states.drafting.on.PROPOSE',
    (_, s) => delete s.drafting.on.PROPOSE.guard,
  ],
  [
    'a choice whose guard is about a field only',
    'missing_guard chart.states.drafting.on.PROPOSE',
    (_, s) => {
      s.drafting.on.PROPOSE.guard = { type: 'asked', params: { field: 'title', value: 'x' } }
    },
  ],
  [
    'a dead end',
    'dead_end chart.states.handover',
    (_, s) => {
      s.handover.on.HAND_OVER.target = 'handover'
      delete s.handover.on.WITHDRAW
    },
  ],
  [
    'steps that lead only to each other',
    'dead_end chart.states.a',
    (_, s) => {
      s.handover.on.WANDER = { ...s.drafting.on.PROPOSE, target: 'a' }
      s.a = { meta, on: { GO: { ...s.drafting.on.PROPOSE, target: 'b' } } }
      s.b = { meta, on: { GO: { ...s.drafting.on.PROPOSE, target: 'a' } } }
    },
  ],
  [
    'a dead end inside one of two regions',
    'dead_end chart.states.handover.states.left.states.stuck',
    (_, s) => {
      const { on } = s.handover
      s.handover = {
        meta,
        type: 'parallel',
        onDone: { target: 'screening', meta },
        states: {
          left: { meta, initial: 'stuck', states: { stuck: { meta }, done: { meta, type: 'final' } } },
          right: {
            meta,
            initial: 'open',
            states: {
              open: { meta, on: { DONE: { ...on.HAND_OVER, target: 'done' } } },
              done: { meta, type: 'final' },
            },
          },
        },
      }
    },
  ],
  [
    'a dead end that only a history leads to',
    'dead_end chart.states.handover.states.trap',
    (_, s) => {
      const { HAND_OVER } = s.handover.on
      s.handover = {
        meta,
        initial: 'open',
        states: {
          open: { meta, on: { HAND_OVER: { ...HAND_OVER, target: '#cmi3-publication.screening' } } },
          trap: { meta },
          back: { type: 'history', meta },
        },
      }
    },
  ],
  [
    'an end of an inner step that nobody takes notice of',
    'dead_end chart.states.handover.states.done',
    (_, s) => {
      const { HAND_OVER } = s.handover.on
      const out = { ...HAND_OVER, target: '#cmi3-publication.screening' }
      s.handover = {
        meta,
        initial: 'open',
        states: {
          open: { meta, on: { DONE: { ...HAND_OVER, target: 'done' }, OUT: out } },
          done: { meta, type: 'final' },
        },
      }
    },
  ],
  [
    'a completion of a step around a step, which XState does not raise',
    'dead_end chart.states.handover.states.inner.states.done',
    (_, s) => {
      const { HAND_OVER } = s.handover.on
      const inner = {
        meta,
        initial: 'open',
        states: {
          open: { meta, on: { DONE: { ...HAND_OVER, target: 'done' } } },
          done: { meta, type: 'final' },
        },
      }
      s.handover = { meta, initial: 'inner', states: { inner }, onDone: { target: 'screening', meta } }
    },
  ],
  [
    'two steps that pass a request to and fro',
    'endless_loop chart.states.handover.always',
    (_, s) => {
      s.handover.always = { target: 'screening', meta }
      s.screening.always = { target: 'handover', meta }
    },
  ],
  [
    'an automatic transition from a step to itself',
    'endless_loop chart.states.handover.always',
    (_, s) => {
      s.handover.always = { meta }
    },
  ],
  [
    'an automatic transition of the chart itself',
    'endless_loop chart.always',
    (p) => {
      p.chart.always = {
        target: '.handover',
        meta,
        guard: { type: 'asked', params: { field: 'title', value: 'x' } },
      }
    },
  ],
  [
    'a completion that begins the same step again, done at once',
    'endless_loop chart.states.handover.states.done',
    (_, s) => {
      s.handover = {
        on: s.handover.on,
        meta,
        initial: 'done',
        states: { done: { meta, type: 'final' } },
        onDone: { target: 'handover', meta },
      }
    },
  ],
]

/** Only these two languages are read: the Thai one must have Thai letters, the English one none. */
const inBothLanguages = (given: unknown) => {
  for (const { message } of problemsOf(given)) {
    expect(message.th).toMatch(/[ก-๙]/)
    expect(message.en.replaceAll(/"[^"]*"/g, '')).not.toMatch(/[ก-๙]/)
  }
}

describe.each([
  { kind: 'a name that means nothing', cases: names },
  { kind: 'an event that is not an official’s', cases: events },
  { kind: 'an unknown key', cases: [...keys, ...engineKeys] },
  { kind: 'a wrong shape', cases: shapes },
  { kind: 'lists and fields', cases: lists },
  { kind: 'a wrong flow', cases: flow },
])('refuses $kind:', ({ cases }) => {
  test.each(cases.map(([what, refusal, breakIt, named]) => ({ what, refusal, breakIt, named })))(
    '$what → $refusal',
    ({ refusal, breakIt, named }) => {
      const given = broken(breakIt)
      expect(placesOf(given)).toContain(refusal)
      inBothLanguages(given)
      const problem = problemsOf(given).find((one) => `${one.code} ${one.place}` === refusal)
      if (named !== undefined)
        for (const language of ['th', 'en'] as const)
          expect(problem?.message[language]).toContain(`"${named}"`)
    },
  )
})

test('names every fault of a kind at once, each at its place, and nothing that is sound', () => {
  const given = broken((p, s) => {
    s.drafting.on.PROPOSE.guard.params.as = 'king'
    s.handover.on.HAND_OVER.target = 'paradise'
    p.roles.push({ ...p.roles[0] })
  })
  expect(placesOf(given).sort()).toEqual([
    'duplicate_name roles.2.id',
    'unknown_role chart.states.drafting.on.PROPOSE.guard.params.as',
    'unknown_target chart.states.handover.on.HAND_OVER.target',
  ])
})

test('a broken transition is measured as what it is: one fault gives one refusal', () => {
  for (const [, refusal, breakIt] of [...names, ...keys, ...engineKeys])
    expect(placesOf(broken(breakIt))).toEqual([refusal])
})

describe('a hostile file', () => {
  const deep = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`) as unknown

  const strange = [null, undefined, 42, 'text', true, [], [cmi3Publication], () => 1, 10n, Symbol('x')]
  test.each(strange.map((given) => ({ given })))('that is no procedure ($given) is refused', ({ given }) => {
    expect(problemsOf(given)).toMatchObject([{ place: '', code: 'invalid_shape' }])
    inBothLanguages(given)
  })

  test.each([{ given: {} }, { given: new Date(0) }])(
    'with nothing in it is told everything that it lacks',
    ({ given }) => {
      expect(placesOf(given)).toEqual(Object.keys(cmi3Publication).map((key) => `invalid_shape ${key}`))
    },
  )

  test('of 10,000 levels is refused as too deep, wherever it stands', () => {
    for (const given of [
      deep(10_000),
      broken((p) => {
        p.chart.states.drafting.meta = deep(10_000)
      }),
    ])
      expect(placesOf(given)).toEqual(['too_deep '])
    inBothLanguages(deep(10_000))
  })

  test('that holds itself is refused and does not keep the check busy', () => {
    expect(
      placesOf(
        broken((p) => {
          p.chart.states.self = p.chart
          p.chart.states.other = p.chart
        }),
      ),
    ).toEqual(['too_large '])
  })

  test('of 5,000 states is refused by its weight, of 501 by their number; of 500 it passes', () => {
    const small = { title: { th: 'ก', en: 'a' }, clause: '๑', source: 'added' }
    const withSteps = (count: number) =>
      broken((_, s) => {
        const before = Object.keys(s).length
        for (let number = before; number < count; number += 1)
          s[`s${number}`] = { meta: small, always: { target: 'withdrawn', meta: small } }
      })
    expect(placesOf(withSteps(5000))).toEqual(['too_large '])
    expect(placesOf(withSteps(501))).toEqual(['too_large chart.states'])
    expect(placesOf(withSteps(500))).toEqual([])
    inBothLanguages(withSteps(501))
  })

  test('over 256 KiB is refused, counted in bytes and not in letters', () => {
    const filled = (letter: string, count: number) =>
      broken((p) => {
        p.order.laws = Array.from({ length: 50 }, () => 'x')
        p.padding = letter.repeat(count)
      })
    const [thai, latin] = [filled('ก', 100_000), filled('x', 100_000)]
    expect(placesOf(thai)).toEqual(['too_large '])
    expect(placesOf(latin)).toEqual(['unknown_key padding'])
    inBothLanguages(thai)
  })

  test.each([
    ['at the root', '', '__proto__'],
    ['in the chart', 'chart', 'chart.__proto__'],
    ['among the steps', 'chart.states', 'chart.states.__proto__'],
    ['among the events', 'chart.states.drafting.on', 'chart.states.drafting.on.__proto__'],
    [
      'in what a guard is told',
      'chart.states.drafting.on.PROPOSE.guard.params',
      'chart.states.drafting.on.PROPOSE.guard.params.__proto__',
    ],
  ])('with __proto__ %s is refused, and changes no prototype', (_, at, place) => {
    const given = broken((p) => {
      const holder = at
        .split('.')
        .filter(Boolean)
        .reduce((value: Anything, key) => value[key], p)
      Object.defineProperty(holder, '__proto__', { value: { polluted: true }, enumerable: true })
    })
    expect(placesOf(JSON.parse(JSON.stringify(given)))).toEqual([`unknown_key ${place}`])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test('with script in its titles is kept as the plain text that it is', () => {
    const script = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    const given = broken((p, s) => {
      p.title.th = script
      s.drafting.meta.title.th = script
      s.drafting.on.PROPOSE.meta.title.en = script
    }) as Procedure
    expect(checkProcedure(given)).toEqual({ ok: true, procedure: given })
  })

  test('of any JSON at all gets an answer', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        expect(checkProcedure(given).ok).toBe(false)
      }),
    )
  })

  test('that is a procedure with any JSON in any one place gets an answer, in both languages', () => {
    const places = everyPlace(cmi3Publication)
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ depthSize: 'small' }), (path, value) => {
        const given = structuredClone(cmi3Publication) as Anything
        const holder = path.slice(0, -1).reduce((inner: Anything, key) => inner[key], given)
        holder[path.at(-1) ?? ''] = value
        inBothLanguages(given)
      }),
      { numRuns: 300 },
    )
  })
})

function everyPlace(value: unknown, path: string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return [path]
  const inner = Object.entries(value).flatMap(([key, one]) => everyPlace(one, [...path, key]))
  return path.length > 0 ? [path, ...inner] : inner
}

describe('what passes the check', () => {
  const sources = [cmi3Publication, yst2Publication, standardPublication]
  const people = [
    owner,
    ...['groupDirector', 'officeDirector', 'webmaster', 'publicRelations'].map((role) =>
      holding(role, role, { group: 'ict' }),
    ),
  ]
  const change = fc.record({ at: fc.nat(), kind: fc.nat(9), name: fc.nat(), other: fc.nat() })

  test('runs: whatever is done to a chart, XState builds it, comes to rest in it and brings it back', () => {
    let sound = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.array(change, { minLength: 1, maxLength: 2 }),
        fc.array(fc.nat(), { maxLength: 15 }),
        (source, changes, walk) => {
          const procedure = structuredClone(source) as Anything
          for (const one of changes) disturb(procedure.chart, one)
          const checked = checkProcedure(JSON.parse(JSON.stringify(procedure)))
          if (!checked.ok) return
          sound += 1
          const compiled = compile(checked.procedure)
          let at = begin(compiled, beginning)
          for (const number of walk) {
            const here = transitionsHere(at.snapshot)
            const chosen = here[number % here.length]
            if (!chosen) return
            const fromTimer = chosen.eventType.startsWith('xstate.after.')
            const data = { publishUntil: '2027-01-01', channels: [number % 2 ? 'website' : 'board'] }
            for (const actor of fromTimer ? [null] : people) {
              const event = {
                type: chosen.eventType,
                at: now,
                actor,
                revision: 1,
                data,
                holidays: new Set<string>(),
              }
              const taken = step(compiled, at.snapshot, event, { fromTimer })
              if (taken.ok) at = taken
            }
            restore(compiled, JSON.parse(JSON.stringify(compiled.machine.getPersistedSnapshot(at.snapshot))))
          }
        },
      ),
      { numRuns: 400 },
    )
    // A generator whose charts were all refused would prove nothing.
    expect(sound).toBeGreaterThan(40)
  })
})

/** Changes one thing of a chart, sensibly or not. */
function disturb(
  chart: Anything,
  { at, kind, name, other }: { at: number; kind: number; name: number; other: number },
) {
  const nodes: Anything[] = []
  const collect = (node: Anything) => {
    nodes.push(node)
    for (const child of Object.values(node.states ?? {})) collect(child)
  }
  collect(chart)
  const names = [...new Set(nodes.flatMap((node) => Object.keys(node.states ?? {})))]
  const pick = <Item>(list: Item[], number: number) => list[number % list.length] as Item
  const one = pick(names, name)
  const target = pick(
    [one, `#${one}`, `.${one}`, '#takenDown', `#${chart.id}`, `#${chart.id}.${one}`, 'back'],
    other,
  )
  const guard = { type: pick(['asked', 'notAsked'], other), params: { field: 'title', value: 'x' } }
  const node = pick(nodes, at)
  const changes = [
    () => {
      node.type = pick(['parallel', 'final', 'compound', 'atomic'], other)
    },
    () => {
      node.always = { target, meta, ...(name % 2 && { guard }) }
    },
    () => {
      node.onDone = { target, meta }
    },
    () => {
      node.initial = one
    },
    () => {
      node.states ??= {}
      node.states.back = {
        type: 'history',
        meta,
        history: pick(['deep', 'shallow'], other),
        ...(name % 2 && { target: one }),
      }
    },
    () => {
      node.on = { ...node.on, EXTRA: { target, meta, guard: { type: 'may', params: { as: 'owner' } } } }
    },
    () => {
      node.after = { ...node.after, publishUntil: { target, meta } }
    },
    () => {
      if (node.states) delete node.states[pick(Object.keys(node.states), other)]
    },
    () => {
      node.on = { ...node.on, STAY: { meta, reenter: true, guard: { type: 'may', params: { as: 'owner' } } } }
    },
    () => {
      node.states = { ...node.states, extra: { meta, type: 'final' } }
      node.initial ??= 'extra'
    },
  ]
  pick(changes, kind)()
}
