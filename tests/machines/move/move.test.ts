import { describe, expect, test } from '@jest/globals'
import { walk } from '../../../machines/chart/graph.ts'
import { type Moved, type MoveTarget, moveSnapshot } from '../../../machines/move/move.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { offices } from '../../../machines/offices/offices.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type { Chart, Deadline, StateNodeConfig } from '../../../machines/procedure/procedure.ts'
import { type Compiled, compile } from '../../../machines/run/compile.ts'
import { stepsOf } from '../../../machines/run/standing.ts'
import { begin, type ChartSnapshot, restore, step, type Taken } from '../../../machines/run/step.ts'
import { cmi3WithApproval } from '../../support/cmi3-with-approval.ts'
import {
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
  to,
} from '../../support/small-chart.ts'

const day = 86_400_000
const holidays = new Set(['2026-11-23'])
const at = now + 3 * day

const moved = (from: Compiled, target: Compiled, before: Taken, where: MoveTarget = 'same'): Moved =>
  moveSnapshot(from, target, before.snapshot, where, { at, holidays })

function done(result: Moved): Extract<Moved, { ok: true }> {
  if (!result.ok) throw new Error(`The move was refused: ${result.why.th}`)
  return result
}
const stands = (result: Moved) => stepsOf(done(result).taken.snapshot.value)
const whyNot = (result: Moved) => (result.ok ? 'moved' : result.why.en)

/** A way through เชียงใหม่ เขต ๓, one request at each of its steps. */
function cmi3At(): Record<string, Taken> {
  const compiled = compile(cmi3Publication)
  const office = (person: string, role: string) => holding(person, role, { office: 'here', group: 'ict' })
  const { first, take } = requestOn(compiled)
  const certification = take(first, { type: 'PROPOSE' })
  const handover = take(certification, { type: 'CERTIFY', actor: office('head', 'groupDirector') })
  const screening = take(handover, { type: 'HAND_OVER', data: { publishUntil: '2026-12-31' } })
  const published = take(screening, { type: 'PUBLISH', actor: office('web', 'webmaster') })
  return { drafting: first, certification, handover, screening, published }
}

describe("a director's approval inserted after the certification of เชียงใหม่ เขต ๓", () => {
  const old = compile(cmi3Publication)
  const next = compile(cmi3WithApproval())
  const requests = cmi3At()
  const from = (name: string) => requests[name] as Taken

  test('the new version is sound', () => {
    expect(checkProcedure(cmi3WithApproval())).toMatchObject({ ok: true })
  })

  test.each(['drafting', 'certification', 'published'])('a request at %s goes on where it stands', (name) => {
    const result = done(moved(old, next, from(name)))
    expect(stepsOf(result.taken.snapshot.value)).toEqual([name])
    expect(result.taken.snapshot.context).toEqual(from(name).snapshot.context)
    expect(result.lost).toEqual([])
  })

  test.each(['handover', 'screening'])(
    'one at %s would never be approved, so it is not moved there',
    (name) => {
      expect(whyNot(moved(old, next, from(name)))).toMatch(/It has not had “Approve”/)
    },
  )

  test('mapped to the approval it keeps its certification, and goes on by the new chart', () => {
    const result = done(moved(old, next, from('screening'), ['approval']))
    expect(result.taken.snapshot.context.decisions.map((one: { type: string }) => one.type)).toEqual([
      'PROPOSE',
      'CERTIFY',
      'HAND_OVER',
    ])
    expect(result.kept.map(({ th }) => th)).toContain('เห็นชอบและรับรองข้อมูล')
    const director = holding('chief', 'officeDirector', { office: 'here' })
    const event = { type: 'APPROVE', at, actor: director, revision: 1, data: {}, holidays }
    const approved = step(next, result.taken.snapshot, event)
    expect(approved).toMatchObject({ ok: true, snapshot: { value: 'handover' } })
    // Whoever certified on the old version is kept apart on the new one.
    const head = holding('head', 'officeDirector', { office: 'here' })
    expect(step(next, result.taken.snapshot, { ...event, actor: head })).toMatchObject({
      code: 'not_permitted',
      refusals: [{ code: 'separation_of_duties', decisions: ['CERTIFY'] }],
    })
  })

  test('sent back to the draft it must be certified anew', () => {
    const result = done(moved(old, next, from('screening'), ['drafting']))
    expect(result.taken.snapshot.context.decisions).toEqual([])
    expect(result.lost.map(({ th }) => th)).toContain('เห็นชอบและรับรองข้อมูล')
  })

  test('its period of publication runs on, as the new timer', () => {
    const { taken } = done(moved(old, next, from('published')))
    expect(taken.cancelled).toEqual(['xstate.after.publishUntil.cmi3-publication.published'])
    expect(taken.timers).toEqual([
      {
        id: 'xstate.after.publishUntil.cmi3-publication.published',
        dueAt: Date.parse('2026-12-31T17:00:00Z'),
      },
    ])
  })

  test('a move neither publishes, takes down, submits nor ends a request', () => {
    expect(whyNot(moved(old, next, from('screening'), ['published']))).toMatch(/would publish/)
    expect(whyNot(moved(old, next, from('published'), ['screening']))).toMatch(/would take down/)
    expect(whyNot(moved(old, next, from('drafting'), ['certification']))).toMatch(/has not submitted/)
    expect(whyNot(moved(old, next, from('certification'), ['withdrawn']))).toMatch(/would end/)
  })

  test('a step that the new version has not is named', () => {
    const renamed = compile(
      cmi3WithApproval((procedure) => {
        const { states } = procedure.chart
        states.checking = states.certification as StateNodeConfig
        delete states.certification
        const drafting = states.drafting as StateNodeConfig
        drafting.on = { PROPOSE: { ...(drafting.on?.PROPOSE as object), target: 'checking' } as never }
      }),
    )
    expect(whyNot(moved(old, renamed, from('certification')))).toMatch(
      /no step “The director of the group checks/,
    )
    expect(stands(moved(old, renamed, from('certification'), ['checking']))).toEqual(['checking'])
  })

  test('an ended request stays what it was', () => {
    const ended = requestOn(old).take(from('drafting'), { type: 'WITHDRAW' })
    expect(whyNot(moved(old, next, ended))).toMatch(/has ended/)
  })
})

describe('the timers of a moved request', () => {
  const days = (id: string, count: number | null, working = true): Deadline => ({
    ...{ id, kind: 'days', days: count, working, title: meta.title },
  })
  const deadlines = [days('soon', 2), days('whole', 30, false), days('never', null)]
  const chart = (first: Partial<StateNodeConfig> = {}): Chart => ({
    id: 'engine',
    initial: 'first',
    after: { whole: to('#engine.late') },
    states: {
      first: { meta, tags: ['editable'], on: { GO: to('work', { actions: { type: 'freeze' } }) }, ...first },
      work: {
        meta,
        initial: 'reading',
        states: {
          reading: { meta, after: { soon: to('writing'), never: to('writing') } },
          writing: { meta },
        },
        on: { END: to('late') },
      },
      late: end,
    },
  })

  test('are those of a request that came there at that moment by itself, the old ones gone', () => {
    const old = compiledOf(chart(), deadlines)
    const next = compiledOf({ ...chart(), description: 'the next version' }, deadlines)
    const request = requestOn(old)
    const before = request.take(request.first, { type: 'GO' })
    const walked = begin(next, { ...beginning, at, holidays })
    const arrived = requestOn(next).take(walked, { type: 'GO', at, holidays })
    const { taken } = done(moved(old, next, before))
    // The deadline of the whole chart is set as the chart is entered: on the way there, at its beginning.
    expect(new Set(taken.timers)).toEqual(new Set([...walked.timers, ...arrived.timers]))
    expect(taken.snapshot.value).toEqual(arrived.snapshot.value)
    expect(new Set(taken.cancelled)).toEqual(
      new Set([
        'xstate.after.soon.engine.work.reading',
        'xstate.after.never.engine.work.reading',
        'xstate.after.whole.engine',
      ]),
    )
  })

  test('agree with a walk in every office: from each step of its chart to the same step of a copy', () => {
    for (const { procedures } of offices)
      for (const procedure of procedures) {
        const old = compile(procedure)
        const next = compile({ ...procedure, title: { th: 'ฉบับใหม่', en: 'The next version' } })
        const seen = new Set<string>()
        for (const before of everywhere(old)) {
          const result = done(
            moveSnapshot(old, next, before.snapshot, 'same', { at: now, holidays: new Set() }),
          )
          expect(result.lost).toEqual([])
          expect(JSON.stringify(next.machine.getPersistedSnapshot(result.taken.snapshot))).toBe(
            JSON.stringify(old.machine.getPersistedSnapshot(before.snapshot)),
          )
          expect(new Map(result.taken.timers.map(({ id, dueAt }) => [id, dueAt]))).toEqual(before.timers)
          for (const one of stepsOf(before.snapshot.value)) seen.add(one)
        }
        const rests = [...walk(procedure.chart)].filter(
          ({ node }) => !node.states && !node.always && node.type !== 'final',
        )
        expect(rests.filter(({ path }) => !seen.has(path.join('.')))).toEqual([])
      }
  })
})

/** One request at each set of steps that a chart has, all of it done at once, with the timers that are then set. */
function everywhere(compiled: Compiled): { snapshot: ChartSnapshot; timers: Map<string, number> }[] {
  const { procedure } = compiled
  const start = begin(compiled, { ...beginning, office: procedure.office })
  const timersOf = (before: Map<string, number>, { cancelled, timers }: Taken) => {
    const kept = [...before].filter(([id]) => !cancelled.includes(id))
    return new Map([...kept, ...timers.map(({ id, dueAt }) => [id, dueAt] as const)])
  }
  const found = new Map<string, { snapshot: ChartSnapshot; timers: Map<string, number> }>()
  const open = [{ snapshot: start.snapshot, timers: timersOf(new Map(), start) }]
  let people = 0
  for (let here = open.shift(); here; here = open.shift()) {
    const key = JSON.stringify([here.snapshot.value, here.snapshot.context.values])
    if (found.has(key) || here.snapshot.status !== 'active') continue
    found.set(key, here)
    for (const type of compiled.machine.events.filter((name) => /^[A-Z]/.test(name)))
      for (const { id: role } of [...procedure.roles, { id: 'owner' }])
        for (const channels of [['website', 'social'], ['website'], ['social']]) {
          people += 1
          const post = { office: procedure.office, group: 'ict' }
          const actor = role === 'owner' ? owner : holding(`person ${people}`, role, post)
          const data = { publishUntil: '2027-03-31', channels }
          const event = { type, at: now, actor, revision: 1, data, holidays: new Set<string>() }
          const taken = step(compiled, here.snapshot, event)
          if (taken.ok) open.push({ snapshot: taken.snapshot, timers: timersOf(here.timers, taken) })
        }
  }
  return [...found.values()]
}

describe('a move into a parallel step', () => {
  const region = (type: string, more: Partial<StateNodeConfig> = {}): StateNodeConfig => ({
    ...{ meta, initial: 'waiting' },
    states: { waiting: { meta, on: { [type]: to('given') }, ...more }, given: end },
  })
  const deadlines: Deadline[] = [{ id: 'soon', kind: 'days', days: 1, working: true, title: meta.title }]
  const remind = (of: string) => ({
    entry: { type: 'notify' as const, params: { whom: 'webmaster', of: { th: of, en: of } } },
    after: { soon: to(undefined) },
  })
  const chart = (regions: Record<string, StateNodeConfig>): Chart => ({
    id: 'engine',
    initial: 'first',
    states: {
      first: { meta, tags: ['editable'], on: { GO: to('review', { actions: { type: 'freeze' } }) } },
      review: { meta, type: 'parallel', states: regions, onDone: { target: 'ready', meta } },
      ready: { meta, on: { END: to('over') } },
      over: end,
    },
  })
  const two = compiledOf(chart({ law: region('LAW'), money: region('MONEY') }), deadlines)
  const three = compiledOf(
    chart({
      law: region('LAW', remind('law')),
      money: region('MONEY'),
      press: region('PRESS', remind('press')),
    }),
    deadlines,
  )

  test('keeps the region that is done, and completes it with the region that is new', () => {
    const request = requestOn(two)
    const half = request.take(request.take(request.first, { type: 'GO' }), { type: 'LAW' })
    const result = done(moved(two, three, half))
    expect(stepsOf(result.taken.snapshot.value)).toEqual([
      'review.law.given',
      'review.money.waiting',
      'review.press.waiting',
    ])
    // Only the new region is entered, so only its people are told; its deadline is counted from the move.
    expect(result.taken.effects.map(({ of }) => of.en)).toEqual(['press'])
    expect(result.taken.timers).toEqual([
      { id: 'xstate.after.soon.engine.review.press.waiting', dueAt: Date.parse('2026-11-24T17:00:00Z') },
    ])
  })

  test('stays where it was in each region, without telling anyone twice', () => {
    const request = requestOn(two)
    const { taken } = done(moved(two, three, request.take(request.first, { type: 'GO' })))
    expect(taken.effects.map(({ of }) => of.en)).toEqual(['press'])
    expect(taken.timers.map(({ id }) => id)).toEqual([
      'xstate.after.soon.engine.review.law.waiting',
      'xstate.after.soon.engine.review.press.waiting',
    ])
  })

  test('goes on at once where the new version has every certification that it waits for', () => {
    const request = requestOn(three)
    const go = request.take(request.first, { type: 'GO' })
    const almost = request.take(request.take(go, { type: 'LAW' }), { type: 'MONEY' })
    expect(stands(moved(three, two, almost, ['review.law.given', 'review.money.given']))).toEqual(['ready'])
  })

  test('from one step goes into all regions, and refuses steps that exclude one another', () => {
    const one = compiledOf({ ...chart({ law: region('LAW') }), description: 'one' }, deadlines)
    const request = requestOn(one)
    const before = request.take(request.first, { type: 'GO' })
    expect(stands(moved(one, three, before, ['review']))).toEqual([
      'review.law.waiting',
      'review.money.waiting',
      'review.press.waiting',
    ])
    expect(whyNot(moved(one, three, before, ['review.law.waiting', 'ready']))).toMatch(
      /cannot stand at these steps at once/,
    )
    expect(whyNot(moved(one, three, before, ['toString']))).toMatch(/no step/)
  })
})

describe('what a moved request remembers', () => {
  const ask = { field: 'colour', type: 'text' as const, title: { th: 'สี', en: 'Colour' }, required: false }
  const chart = (needs: (typeof ask)[], type: string): Chart => ({
    id: 'engine',
    initial: 'first',
    states: {
      first: {
        ...{ meta, tags: ['editable'] },
        on: {
          [type]: { target: 'second', guard: byOwner, actions: { type: 'freeze' }, meta: { ...meta, needs } },
        },
      },
      second: { meta, on: { END: to('over') } },
      over: end,
    },
  })
  const old = compiledOf(chart([ask], 'GO'))
  const request = requestOn(old)
  const before = request.take(request.first, { type: 'GO', data: { colour: 'blue' } })

  test('keeps values and decisions that the new version still asks for', () => {
    const next = compiledOf({ ...chart([ask], 'GO'), description: 'next' })
    const { taken, kept, lost } = done(moved(old, next, before))
    expect(taken.snapshot.context).toEqual(before.snapshot.context)
    expect([kept.map(({ en }) => en), lost]).toEqual([['Test', 'Colour'], []])
  })

  test('lists those that it does not', () => {
    const { taken, kept, lost } = done(moved(old, compiledOf(chart([], 'START')), before))
    expect(taken.snapshot.context).toMatchObject({ values: {}, revision: 1 })
    // The submission has another name: it counts as one, and its author is kept apart under the new name.
    expect(taken.snapshot.context.decisions).toMatchObject([{ type: 'START', by: 'owner', revision: 1 }])
    expect([kept.map(({ en }) => en), lost.map(({ en }) => en)]).toEqual([['Test'], ['Colour']])
  })

  test('is stored and restored as a snapshot of the new version', () => {
    const next = compiledOf({ ...chart([ask], 'GO'), description: 'next' })
    const { taken } = done(moved(old, next, before))
    const persisted = JSON.parse(JSON.stringify(next.machine.getPersistedSnapshot(taken.snapshot)))
    const event = { type: 'END', at, actor: owner, revision: 1, data: {}, holidays }
    expect(step(next, restore(next, persisted), event)).toMatchObject({
      ok: true,
      snapshot: { value: 'over' },
    })
  })

  test("the office's own rule keeps a request from a step beyond what it has not had", () => {
    const ruled = compile({
      ...procedureOf({ ...chart([], 'GO'), description: 'ruled' }),
      rules: [{ id: 'law', kind: 'neverBefore', event: 'END', other: 'LAW' }],
    })
    // From its own beginning the chart allows as much: the move is not to blame.
    expect(stands(moved(old, ruled, before))).toEqual(['second'])
    const strict = structuredClone(ruled.procedure)
    strict.chart.states.first = {
      ...{ meta, tags: ['editable'] },
      on: { GO: { target: 'law', guard: byOwner, actions: { type: 'freeze' }, meta } },
    }
    strict.chart.states.law = { meta, on: { LAW: to('second') } }
    expect(whyNot(moved(old, compile(strict), before))).toMatch(/has not had “Test”/)
    expect(stands(moved(old, compile(strict), before, ['law']))).toEqual(['law'])
  })
})

describe('a public request', () => {
  const colour = { field: 'colour', type: 'text' as const, title: { th: 'สี', en: 'Colour' }, required: true }
  const submission = { guard: byOwner, actions: { type: 'freeze' as const } }
  const chart = (needs: (typeof colour)[], others: StateNodeConfig['on'] = {}): Chart => ({
    id: 'engine',
    initial: 'first',
    states: {
      first: {
        ...{ meta, tags: ['editable'] },
        on: { GO: { target: 'shown', ...submission, meta: { ...meta, needs } }, ...others },
      },
      shown: { meta, tags: ['public'], on: { END: to('over') } },
      over: end,
    },
  })
  const publicOn = (old: Compiled, data = {}) => {
    const request = requestOn(old)
    return request.take(request.first, { type: 'GO', data })
  }
  const old = compiledOf(chart([]))
  const given = compiledOf(chart([{ ...colour, required: false }]))
  const next = compiledOf({ ...chart([colour]), description: 'next' })

  test('is not moved to a version on which nothing is public without what it does not say', () => {
    expect(whyNot(moved(old, next, publicOn(old)))).toMatch(/It has not had “Colour”/)
    expect(whyNot(moved(given, next, publicOn(given)))).toMatch(/It has not had “Colour”/)
  })

  test('is moved where it says so already, though nobody had to', () => {
    expect(stands(moved(given, next, publicOn(given, { colour: 'blue' })))).toEqual(['shown'])
  })

  test('is moved where the new version itself has a way to the public without', () => {
    const other = { OTHER: { target: 'shown', ...submission, meta } }
    expect(stands(moved(old, compiledOf(chart([colour], other)), publicOn(old)))).toEqual(['shown'])
    const elsewhere = { OTHER: { target: 'over', ...submission, meta } }
    expect(whyNot(moved(old, compiledOf(chart([colour], elsewhere)), publicOn(old)))).toMatch(/“Colour”/)
  })

  test('asks for nothing that may be left out', () => {
    const optional = compiledOf({ ...chart([{ ...colour, required: false }]), description: 'next' })
    expect(stands(moved(old, optional, publicOn(old)))).toEqual(['shown'])
  })
})

test('a deadline after two groups have both certified counts from the last of them', () => {
  const deadlines: Deadline[] = [{ id: 'soon', kind: 'days', days: 1, working: true, title: meta.title }]
  const region = (type: string): StateNodeConfig => ({
    ...{ meta, initial: 'waiting', states: { waiting: { meta, on: { [type]: to('given') } }, given: end } },
  })
  const request = requestOn(
    compiledOf(
      {
        id: 'engine',
        initial: 'both',
        states: {
          both: {
            meta,
            type: 'parallel',
            states: { law: region('LAW'), money: region('MONEY') },
            onDone: { target: 'ready', meta },
          },
          ready: { meta, after: { soon: to('over') } },
          over: end,
        },
      },
      deadlines,
    ),
  )
  const half = request.take(request.first, { type: 'LAW' })
  const both = request.take(half, { type: 'MONEY', at, holidays })
  expect(both.timers).toEqual([
    { id: 'xstate.after.soon.engine.ready', dueAt: Date.parse('2026-11-24T17:00:00Z') },
  ])
})

test('a step that is only passed through leaves no timer behind', () => {
  const deadlines: Deadline[] = [{ id: 'soon', kind: 'days', days: 1, working: true, title: meta.title }]
  const request = requestOn(
    compiledOf(
      {
        id: 'engine',
        initial: 'first',
        states: {
          first: { meta, on: { GO: to('passed') } },
          passed: { meta, after: { soon: to('over') }, always: { target: 'last', meta } },
          last: { meta, on: { END: to('over') } },
          over: end,
        },
      },
      deadlines,
    ),
  )
  expect(request.take(request.first, { type: 'GO' }).timers).toEqual([])
})
