import { describe, expect, test } from '@jest/globals'
import { walk } from '../../../machines/chart/graph.ts'
import { allTransitions } from '../../../machines/chart/transitions.ts'
import { offices, standard } from '../../../machines/offices/offices.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { valuesNamedIn } from '../../../machines/procedure/notice-values.ts'
import { type Deadline, does } from '../../../machines/procedure/procedure.ts'
import type { ResolvedNeed } from '../../../machines/procedure/resolved-need.ts'
import { choices } from '../../../machines/run/choices.ts'
import { restore } from '../../../machines/run/step.ts'
import type { Actor, Decision } from '../../../machines/run/vocabulary.ts'
import {
  arriveAt,
  cast,
  charts,
  firstOf,
  machineOf,
  type OfficeChart,
  send,
  standardChart,
  start,
  stepsOf,
  take,
  yst2Both,
  yst2Others,
  yst2PhotosChart,
  yst2RulesChart,
  yst2Website,
} from './office-charts.ts'

const procedures = [...offices.flatMap((office) => office.procedures), standard]
const owner = cast.owner ?? null
const day = (date: string) => Date.parse(`${date}T17:00:00Z`)
const find = (name: string): OfficeChart => {
  const chart = charts.find((candidate) => candidate.name === name)
  if (!chart) throw new Error(`no chart ${name}`)
  return chart
}

/** A need in the words of the tables: `reasons`, `checked(a,b)`, `publishUntil!`, `category?`. */
function inShort(need: ResolvedNeed): string {
  const ids = (list: { id: string }[]) => (list.length > 0 ? `(${list.map(({ id }) => id).join(',')})` : '')
  if ('grounds' in need) return `reasons${ids(need.grounds)}`
  if ('items' in need) return `checked${ids(need.items)}`
  return 'required' in need ? `${need.field}${need.required ? '!' : '?'}` : need.field
}

describe.each(procedures.map((procedure) => ({ id: procedure.id, procedure })))('$id', ({ procedure }) => {
  test('passes every check that an uploaded procedure must pass', () => {
    expect(checkProcedure(procedure)).toEqual({ ok: true, procedure })
    // What is stored is JSON: nothing may be lost on the way.
    expect(checkProcedure(JSON.parse(JSON.stringify(procedure)))).toEqual({ ok: true, procedure })
  })

  test('says every step and every choice in Thai and in English, with its clause', () => {
    const metas = [
      ...[...walk(procedure.chart)].slice(1).map(({ node }) => node.meta),
      ...[...allTransitions(procedure.chart)].map(({ transition }) => transition.meta),
    ]
    for (const meta of metas) {
      expect(meta?.title.th).toMatch(/[ก-๙]/)
      expect(meta?.title.en).not.toMatch(/[ก-๙]/)
      expect(meta?.clause).toMatch(/[๐-๙]/)
      expect(meta?.clause).not.toMatch(/[0-9]/)
      if (procedure.office !== 'standard')
        expect(meta?.clause.startsWith('เพิ่มเติมจาก')).toBe(meta?.source === 'added')
    }
  })
})

describe.each(charts.map((chart) => ({ name: chart.name, chart })))(
  '$name, as its document says',
  ({ chart }) => {
    test.each(chart.rows.map((row) => ({ step: row[0], event: row[1], who: row[2], target: row[3], row })))(
      '$step: $event by $who leads to $target',
      ({ step, event, who, target, row }) => {
        const at = arriveAt(chart, step)
        for (const [name, actor] of Object.entries(cast)) {
          const answer = send(chart, at, { type: event, actor })
          if (who.split(' ').includes(name)) expect(answer.ok && stepsOf(answer.snapshot)).toBe(target)
          else expect(answer).toMatchObject({ ok: false, code: 'not_permitted' })
        }
        const actor = cast[firstOf(who)] as Actor
        const choice = choices(machineOf(chart), at.snapshot, actor).find(({ type }) => type === event)
        expect(choice).toMatchObject({ allowed: true, source: row[4] })
        expect(choice?.needs.map(inShort).join(' ')).toBe(row[5] ?? '')
      },
    )

    test('is public, editable and ended exactly where it should be', () => {
      for (const step of new Set(chart.rows.flatMap(([from, , , target]) => [from, target]))) {
        const { snapshot } = arriveAt(chart, step)
        expect({ step, public: snapshot.hasTag('public') }).toEqual({
          step,
          public: chart.public.includes(step),
        })
        expect({ step, editable: snapshot.hasTag('editable') }).toEqual({
          step,
          editable: chart.editable.includes(step),
        })
        expect(snapshot.status).toBe(chart.ends.includes(step) ? 'done' : 'active')
      }
    })

    // Where nobody is kept apart there is nothing to try, which Jest takes for a mistake.
    for (const [event, earlier] of chart.excludedPersons)
      test(`${event} is not for whoever took ${earlier}`, () => {
        const later = chart.rows.find(([, type]) => type === event)
        const before = chart.rows.find(([, type]) => type === earlier)
        const at = arriveAt(chart, later?.[0] ?? '', earlier)
        const post = cast[firstOf(later?.[2] ?? '')]
        const both = {
          person: cast[firstOf(before?.[2] ?? '')]?.person ?? '',
          appointments: post?.appointments ?? [],
        }
        expect(send(chart, at, { type: event, actor: both })).toMatchObject({
          ok: false,
          code: 'not_permitted',
          refusals: [{ code: 'separation_of_duties', decisions: [earlier] }],
        })
        expect(send(chart, at, { type: event, actor: post ?? null }).ok).toBe(true)
      })

    test('keeps nobody else apart', () => {
      const pairs = [...allTransitions(chart.procedure.chart)].flatMap(({ name, transition: { guard } }) =>
        guard?.type === 'may' ? (guard.params.notBy ?? []).map((earlier) => `${name} ${earlier}`) : [],
      )
      expect(pairs.sort()).toEqual(chart.excludedPersons.map((pair) => pair.join(' ')).sort())
    })

    const first = chart.rows[0]?.[0] ?? ''
    const returns = chart.rows.filter(([, type, , target]) => target === first && type !== 'WITHDRAW')
    for (const [step, event, who] of returns)
      test(`${event} at ${step} clears what was decided, and tells the owner unless it was the owner`, () => {
        const at = arriveAt(chart, step)
        expect(at.snapshot.context.decisions.length).toBeGreaterThan(0)
        const back = take(chart, at, { type: event, actor: cast[who] ?? null })
        expect(back.snapshot.context.decisions).toEqual([])
        expect(back.effects.map(({ whom }) => whom)).toEqual(who === 'owner' ? [] : ['owner'])
      })

    test('names the revision of the content that each decision is about', () => {
      const freezing = [...allTransitions(chart.procedure.chart)].find(({ transition }) =>
        does('freeze', transition),
      )
      const before = arriveAt(chart, freezing?.from.join('.') ?? '')
      const submitted = take(chart, before, { type: freezing?.name ?? '', actor: owner, revision: 7 })
      expect(submitted.snapshot.context.revision).toBe(7)
      const next = chart.rows.find(([from]) => from === stepsOf(submitted.snapshot))
      const actor = cast[firstOf(next?.[2] ?? '')] ?? null
      const after = take(chart, submitted, { type: next?.[1] ?? '', actor, revision: 9 })
      const { decisions }: { decisions: Decision[] } = after.snapshot.context
      expect(decisions.slice(-2).map(({ revision }) => revision)).toEqual([7, 7])
    })

    // Where only other channels were asked for, nothing is public: there both lists are empty.
    for (const [step, , , , , needs] of chart.rows.filter(([, type]) => type === 'PUBLISH'))
      test(`what PUBLISH at ${step} made public comes down when its period ends, and the owner is told`, () => {
        const live = take(chart, arriveAt(chart, step), {
          type: 'PUBLISH',
          actor: cast.webmaster ?? null,
          ...(needs?.includes('publishUntil') && { data: { publishUntil: '2027-03-31' } }),
        })
        expect(live.effects.map(({ whom }) => whom)).toEqual(['owner'])
        expect(live.timers.map(({ dueAt }) => dueAt)).toEqual([day('2027-03-31')])
        const [timer] = live.timers
        const fired = { type: timer?.id ?? '', actor: null, at: timer?.dueAt ?? 0 }
        const ended = take(chart, live, fired, true)
        expect(stepsOf(ended.snapshot)).toBe('takenDown')
        expect(ended.snapshot.hasTag('public')).toBe(false)
        expect(ended.effects.map(({ whom }) => whom)).toEqual(['owner'])
      })

    for (const [step] of chart.rows.filter(([, type]) => type === 'TAKE_DOWN'))
      test(`TAKE_DOWN at ${step} cancels the timer and tells the owner`, () => {
        const down = take(chart, arriveAt(chart, step), { type: 'TAKE_DOWN', actor: cast.webmaster ?? null })
        // One that waits for an evaluation is of no number of days yet, and never fires.
        const cancelled = down.cancelled.filter((id) => !id.startsWith('xstate.after.evaluateBy.'))
        expect(cancelled).toHaveLength(1)
        expect(cancelled[0]).toMatch(/^xstate\.after\.publishUntil\./)
        expect(down.timers).toEqual([])
        expect(down.effects.map(({ whom }) => whom)).toEqual(['owner'])
      })
  },
)

describe('a period of publication', () => {
  test.each(['cmi4', 'ksn2', 'ptt1'])('%s: where none is set there is no timer', (name) => {
    expect(arriveAt(find(name), find(name).public[0] ?? '').timers).toEqual([])
  })

  test('cmi3: nothing is published without one, for every way to the website passes HAND_OVER', () => {
    const chart = find('cmi3')
    const without = { ...chart, rows: chart.rows.filter(([, type]) => type !== 'HAND_OVER') }
    expect(() => arriveAt(without, 'published')).toThrow('no route')
    expect(arriveAt(chart, 'published').snapshot.context.values.publishUntil).toBe('2027-03-31')
  })

  test('cmi4: the correction of an error leaves the timer alone', () => {
    const chart = find('cmi4')
    const live = take(chart, arriveAt(chart, 'proofreading'), {
      type: 'PUBLISH',
      actor: cast.webmaster ?? null,
      data: { publishUntil: '2027-03-31' },
    })
    const correcting = take(chart, live, { type: 'REPORT_ERROR', actor: owner })
    const corrected = take(chart, correcting, { type: 'CORRECT', actor: owner, revision: 2 })
    for (const { timers, cancelled } of [correcting, corrected])
      expect({ timers, cancelled }).toEqual({ timers: [], cancelled: [] })
    const fired = { type: live.timers[0]?.id ?? '', actor: null }
    for (const at of [correcting, corrected])
      expect(stepsOf(take(chart, at, fired, true).snapshot)).toBe('takenDown')
  })

  test('standard: EXTEND cancels the old timer and sets one for the new day', () => {
    const asked = arriveAt(standardChart, 'published.extension')
    const extended = take(standardChart, asked, { type: 'EXTEND', actor: cast.officeDirector ?? null })
    expect(stepsOf(extended.snapshot)).toBe('published.live')
    expect(extended.snapshot.hasTag('public')).toBe(true)
    expect(extended.cancelled).toEqual(['xstate.after.publishUntil.published'])
    expect(extended.timers).toEqual([{ id: 'xstate.after.publishUntil.published', dueAt: day('2027-09-30') }])
  })

  test('standard: while an extension is considered, and when it is refused, the old timer runs on', () => {
    const asked = arriveAt(standardChart, 'published.extension')
    const kept = take(standardChart, asked, { type: 'KEEP_PERIOD', actor: cast.officeDirector ?? null })
    for (const { timers, cancelled } of [asked, kept])
      expect({ timers, cancelled }).toEqual({ timers: [], cancelled: [] })
    const fired = { type: 'xstate.after.publishUntil.published', actor: null }
    expect(stepsOf(take(standardChart, asked, fired, true).snapshot)).toBe('takenDown')
  })

  test('standard: a period may be extended a second time', () => {
    const again = ['EXTEND', 'REQUEST_EXTENSION', 'EXTEND'].reduce(
      (at, type) =>
        take(standardChart, at, {
          type,
          actor: (type === 'EXTEND' ? cast.officeDirector : cast.owner) ?? null,
          data: { publishUntil: '2028-01-31' },
        }),
      arriveAt(standardChart, 'published.extension'),
    )
    expect(again.timers.map(({ dueAt }) => dueAt)).toEqual([day('2028-01-31')])
  })
})

describe.each(['cmi4', 'ptt1'])('%s: the correction of an error', (name) => {
  const chart = find(name)
  test('is reported to the superior of who corrected it, and to the owner, with what was wrong', () => {
    const corrected = take(chart, arriveAt(chart, 'published.correcting'), { type: 'CORRECT', actor: owner })
    expect(corrected.effects.map(({ whom }) => whom)).toEqual(['superiorOfActor', 'owner'])
    for (const { of } of corrected.effects) expect(valuesNamedIn(of)).toEqual(['actor', 'error'])
  })

  test('publishes the new revision', () => {
    const corrected = take(chart, arriveAt(chart, 'published.correcting'), {
      type: 'CORRECT',
      actor: owner,
      revision: 4,
    })
    expect(corrected.snapshot.context.revision).toBe(4)
    expect(corrected.snapshot.context.decisions.at(-1)).toMatchObject({ type: 'CORRECT', revision: 4 })
  })
})

describe('cmi3: a request that the webmaster refused', () => {
  test('is certified again before it can be handed over, and asks for its period again', () => {
    const chart = find('cmi3')
    const refused = take(chart, arriveAt(chart, 'screening'), {
      type: 'REFUSE',
      actor: cast.webmaster ?? null,
    })
    const proposed = take(chart, refused, { type: 'PROPOSE', actor: owner, revision: 2 })
    expect(send(chart, proposed, { type: 'HAND_OVER', actor: owner })).toMatchObject({ ok: false })
    const certified = take(chart, proposed, { type: 'CERTIFY', actor: cast.groupDirector ?? null })
    expect(send(chart, certified, { type: 'PUBLISH', actor: cast.webmaster ?? null })).toMatchObject({
      ok: false,
      code: 'transition_not_available',
    })
    expect(
      certified.snapshot.context.decisions.map(({ type, revision }: Decision) => [type, revision]),
    ).toEqual([
      ['PROPOSE', 2],
      ['CERTIFY', 2],
    ])
  })
})

describe('ksn2: the decision of the head of the web group', () => {
  test('reaches the owner through the webmaster, and not before', () => {
    const chart = find('ksn2')
    const disallowed = take(chart, arriveAt(chart, 'decision'), {
      type: 'DISALLOW',
      actor: cast.webHead ?? null,
    })
    expect(disallowed.effects).toEqual([])
    expect(disallowed.snapshot.context.decisions.map(({ type }: Decision) => type)).toContain('DISALLOW')
  })

  test('puts what is published in one of the categories of the announcement', () => {
    const chart = find('ksn2')
    const at = arriveAt(chart, 'posting')
    const publish = choices(machineOf(chart), at.snapshot, cast.webmaster as Actor).find(
      ({ type }) => type === 'PUBLISH',
    )
    const category = publish?.needs.find(({ field }) => field === 'category')
    expect(category && 'options' in category && category.options?.map(({ id }) => id)).toEqual([
      '1.1',
      '1.2',
      '1.3',
      '1.4',
    ])
  })
})

describe('yst2: the website and the other channels, side by side', () => {
  const post = { type: 'POST', actor: cast.publicRelations ?? null }
  const publish = { type: 'PUBLISH', actor: cast.webmaster ?? null }

  test.each([
    ['PUBLISH, POST', [publish, post]],
    ['POST, PUBLISH', [post, publish]],
  ])('both are taken in either order: %s', (_, order) => {
    const both = order.reduce(
      (at, sent) => take(yst2Both, at, sent),
      arriveAt(yst2Both, 'website.pending + others.pending'),
    )
    expect(stepsOf(both.snapshot)).toBe('website.live + others.posted')
    expect(both.snapshot.hasTag('public')).toBe(true)
    expect(both.snapshot.status).toBe('active')
  })

  test('a request for other channels alone ends when they are posted, and is never public', () => {
    const posted = take(yst2Others, arriveAt(yst2Others, 'website.notAsked + others.pendingAlone'), post)
    expect(stepsOf(posted.snapshot)).toBe('posted')
    expect(posted.snapshot.status).toBe('done')
    expect(yst2Others.rows.some(([from]) => from.includes('live'))).toBe(false)
  })

  test.each(['social', 'board', 'journal'])('%s is a channel for public relations', (channel) => {
    const chart = { ...yst2Others, data: { PROPOSE: { channels: [channel] } } }
    const at = arriveAt(chart, 'website.notAsked + others.pendingAlone')
    expect(send(chart, at, post).ok).toBe(true)
    expect(send(chart, at, publish)).toMatchObject({ ok: false, code: 'transition_not_available' })
  })

  test('a request for the website alone stays open until it comes down', () => {
    const live = take(yst2Website, arriveAt(yst2Website, 'website.pending + others.notAsked'), publish)
    expect(live.snapshot.status).toBe('active')
    expect(send(yst2Website, live, post)).toMatchObject({ ok: false, code: 'transition_not_available' })
  })

  test('what has come down is not posted elsewhere any more', () => {
    const down = arriveAt(yst2Both, 'takenDown', 'PUBLISH')
    expect(send(yst2Both, down, post)).toMatchObject({ ok: false, code: 'transition_not_available' })
  })

  test('the owner cannot end by withdrawal what is on the website', () => {
    for (const step of yst2Both.public.filter((name) => !name.includes('notAsked')))
      expect(send(yst2Both, arriveAt(yst2Both, step), { type: 'WITHDRAW', actor: owner })).toMatchObject({
        ok: false,
        code: 'transition_not_available',
      })
  })

  test('the channels may be chosen anew after a return', () => {
    const returned = take(yst2Both, arriveAt(yst2Both, 'directorReview'), {
      type: 'RETURN',
      actor: cast.officeDirector ?? null,
    })
    const permitted = (
      [
        ['PROPOSE', owner],
        ['ENDORSE', cast.groupDirector ?? null],
        ['PERMIT', cast.officeDirector ?? null],
      ] as const
    ).reduce((at, [type, actor]) => take(yst2Website, at, { type, actor }), returned)
    expect(stepsOf(permitted.snapshot)).toBe('website.pending + others.notAsked')
  })
})

describe('yst2: what ๓.๒ and ๓.๓ name', () => {
  const owned = { actor: owner }

  test('pictures become public by their owner alone, for the document has nobody permit them', () => {
    const loading = arriveAt(yst2PhotosChart, 'loading')
    const live = take(yst2PhotosChart, loading, { type: 'PUBLISH', ...owned })
    expect(live.snapshot.hasTag('public')).toBe(true)
  })

  test('what a superior wants changed is gathered anew, with its purpose and its sources as they were', () => {
    const data = { PLAN: { objective: 'ให้ประชาชนทราบ' }, PROCURE: { sources: 'งานพัสดุ' } }
    const chart = { ...yst2RulesChart, data }
    const asked = arriveAt(chart, 'superiorReview')
    const back = take(chart, asked, { type: 'REVISE', actor: cast.groupDirector ?? null })
    expect(stepsOf(back.snapshot)).toBe('gathering')
    expect(back.effects.map(({ whom }) => whom)).toEqual(['owner'])
    expect(back.snapshot.context.values).toMatchObject({ objective: 'ให้ประชาชนทราบ', sources: 'งานพัสดุ' })
    const again = take(chart, back, { type: 'PROPOSE', ...owned, revision: 2 })
    expect(send(chart, again, { type: 'PUBLISH', ...owned })).toMatchObject({ ok: false })
  })

  test.each([yst2PhotosChart, yst2RulesChart])(
    '$name: the evaluation leaves what is published public, is done once, and has no day of its own',
    (chart) => {
      const live = arriveAt(chart, 'website.live + evaluation.pending')
      expect(live.timers).toEqual([])
      const evaluated = take(chart, live, { type: 'EVALUATE', ...owned })
      expect(evaluated.snapshot.hasTag('public')).toBe(true)
      expect(evaluated.snapshot.status).toBe('active')
      expect(send(chart, evaluated, { type: 'EVALUATE', ...owned })).toMatchObject({
        ok: false,
        code: 'transition_not_available',
      })
    },
  )

  test('an office that sets days for the evaluation has its owner reminded of it, and nothing else happens', () => {
    const procedure = structuredClone(yst2RulesChart.procedure)
    for (const deadline of procedure.deadlines)
      if (deadline.kind === 'days') Object.assign(deadline, { days: 30, working: false })
    const chart = { ...yst2RulesChart, procedure }
    const live = arriveAt(chart, 'website.live + evaluation.pending')
    const [timer] = live.timers
    expect(timer?.dueAt).toBe(day('2026-12-20'))
    const reminded = take(chart, live, { type: timer?.id ?? '', actor: null, at: timer?.dueAt ?? 0 }, true)
    expect(reminded.effects.map(({ whom }) => whom)).toEqual(['owner'])
    expect(stepsOf(reminded.snapshot)).toBe(stepsOf(live.snapshot))
  })
})

test('a request at any step of any chart survives being stored as JSON', () => {
  for (const chart of charts)
    for (const step of new Set(chart.rows.map(([from]) => from))) {
      const { snapshot } = arriveAt(chart, step)
      const { machine } = machineOf(chart)
      const stored = JSON.parse(JSON.stringify(machine.getPersistedSnapshot(snapshot)))
      const back = restore(machineOf(chart), stored)
      expect(stepsOf(back)).toBe(step)
      for (const [from, type, who] of chart.rows.filter(([name]) => name === step))
        expect({
          from,
          type,
          ok: send(chart, { ...start(chart), snapshot: back }, { type, actor: cast[firstOf(who)] ?? null })
            .ok,
        }).toEqual({ from, type, ok: true })
    }
})

describe('the offices', () => {
  test('are five, each with its document, its groups and the kinds of information that it lists', () => {
    expect(
      offices.map(({ id, document, categories, procedures: [publication] }) => [
        id,
        document.date,
        document.signedBy,
        categories.length,
        publication?.id,
      ]),
    ).toEqual([
      ['cmi3', null, null, 0, 'cmi3.publication'],
      ['cmi4', '2020-06-25', 'นายไกรเจน เดชะบุญ', 7, 'cmi4.publication'],
      ['ksn2', '2019-10-01', 'นายชาญกฤต น้ำใจดี', 4, 'ksn2.publication'],
      ['ptt1', '2022-07-05', 'นายนิพนธ์ นนธิ', 15, 'ptt1.publication'],
      ['yst2', '2020-06-24', 'นายวรรณสิทธิ์ คำเพราะ', 19, 'yst2.publication'],
    ])
    for (const { groups, categories, procedures: own, id } of offices) {
      expect(new Set(groups.map((group) => group.id)).size).toBe(10)
      expect(own.every((procedure) => procedure.office === id)).toBe(true)
      // The publication has them all; what another procedure is for is among them.
      expect(own[0]?.categories).toEqual(categories)
      for (const { categories: some } of own)
        expect(some).toEqual(categories.filter((one) => some.some(({ id: kind }) => kind === one.id)))
    }
  })

  test('number their kinds of information in Thai, without a gap', () => {
    const thai = (number: number) =>
      String(number).replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)] ?? '')
    for (const { categories } of offices)
      expect(categories.filter(({ id }) => id !== 'other').map(({ id, number }) => [id, number])).toEqual(
        categories
          .filter(({ id }) => id !== 'other')
          .map((_, index) => [`1.${index + 1}`, `๑.${thai(index + 1)}`]),
      )
    // Where a list is not closed, or news has no place in it, what it does not name has one of its own, without a number.
    const others = offices.flatMap(({ id, categories }) =>
      categories.flatMap((one) => (one.id === 'other' ? [[id, one.number, one.source]] : [])),
    )
    expect(others).toEqual([
      ['cmi4', '', 'document'],
      ['ptt1', '', 'added'],
    ])
  })

  test('set no period and no deadline that their documents do not have', () => {
    const set = (deadline: Deadline) => deadline.kind !== 'days' || deadline.days !== null
    for (const { deadlines } of procedures)
      expect(deadlines.filter(set).map(({ kind }) => kind)).toEqual(['date'])
  })
})
