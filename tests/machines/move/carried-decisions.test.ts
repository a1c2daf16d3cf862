import { describe, expect, test } from '@jest/globals'
import { type Moved, type MoveFacts, moveAgain, moveSnapshot } from '../../../machines/move/move.ts'
import type {
  Chart,
  Deadline,
  May,
  Need,
  Procedure,
  StateNodeConfig,
  Transition,
} from '../../../machines/procedure/procedure.ts'
import { type Compiled, compile } from '../../../machines/run/compile.ts'
import { replay } from '../../../machines/run/replay.ts'
import { step, type Taken } from '../../../machines/run/step.ts'
import type { Decision } from '../../../machines/run/vocabulary.ts'
import { is, when } from '../../support/conditional-procedure.ts'
import { end, holding, meta, now, owner, procedureOf, requestOn, to } from '../../support/small-chart.ts'

const at = now + 3_600_000
const holidays = new Set<string>()

type Ways = { certify?: Partial<May>; needs?: Need[]; proposal?: string; changed?: Partial<Procedure> }

const named = (type: string) => ({ ...meta, title: { th: type, en: type } })
const by = (may: May, target: string | undefined, type: string, more: Partial<Transition> = {}): Transition =>
  to(target, { guard: { type: 'may', params: may }, meta: named(type), ...more })
const freeze: Partial<Transition> = { actions: { type: 'freeze' } }
const startAgain: Partial<Transition> = { actions: { type: 'startAgain' } }

/** Proposed by the owner, certified, published by the webmaster. */
function version({ certify, needs = [], proposal = 'PROPOSE', changed = {} }: Ways = {}): Compiled {
  const chart: Chart = {
    id: 'decided',
    initial: 'drafting',
    states: {
      drafting: {
        ...{ meta, tags: ['editable'] },
        on: { [proposal]: by({ as: 'owner' }, 'certification', proposal, freeze) },
      },
      certification: {
        meta,
        on: {
          CERTIFY: by({ as: 'groupDirector', within: 'group', ...certify }, 'screening', 'CERTIFY', {
            meta: { ...named('CERTIFY'), needs },
          }),
          RETURN: by({ as: 'groupDirector' }, 'drafting', 'RETURN', { actions: { type: 'startAgain' } }),
        },
      },
      screening: { meta, on: { PUBLISH: by({ as: 'webmaster' }, 'published', 'PUBLISH') } },
      published: {
        meta,
        tags: ['public', 'resting'],
        on: { TAKE_DOWN: by({ as: 'webmaster' }, 'over', 'DOWN') },
      },
      over: end,
    },
  }
  return compile({ ...procedureOf(chart), requires: ['CERTIFY'], ...changed })
}

const head = holding('head', 'groupDirector', { group: 'ict' })
const webmaster = holding('web', 'webmaster')

function certified(old: Compiled, actor = head, data: Record<string, unknown> = {}): Taken {
  const { first, take } = requestOn(old)
  return take(take(first, { type: 'PROPOSE' }), { type: 'CERTIFY', actor, data })
}

const moved = (old: Compiled, next: Compiled, before: Taken, facts?: MoveFacts): Moved =>
  moveSnapshot(old, next, before.snapshot, 'same', { at, holidays }, facts)

function done(result: Moved): Extract<Moved, { ok: true }> {
  if (!result.ok) throw new Error(`The move was refused: ${result.why.en}`)
  return result
}
const told = (result: Moved) => {
  const { taken, kept, lost } = done(result)
  return [taken.snapshot.value, kept.map(({ en }) => en), lost.map(({ en }) => en)]
}
const whyNot = (result: Moved) => (result.ok ? 'moved' : result.why.en)

describe('a certification counts in the new version only where it was as strict', () => {
  const old = version()

  test.each<[string, Ways]>([
    ['another role', { certify: { as: 'officeDirector', within: 'office' } }],
    ['one group by name', { certify: { group: 'law' } }],
    [
      'a checklist that was not there',
      { needs: [{ field: 'checked', items: [{ id: 'a', title: meta.title }] }] },
    ],
    ['a signature', { needs: [{ field: 'signature' }] }],
    ['a period that nobody gave', { needs: [{ field: 'publishUntil', required: true }] }],
    [
      'a field of the event that nobody filled',
      { needs: [{ field: 'law', type: 'text', title: meta.title, required: true }] },
    ],
  ])('not with %s: it is lost, and the request goes back to the certification', (_, ways) => {
    expect(told(moved(old, version(ways), certified(old)))).toEqual([
      'certification',
      ['PROPOSE'],
      ['CERTIFY'],
    ])
  })

  test.each<[string, Ways]>([
    ['the same', {}],
    ['one of several roles', { certify: { as: ['groupDirector', 'officeDirector'] } }],
    ['the whole office instead of the group', { certify: { within: 'office' } }],
    ['the group by its name', { certify: { group: 'ict' } }],
    ['who proposed kept apart, and who did not propose certified', { certify: { notBy: ['PROPOSE'] } }],
    ['a period that may be left open', { needs: [{ field: 'publishUntil', required: false }] }],
  ])('but with %s', (_, ways) => {
    const next = version({ ...ways, changed: { title: meta.title } })
    expect(told(moved(old, next, certified(old)))).toEqual(['screening', ['PROPOSE', 'CERTIFY'], []])
  })

  test('not by the one who proposed, where the new version keeps them apart', () => {
    const ownHead = { ...head, person: 'owner' }
    const next = version({ certify: { notBy: ['PROPOSE'] } })
    const result = moved(old, next, certified(old, ownHead))
    expect(told(result)).toEqual(['certification', ['PROPOSE'], ['CERTIFY']])
    const event = { type: 'CERTIFY', at, actor: ownHead, revision: 1, data: {}, holidays }
    expect(step(next, done(result).taken.snapshot, event)).toMatchObject({
      refusals: [{ code: 'separation_of_duties' }],
    })
  })

  test('where what was checked reads otherwise now, it was not checked', () => {
    const list = (th: string): Ways => ({
      needs: [{ field: 'checked', items: [{ id: 'a', title: { th, en: th } }] }],
    })
    const before = certified(version(list('ถูกต้อง')), head, { checked: ['a'] })
    expect(told(moved(version(list('ถูกต้อง')), version(list('ไม่มีข้อมูลส่วนบุคคล')), before))[0]).toBe(
      'certification',
    )
  })

  test('a move to a step beyond it is refused, and no step is chosen in its place', () => {
    const next = version({ certify: { as: 'officeDirector', within: 'office' } })
    const result = moveSnapshot(old, next, certified(old).snapshot, ['screening'], { at, holidays })
    expect(whyNot(result)).toMatch(/has not had “CERTIFY”/)
  })
})

describe('who proposed is known by what the event did, not by its name', () => {
  const old = version()
  const next = version({ proposal: 'SUBMIT', certify: { notBy: ['SUBMIT'] } })

  test('the proposer does not certify where the submission has another name', () => {
    const { first, take } = requestOn(old)
    const { taken, target, lost } = done(moved(old, next, take(first, { type: 'PROPOSE' })))
    expect([taken.snapshot.value, target, lost]).toEqual(['certification', 'same', []])
    const ownHead = { ...head, person: 'owner' }
    const event = { type: 'CERTIFY', at, actor: ownHead, revision: 1, data: {}, holidays }
    expect(step(next, taken.snapshot, event)).toMatchObject({ refusals: [{ code: 'separation_of_duties' }] })
    expect(step(next, taken.snapshot, { ...event, actor: head })).toMatchObject({ ok: true })
  })

  test('nor does a certification by the proposer count there, also two versions later', () => {
    const ownHead = { ...head, person: 'owner' }
    expect(told(moved(old, next, certified(old, ownHead)))).toEqual([
      'certification',
      ['PROPOSE'],
      ['CERTIFY'],
    ])
    const between = done(moved(old, version({ proposal: 'SUBMIT' }), certified(old, ownHead)))
    expect(between.taken.snapshot.value).toBe('screening')
    expect(told(moved(version({ proposal: 'SUBMIT' }), next, between.taken))[0]).toBe('certification')
  })
})

describe('a decision about an earlier revision does not count for the present one', () => {
  /** After the certification the owner may still change the text: the first version lets that pass, the second not. */
  const mended = (again: string): Compiled => {
    const { procedure } = version()
    const chart = structuredClone(procedure.chart)
    const screening = chart.states.screening as StateNodeConfig
    const certification = chart.states.certification as StateNodeConfig
    screening.tags = ['editable']
    screening.on = {
      ...screening.on,
      CHANGE: by({ as: 'owner' }, again, 'CHANGE', freeze),
    }
    certification.tags = ['editable']
    return compile({ ...procedure, chart })
  }

  test('the request goes back to the certification', () => {
    const old = mended('screening')
    const next = mended('certification')
    const changed = requestOn(old).take(certified(old), { type: 'CHANGE', revision: 2 })
    expect(changed.snapshot.value).toBe('screening')
    expect(told(moved(old, next, changed))[0]).toBe('certification')
    expect(whyNot(moveSnapshot(old, next, changed.snapshot, ['screening'], { at, holidays }))).toMatch(
      /has not had/,
    )
  })

  test('one that was not changed goes on', () => {
    const old = mended('screening')
    expect(told(moved(old, mended('certification'), certified(old)))[0]).toBe('screening')
  })
})

describe('of two ways to a certification one must have been taken', () => {
  test('a request that had neither goes nowhere by itself', () => {
    const { procedure } = version()
    const chart = structuredClone(procedure.chart)
    const certification = chart.states.certification as StateNodeConfig
    const either = certification.on?.CERTIFY as Transition
    certification.on = { ...certification.on, ENDORSE: { ...either, meta: named('ENDORSE') } }
    const without = structuredClone(chart)
    const past = without.states.certification as StateNodeConfig
    past.on = { PASS: by({ as: 'owner' }, 'screening', 'PASS') }
    const old = compile({ ...procedure, requires: [], chart: without })
    const next = compile({ ...procedure, requires: [], chart })
    const { first, take } = requestOn(old)
    const passed = take(take(first, { type: 'PROPOSE' }), { type: 'PASS' })
    expect(whyNot(moved(old, next, passed))).toMatch(/has not had “(CERTIFY|ENDORSE)”/)
  })
})

describe('the data that the new version wants', () => {
  const form = version().procedure.form
  const withField: Ways = {
    changed: {
      form: [
        ...form,
        { name: 'contact', type: 'text', title: { th: 'ผู้ติดต่อ', en: 'Contact' }, required: true },
      ],
    },
  }
  const content = { title: 'เรื่อง', body: 'รายละเอียด', source: 'กลุ่มนโยบายและแผน' }

  test('a required field of the form: without it the request goes back to its owner', () => {
    const result = moved(version(), version(withField), certified(version()), { content })
    expect(told(result)).toEqual(['drafting', [], ['PROPOSE', 'CERTIFY']])
  })

  test('with it the request goes on', () => {
    const whole = { ...content, contact: 'นางสาวอ้อม' }
    expect(told(moved(version(), version(withField), certified(version()), { content: whole }))[0]).toBe(
      'screening',
    )
  })

  test('what is public without it stays on its version', () => {
    const before = requestOn(version()).take(certified(version()), { type: 'PUBLISH', actor: webmaster })
    expect(whyNot(moved(version(), version(withField), before, { content }))).toMatch(/has not had “Contact”/)
    const until = version({ needs: [{ field: 'publishUntil', required: true }] })
    expect(whyNot(moved(version(), until, before))).toMatch(/has not had “Last day of publication”/)
  })
})

describe('a deadline that both versions have', () => {
  const threeDays = (days: number): Deadline => ({
    id: 'threeDays',
    kind: 'days',
    days,
    working: true,
    title: meta.title,
  })
  const timed = (days: number, title: string): Compiled => {
    const { procedure } = version()
    const chart = structuredClone(procedure.chart)
    const certification = chart.states.certification as StateNodeConfig
    certification.after = { threeDays: to(undefined, { guard: undefined } as never) }
    return compile({ ...procedure, title: { th: title, en: title }, chart, deadlines: [threeDays(days)] })
  }
  const inTime = () => {
    const { first, take } = requestOn(timed(3, 'one'))
    return take(first, { type: 'PROPOSE' })
  }
  const twoDays = { at: now + 2 * 86_400_000, holidays }

  test('is due when it was due, where the new version differs in its title only', () => {
    const proposed = inTime()
    const result = done(
      moveSnapshot(timed(3, 'one'), timed(3, 'two'), proposed.snapshot, 'same', twoDays, {
        timers: proposed.timers,
      }),
    )
    expect([result.taken.timers, result.deadlines]).toEqual([proposed.timers, []])
  })

  test('is not set again once it was taken', () => {
    const proposed = inTime()
    const result = done(
      moveSnapshot(timed(3, 'one'), timed(3, 'two'), proposed.snapshot, 'same', twoDays, { timers: [] }),
    )
    expect(result.taken.timers).toEqual([])
  })

  test('is counted anew where it has another length, and the plan says so', () => {
    const proposed = inTime()
    const result = done(
      moveSnapshot(timed(3, 'one'), timed(5, 'two'), proposed.snapshot, 'same', twoDays, {
        timers: proposed.timers,
      }),
    )
    expect(result.taken.timers[0]?.dueAt).toBeGreaterThan(proposed.timers[0]?.dueAt ?? 0)
    expect(result.deadlines.map(({ en }) => en)).toEqual([
      '“Test” has changed and is counted anew from the day of the move',
    ])
  })

  test('replays to the same timers, from the event alone', () => {
    const proposed = inTime()
    const next = timed(3, 'two')
    const { taken, target, carried } = done(
      moveSnapshot(timed(3, 'one'), next, proposed.snapshot, 'same', twoDays, { timers: proposed.timers }),
    )
    const stored = JSON.parse(JSON.stringify({ target, carried }))
    const again = moveAgain(next, proposed.snapshot, stored.target, stored.carried, twoDays)
    expect(again?.timers).toEqual(taken.timers)
    expect(again?.snapshot.context).toEqual(taken.snapshot.context)
  })
})

describe('a field that the new version shows to the public', () => {
  const field = (shown: boolean): Partial<Procedure> => ({
    form: [
      { name: 'title', type: 'text', title: meta.title, required: true },
      { name: 'memo', type: 'textarea', title: meta.title, required: false, ...(shown && { shown: true }) },
    ],
  })
  const [hidden, shown] = [version({ changed: field(false) }), version({ changed: field(true) })]
  const filled = { content: { title: 'ก', memo: 'สำหรับผู้รับรองเท่านั้น' } }

  test('was certified by nobody for the public: it is certified again', () => {
    const [steps, kept, lost] = told(moved(hidden, shown, certified(hidden), filled))
    expect([steps, kept, lost]).toEqual(['certification', ['PROPOSE'], ['CERTIFY']])
  })

  test('makes nothing public of an item that is', () => {
    const { take } = requestOn(hidden)
    const before = take(certified(hidden), { type: 'PUBLISH', actor: webmaster })
    expect(whyNot(moved(hidden, shown, before, filled))).toMatch(/shows “.*” to the public, which nobody/)
    expect(moved(hidden, shown, before, { content: { title: 'ก' } })).toMatchObject({ ok: true })
    expect(moved(hidden, hidden, before, filled)).toMatchObject({ ok: true })
  })

  test('that was shown before keeps what was decided', () => {
    const [steps] = told(moved(shown, hidden, certified(shown), filled))
    expect(steps).toBe('screening')
  })
})

test('a move that was stored before decisions were judged replays as it was', () => {
  const old = version()
  const next = version({ certify: { as: 'officeDirector', within: 'office' } })
  const before = certified(old)
  const event = {
    ...{ type: 'move', actor: 'admin', actedAs: null, at, contentRevision: 1, holidays: '[]' },
    payload: JSON.stringify({ target: 'same', kept: [], lost: [], from: {}, to: {}, reasons: {} }),
  }
  const whose = { office: 'here', group: 'ict', owner: owner.person }
  const taken = replay(next, { compiled: old, snapshot: before.snapshot }, event, whose)
  expect(taken?.snapshot.value).toBe('screening')
  expect(taken?.snapshot.context.decisions.map(({ type, revision }: Decision) => [type, revision])).toEqual([
    ['PROPOSE', 1],
    ['CERTIFY', 1],
  ])
})

test('a return that was stored before values ended with their round replays with the values that it kept', () => {
  const old = version({ needs: [{ field: 'publishUntil', required: true }] })
  const chart = structuredClone(old.procedure.chart)
  const screening = chart.states.screening as StateNodeConfig
  screening.on = { ...screening.on, BACK: by({ as: 'webmaster' }, 'drafting', 'BACK', startAgain) }
  const back = compile({ ...old.procedure, chart })
  const before = certified(back, head, { publishUntil: '2027-03-06' })
  const event = (payload: object) => ({
    ...{ type: 'BACK', actor: 'web', at, contentRevision: 1, holidays: '[]' },
    actedAs: JSON.stringify(webmaster.appointments[0]),
    payload: JSON.stringify(payload),
  })
  const whose = { office: 'here', group: 'ict', owner: owner.person }
  const valuesAfter = (payload: object) =>
    replay(back, { compiled: back, snapshot: before.snapshot }, event(payload), whose)?.snapshot.context
      .values
  expect(valuesAfter({})).toEqual({ publishUntil: '2027-03-06' })
  expect(valuesAfter({ '@startsAgain': true })).toEqual({})
})

describe('a certification that the new version has on a condition', () => {
  const urgent = { name: 'urgent', type: 'text' as const, title: meta.title, required: false }
  const on = (value: string | undefined) => {
    const made = version({
      needs: [{ field: 'urgent' }],
      changed: { form: [...procedureOf(version().procedure.chart).form, urgent] },
    })
    if (value === undefined) return made
    const procedure = structuredClone(made.procedure)
    const certify = procedure.chart.states.certification?.on?.CERTIFY as Transition
    certify.guard = when(
      { as: 'groupDirector', within: 'group' },
      is({ field: 'urgent', test: 'equals', value }),
    )
    return compile(procedure)
  }
  const old = on(undefined)
  const before = certified(old, head, { urgent: 'yes' })

  test('counts where the request has what the condition asks for', () => {
    expect(told(moved(old, on('yes'), before))[0]).toBe('screening')
  })

  test('does not where the request has something else: it goes back to where it is to be taken', () => {
    expect(told(moved(old, on('no'), before))[0]).toBe('certification')
  })
})
