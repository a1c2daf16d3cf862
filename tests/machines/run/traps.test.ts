import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type { Chart, Deadline } from '../../../machines/procedure/procedure.ts'
import { choices } from '../../../machines/run/choices.ts'
import { compile } from '../../../machines/run/compile.ts'
import { begin, isTimer, restore, type Taken, transitionsHere } from '../../../machines/run/step.ts'
import { type Actor, actsAs, type Context } from '../../../machines/run/vocabulary.ts'
import {
  backFrom,
  beginning,
  byOwner,
  compiledOf,
  end,
  holding,
  meta,
  now,
  owner,
  procedureOf,
  requestOn,
  stored,
  to,
} from '../../support/small-chart.ts'
import { cast, charts, machineOf, type OfficeChart, send, start } from '../offices/office-charts.ts'

const day = 86_400_000
const title = meta.title

describe('a deadline (after)', () => {
  const waiting = (deadline: Deadline) =>
    compiledOf(
      {
        id: 'waiting',
        initial: 'draft',
        states: {
          draft: { meta, on: { SEND: to('kept', { meta: { ...meta, needs: [fieldOfDay] } }) } },
          kept: {
            meta,
            on: { LEAVE: to('draft'), AGAIN: to('kept', { reenter: true }), STAY: to(undefined) },
            after: { retention: { target: 'gone', meta } },
          },
          gone: end,
        },
      },
      [deadline],
    )
  const fieldOfDay = { field: 'lastDay', type: 'date' as const, title, required: false }
  const days = (count: number | null): Deadline => ({
    ...{ id: 'retention', kind: 'days', days: count, working: false, title },
  })
  const untilDay: Deadline = { id: 'retention', kind: 'date', field: 'lastDay', title }
  const id = 'xstate.after.retention.waiting.kept'

  test('of ten years is a row with its date: it neither fires at once nor waits in memory', () => {
    const { first, take } = requestOn(waiting(days(3650)))
    const kept = take(first, { type: 'SEND' })
    expect(kept.snapshot.value).toBe('kept')
    expect(kept.timers).toEqual([{ id, dueAt: Date.parse('2036-11-17T17:00:00Z') }])
    expect((kept.timers[0]?.dueAt ?? 0) - now).toBeGreaterThan(2 ** 31)
  })

  test('is cancelled when the step is left, and set anew when it is entered anew', () => {
    const { first, take } = requestOn(waiting(days(30)))
    const kept = take(first, { type: 'SEND' })
    const left = take(kept, { type: 'LEAVE' })
    expect({ timers: left.timers, cancelled: left.cancelled }).toEqual({ timers: [], cancelled: [id] })
    const again = take(kept, { type: 'AGAIN', at: now + 10 * day })
    expect(again.cancelled).toEqual([id])
    expect(again.timers).toEqual([{ id, dueAt: (kept.timers[0]?.dueAt ?? 0) + 10 * day }])
  })

  test('runs on through an event that does not leave the step', () => {
    const { first, take } = requestOn(waiting(days(30)))
    const stays = take(take(first, { type: 'SEND' }), { type: 'STAY', at: now + day })
    expect({ timers: stays.timers, cancelled: stays.cancelled }).toEqual({ timers: [], cancelled: [] })
  })

  test.each([
    ['of no days (ไม่กำหนด)', days(null)],
    ['of a date that was not given', untilDay],
  ])('%s sets no timer', (_, deadline) => {
    const { first, take } = requestOn(waiting(deadline))
    const kept = take(first, { type: 'SEND' })
    expect(kept.snapshot.value).toBe('kept')
    expect(kept.timers).toEqual([])
  })

  test('that has passed already is due now, and still takes a step of its own', () => {
    const { first, take } = requestOn(waiting(untilDay))
    const kept = take(first, { type: 'SEND', data: { lastDay: '2020-01-01' } })
    expect(kept.snapshot.value).toBe('kept')
    expect(kept.timers).toEqual([{ id, dueAt: now }])
    expect(take(kept, { type: id, fromTimer: true }).snapshot.value).toBe('gone')
  })

  test.each([
    ['of calendar days', { ...days(3), working: false }, '2026-11-23T17:00:00Z'],
    // 21 and 22 November 2026 are a weekend, the 23rd is made a holiday here.
    ['of working days', { ...days(3), working: true }, '2026-11-26T17:00:00Z'],
  ])('%s on the first step counts from the beginning of the request', (_, deadline, due) => {
    const compiled = compiledOf(
      {
        id: 'first',
        initial: 'draft',
        states: { draft: { meta, after: { retention: { target: 'gone', meta } } }, gone: end },
      },
      [deadline as Deadline],
    )
    const begun = begin(compiled, { ...beginning, holidays: new Set(['2026-11-23']) })
    expect(begun.timers).toEqual([{ id: 'xstate.after.retention.first.draft', dueAt: Date.parse(due) }])
    expect(begun.snapshot.context).toEqual({
      ...{ office: 'here', group: 'ict', owner: 'owner', revision: 0, values: {}, decisions: [] },
    })
  })

  test('holds no process back: nothing of a request lives between two events', () => {
    const compiled = waiting(days(30))
    const { first, take } = requestOn(compiled)
    const kept = take(first, { type: 'SEND' })
    const again = backFrom(compiled, stored(compiled, kept), kept)
    expect(take(again, { type: id, fromTimer: true, at: kept.timers[0]?.dueAt ?? 0 })).toMatchObject({
      ok: true,
      snapshot: { value: 'gone', status: 'done' },
    })
  })
})

/** Every kind of engine event at once: a deadline, a completion, an automatic transition. */
const engineRoom: Chart = {
  id: 'engine',
  initial: 'work',
  states: {
    work: {
      meta,
      initial: 'doing',
      states: { doing: { meta, on: { FINISH: to('finished') } }, finished: end },
      onDone: { target: 'kept', meta },
      after: { retention: { target: 'gone', meta } },
    },
    kept: { meta, on: { CLOSE: to('gone') } },
    gone: end,
  },
}
const retention: Deadline = { id: 'retention', kind: 'days', days: 5, working: true, title }

describe('an event of the engine itself', () => {
  const compiled = compiledOf(engineRoom, [retention])
  const { first, send: sendTo, take } = requestOn(compiled)
  const deadline = 'xstate.after.retention.engine.work'
  const forged = [
    ...[deadline, 'xstate.done.state.engine.work', 'xstate.done.state.engine', 'xstate.init', 'xstate.stop'],
    ...[
      'xstate.done.actor.x',
      'xstate.error.actor.x',
      'xstate.snapshot.x',
      'xstate.after.*',
      'xstate.*',
      '*',
    ],
    ...[
      '',
      ' ',
      'retention',
      'finish',
      'FINISH ',
      'FINISH.X',
      'FINISH*',
      '__proto__',
      'constructor',
      'toString',
    ],
  ]

  test.each(forged)('%j from a person is no choice', (type) => {
    expect(sendTo(first, { type })).toEqual({ ok: false, code: 'transition_not_available' })
  })

  test('is taken from the timer loop where it is the deadline of the step, and nothing else is', () => {
    expect(forged.filter((type) => sendTo(first, { type, fromTimer: true }).ok)).toEqual([deadline])
    expect(sendTo(first, { type: 'FINISH', fromTimer: true }).ok).toBe(false)
    const kept = take(first, { type: 'FINISH' })
    expect(kept.snapshot.value).toBe('kept')
    expect(sendTo(kept, { type: deadline, fromTimer: true }).ok).toBe(false)
  })

  test('may have any name and any data: `step` answers and never throws', () => {
    const states = charts.map((chart) => ({ chart, at: start(chart) }))
    const types = fc.oneof(
      ...[
        fc.string(),
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...forged),
        fc.constantFrom('PROPOSE', 'RETURN'),
      ],
    )
    const data = fc.dictionary(fc.string(), fc.jsonValue({ depthSize: 'small' }))
    const actors = fc.constantFrom(...Object.values(cast))
    fc.assert(
      fc.property(types, data, actors, fc.boolean(), (type, given, actor, fromTimer) => {
        for (const { chart, at } of states) {
          const answer = send(chart, at, { type, actor, data: given }, fromTimer)
          if (answer.ok) expect(type).toMatch(/^[A-Z][A-Z_]*$/)
        }
      }),
    )
  })
})

describe('a stored snapshot', () => {
  const withHistory: Chart = {
    id: 'paused',
    initial: 'work',
    states: {
      work: {
        meta,
        initial: 'one',
        on: { PAUSE: to('pause') },
        states: {
          one: { meta, on: { NEXT: to('two') } },
          two: {
            meta,
            initial: 'a',
            states: { a: { meta, on: { NEXT: to('b') } }, b: { meta, on: { END: to('#end') } } },
          },
          back: { meta, type: 'history', history: 'deep' },
        },
      },
      pause: { meta, on: { RESUME: to('work.back') } },
      end: { ...end, id: 'end' },
    },
  }

  test('remembers through JSON where a history step leads back to', () => {
    expect(checkProcedure(procedureOf(withHistory))).toMatchObject({ ok: true })
    const compiled = compiledOf(withHistory)
    const { first, take } = requestOn(compiled)
    const deep = ['NEXT', 'NEXT', 'PAUSE'].reduce((at, type) => take(at, { type }), first)
    expect(deep.snapshot.value).toBe('pause')
    const back = backFrom(compiled, stored(compiled, deep), deep)
    expect(take(back, { type: 'RESUME' }).snapshot.value).toEqual({ work: { two: 'b' } })
  })

  test('of a step that the chart has lost is refused, with the name of the step', () => {
    const compiled = compiledOf(withHistory)
    const { first, take } = requestOn(compiled)
    const persisted = stored(compiled, take(first, { type: 'NEXT' }))
    const { two: _, ...rest } = withHistory.states.work?.states ?? {}
    const one = { meta, on: { NEXT: to('#end') } }
    const work = { ...withHistory.states.work, meta, states: { ...rest, one } }
    const poorer = compiledOf({ ...withHistory, states: { ...withHistory.states, work } })
    expect(() => restore(poorer, persisted)).toThrow(/two/)
  })

  test.each([null, undefined, 42, 'draft', [], {}, { value: 'nowhere', context: {} }, { status: 'active' }])(
    '%j is refused',
    (persisted) => {
      expect(() => restore(compiledOf(withHistory), persisted)).toThrow()
    },
  )

  test('goes on exactly as the one in memory would have', () => {
    const compiled = compiledOf(engineRoom, [retention])
    const { first, take } = requestOn(compiled)
    const back = backFrom(compiled, stored(compiled, first), first)
    expect(stored(compiled, take(back, { type: 'FINISH' }))).toEqual(
      stored(compiled, take(first, { type: 'FINISH' })),
    )
  })
})

describe('an event that changes no step', () => {
  const targetless = compiledOf({
    id: 'notes',
    initial: 'open',
    states: {
      open: { meta, on: { REMARK: to(undefined), CLOSE: to('closed') } },
      closed: end,
    },
  })
  const { first, take, send: sendTo } = requestOn(targetless)

  test('is taken and recorded where the chart has it', () => {
    const remarked = take(first, { type: 'REMARK' })
    expect(remarked.snapshot.value).toBe('open')
    expect(remarked.snapshot.context.decisions).toMatchObject([{ type: 'REMARK', by: 'owner', at: now }])
  })

  test('is refused where the chart does not have it, instead of passing in silence', () => {
    expect(sendTo(first, { type: 'UNKNOWN' })).toEqual({ ok: false, code: 'transition_not_available' })
  })

  test('is refused once the request has ended', () => {
    const closed = take(first, { type: 'CLOSE' })
    expect(closed.snapshot.status).toBe('done')
    expect(sendTo(closed, { type: 'REMARK' })).toEqual({ ok: false, code: 'transition_not_available' })
    expect(transitionsHere(closed.snapshot)).toEqual([])
  })
})

describe('a chart', () => {
  test('that would never come to rest is stopped even where no check has seen it', () => {
    const endless = compiledOf({
      id: 'endless',
      initial: 'draft',
      states: {
        draft: { meta, on: { GO: to('a') } },
        a: { meta, always: { target: 'b', meta } },
        b: { meta, always: { target: 'a', meta } },
        end,
      },
    })
    const { first, send: sendTo } = requestOn(endless)
    expect(() => sendTo(first, { type: 'GO' })).toThrow(/Infinite loop/)
  })

  test('is built once for each version', () => {
    const [procedure, copy] = [
      procedureOf(engineRoom, [retention]),
      procedureOf(structuredClone(engineRoom), [retention]),
    ]
    expect(compile(copy)).toBe(compile(procedure))
    const other = structuredClone(procedure)
    other.title.th = 'อีกฉบับหนึ่ง'
    expect(compile(other).hash).not.toBe(compile(procedure).hash)
  })

  test('says of every transition here what it is called, where it leads and who may, the refused ones too', () => {
    const chart = charts.find(({ name }) => name === 'cmi3') as OfficeChart
    const proposed = send(chart, start(chart), { type: 'PROPOSE', actor: owner }) as Taken
    const nobody = { person: 'nobody', appointments: [] }
    const offered = choices(machineOf(chart), proposed.snapshot, nobody)
    expect(
      offered.map(({ type, target, may, allowed, title: { en } }) => [type, target, may.as, allowed, en]),
    ).toEqual([
      ['CERTIFY', 'handover', 'groupDirector', false, 'Agree and certify'],
      ['RETURN', 'drafting', 'groupDirector', false, 'Return with reasons'],
      ['RECALL', 'drafting', 'owner', false, 'Take back to correct'],
      ['WITHDRAW', 'withdrawn', 'owner', false, 'Withdraw'],
    ])
  })
})

describe('what an event carries', () => {
  const asked = compiledOf({
    id: 'asked',
    initial: 'open',
    states: {
      open: {
        meta,
        on: {
          SEND: to('sent', {
            meta: { ...meta, needs: [{ field: 'place', type: 'text', title, required: true }] },
          }),
        },
      },
      sent: end,
    },
  })
  const hostile = JSON.parse(
    '{"place":{"__proto__":{"polluted":true}},"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"office":"elsewhere","owner":"thief","decisions":[]}',
  ) as Record<string, unknown>

  test('with __proto__ changes no prototype, neither at once nor from storage', () => {
    const { first, take } = requestOn(asked)
    const sent = take(first, { type: 'SEND', data: hostile })
    for (const { context } of [sent.snapshot, backFrom(asked, stored(asked, sent), sent).snapshot]) {
      expect(Object.getPrototypeOf(context)).toBe(Object.prototype)
      expect(Object.getPrototypeOf(context.values)).toBe(Object.prototype)
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
      expect((context as { polluted?: unknown }).polluted).toBeUndefined()
    }
  })

  test('reaches the chart only under the names that the transition needs', () => {
    const { first, take } = requestOn(asked)
    const { context } = take(first, { type: 'SEND', data: hostile }).snapshot
    expect(Object.keys(context.values)).toEqual(['place'])
    expect(context).toMatchObject({
      office: 'here',
      owner: 'owner',
      decisions: [{ type: 'SEND', by: 'owner' }],
    })
  })
})

const walks = fc.array(fc.record({ choice: fc.nat(20), person: fc.nat(20), later: fc.nat(40 * day) }), {
  minLength: 1,
  maxLength: 12,
})
const people = Object.values(cast)

/** One step of a random walk; undefined where the engine refused. */
function stride(at: Taken, { choice, person, later }: Record<'choice' | 'person' | 'later', number>) {
  const here = transitionsHere(at.snapshot)
  const chosen = here[choice % here.length]
  if (!chosen) return undefined
  const actor = isTimer(chosen) ? null : (people[person % people.length] ?? null)
  return {
    type: chosen.eventType,
    actor,
    at: now + later,
    revision: 1 + (later % 3),
    fromTimer: isTimer(chosen),
  }
}

const frozen = <Value>(value: Value): Value => {
  if (value !== null && typeof value === 'object')
    for (const inner of Object.values(Object.freeze(value))) frozen(inner)
  return value
}

describe.each(charts.map((chart) => ({ name: chart.name, chart })))('$name on random ways', ({ chart }) => {
  const { machine } = machineOf(chart)
  const seen = (answer: ReturnType<typeof send>) =>
    answer.ok ? { ...answer, snapshot: machine.getPersistedSnapshot(answer.snapshot) } : answer

  test('gives the same answer to the same event, from memory or from storage, and changes nothing it was given', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        let at = start(chart)
        for (const one of walk) {
          const sent = stride(at, one)
          if (!sent) return
          const before = JSON.stringify(machine.getPersistedSnapshot(at.snapshot))
          // A write into what was given would throw here.
          frozen(at.snapshot.context)
          frozen(at.snapshot.value)
          const answer = send(chart, at, sent, sent.fromTimer)
          expect(JSON.stringify(machine.getPersistedSnapshot(at.snapshot))).toBe(before)
          expect(seen(send(chart, at, sent, sent.fromTimer))).toEqual(seen(answer))
          const back = backFrom(machineOf(chart), JSON.parse(before), at)
          expect(JSON.stringify(seen(send(chart, back, sent, sent.fromTimer)))).toBe(
            JSON.stringify(seen(answer)),
          )
          if (answer.ok) at = answer
        }
      }),
      { numRuns: 60 },
    )
  })

  test('offers a person exactly the choices that it then takes from that person', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        let at = start(chart)
        for (const one of walk) {
          for (const actor of people.filter((person): person is Actor => person !== null))
            for (const { type, allowed } of choices(machineOf(chart), at.snapshot, actor))
              expect({ type, ok: send(chart, at, { type, actor }).ok }).toEqual({ type, ok: allowed })
          const sent = stride(at, one)
          const answer = sent && send(chart, at, sent, sent.fromTimer)
          if (answer?.ok) at = answer
        }
      }),
      { numRuns: 15 },
    )
  })
})

describe('the record of decisions', () => {
  const chart: Chart = {
    id: 'record',
    initial: 'draft',
    states: {
      draft: { meta, on: { SEND: to('review', { actions: { type: 'freeze' } }) } },
      review: {
        meta,
        on: {
          APPROVE: to('published', {
            guard: { type: 'may', params: { as: ['groupDirector', 'officeDirector'], notBy: ['SEND'] } },
          }),
          RETURN: to('draft', {
            guard: { type: 'may', params: { as: 'groupDirector' } },
            actions: { type: 'startAgain' },
          }),
        },
      },
      published: {
        meta,
        on: { CLOSE: to('end', { guard: byOwner }) },
        after: { retention: { target: 'end', meta } },
      },
      end,
    },
  }
  const { first, take, send: sendTo } = requestOn(compiledOf(chart, [retention]))
  const head = holding('head', 'groupDirector')

  test('holds who decided what, when, on which revision of the content', () => {
    const sent = take(first, { type: 'SEND', revision: 3 })
    const approved = take(sent, { type: 'APPROVE', actor: head, at: now + 5, revision: 3 })
    expect(approved.snapshot.context.decisions).toEqual([
      { type: 'SEND', by: 'owner', at: now, revision: 3 },
      { type: 'APPROVE', by: 'head', at: now + 5, revision: 3 },
    ])
  })

  test('is empty after startAgain, the return itself included, so that everything is decided anew', () => {
    const returned = take(take(first, { type: 'SEND' }), { type: 'RETURN', actor: head })
    expect(returned.snapshot.context.decisions).toEqual([])
  })

  test('names nobody for a timer', () => {
    const approved = take(take(first, { type: 'SEND' }), { type: 'APPROVE', actor: head })
    const ended = take(approved, { type: approved.timers[0]?.id ?? '', fromTimer: true })
    expect(ended.snapshot.context.decisions.map(({ type }: { type: string }) => type)).toEqual([
      'SEND',
      'APPROVE',
    ])
  })

  test('keeps two decisions apart whatever posts one person holds', () => {
    const both = { person: 'owner', appointments: head.appointments }
    const sent = take(first, { type: 'SEND' })
    expect(sendTo(sent, { type: 'APPROVE', actor: both })).toEqual({
      ...{ ok: false, code: 'not_permitted' },
      refusals: [
        { code: 'separation_of_duties', roles: ['groupDirector', 'officeDirector'], decisions: ['SEND'] },
      ],
    })
  })

  test('lets the decision through again when, after a return, another person has made the first', () => {
    const sent = take(first, { type: 'SEND' })
    const returned = take(sent, { type: 'RETURN', actor: head })
    const again = take(returned, { type: 'SEND' })
    expect(sendTo(again, { type: 'APPROVE', actor: head }).ok).toBe(true)
  })
})

describe('who may act', () => {
  const context: Context = {
    ...{ office: 'here', group: 'ict', owner: 'owner', revision: 1, values: {}, decisions: [] },
  }
  const inGroup = { as: 'groupDirector', within: 'group' } as const

  test.each([
    ['the head of the owner’s group', holding('a', 'groupDirector', { group: 'ict' }), true],
    ['the head of another group', holding('a', 'groupDirector', { group: 'law' }), false],
    ['a head without a group', holding('a', 'groupDirector', { group: null }), false],
    [
      'the head of a group of the same name elsewhere',
      holding('a', 'groupDirector', { group: 'ict', office: 'there' }),
      false,
    ],
    ['another post in the group', holding('a', 'officer', { group: 'ict' }), false],
    ['the owner', owner, false],
  ])('within the group: %s', (_, actor, allowed) => {
    expect(actsAs(inGroup, context, actor) !== undefined).toBe(allowed)
  })

  test('of the whole office: the group of the appointment does not matter, the office does', () => {
    const may = { as: 'webmaster', within: 'office' } as const
    expect(actsAs(may, context, holding('a', 'webmaster', { group: 'law' }))).toMatchObject({ group: 'law' })
    expect(actsAs(may, context, holding('a', 'webmaster', { office: 'there' }))).toBeUndefined()
  })

  test.each(['actingByLaw', 'actingInPost', 'delegated'] as const)(
    'who acts for the post (%s) may, and is recorded in that capacity',
    (capacity) => {
      const acting = holding('deputy', 'groupDirector', { group: 'ict', capacity, orderNumber: '๑๒/๒๕๖๙' })
      expect(actsAs(inGroup, context, acting)).toMatchObject({ capacity, orderNumber: '๑๒/๒๕๖๙' })
    },
  )

  test('who both holds a post and acts in one decides as the holder', () => {
    const [acting, holder] = [
      holding('a', 'officeDirector', { capacity: 'actingByLaw' }),
      holding('a', 'groupDirector', { group: 'ict' }),
    ]
    const both = { person: 'a', appointments: [...acting.appointments, ...holder.appointments] }
    const may = { as: ['officeDirector', 'groupDirector'] }
    expect(actsAs(may, context, both)).toMatchObject({ role: 'groupDirector', capacity: 'holder' })
  })

  test('the owner decides as the owner, also where a post would do', () => {
    const both = { person: 'owner', appointments: holding('owner', 'webmaster').appointments }
    expect(actsAs({ as: ['owner', 'webmaster'] }, context, both)).toBe('owner')
  })

  test('nobody acts for an absent actor', () => {
    const compiled = compiledOf(engineRoom, [retention])
    const at = begin(compiled, beginning)
    expect(requestOn(compiled).send(at, { type: 'FINISH', actor: null })).toMatchObject({
      code: 'not_permitted',
    })
  })
})
