import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type EdgeKind, edgesOf, kindOfChoice } from '../../../machines/chart/edges.ts'
import { walk } from '../../../machines/chart/graph.ts'
import type { Json } from '../../../machines/chart/json.ts'
import { layoutOf } from '../../../machines/chart/layout/layout.ts'
import { offices, standard } from '../../../machines/offices/offices.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type { Chart, Procedure, Transition } from '../../../machines/procedure/procedure.ts'
import { choices } from '../../../machines/run/choices.ts'
import { setAt } from '../../../ui/office/drafts/editor/edits/json.ts'
import { renameStep } from '../../../ui/office/drafts/editor/edits/steps.ts'
import { chartOf } from '../../../ui/office/drafts/editor/edits/walk.ts'
import { mutated } from '../../support/mutations.ts'
import { compiledOf, end, meta, owner, requestOn, to } from '../../support/small-chart.ts'
import { withMarks } from '../../support/unmarked.ts'
import { diceOf } from '../../support/walk-procedure.ts'

const procedures = [...offices.flatMap((office) => office.procedures), standard]
const officeOf = (id: string) => offices.find((office) => office.id === id)?.procedures[0] as Procedure
/** The kind of every edge, by its id. */
const kindsOf = (chart: Json): Record<string, EdgeKind> =>
  Object.fromEntries(edgesOf(chart).map(({ id, kind }) => [id, kind]))
const stepsOf = (states: Chart['states'], initial = 'draft'): Chart => ({ id: 'chart', initial, states })

/** A draft, a review that sends back to it, and what the test is about. */
const review = (on: Record<string, Transition>, more: Chart['states'] = {}): Chart =>
  stepsOf({
    draft: { meta, on: { PROPOSE: to('review') } },
    review: { meta, on: { RETURN: to('draft'), APPROVE: to('live'), ...on } },
    live: { meta, tags: ['public'], on: { TAKE_DOWN: to('ended') } },
    ended: end,
    ...more,
  })

describe('the kind of a transition', () => {
  test('to the end of one track is no return because the whole chart may note something where it stands', () => {
    const track = (name: string) => ({
      ...{ meta, initial: 'read' },
      states: { read: { meta, on: { [name]: to('fine') } }, fine: end },
    })
    const chart = (notes: Record<string, Transition>): Chart => ({
      ...stepsOf({
        draft: { meta, on: { PROPOSE: to('checks') } },
        checks: {
          ...{ meta, type: 'parallel', states: { law: track('LAWFUL'), data: track('CLEAN') } },
          onDone: { target: 'live', meta },
        },
        live: { meta, tags: ['public'] },
      }),
      on: notes,
    })
    for (const notes of [{}, { NOTE: to(undefined) }])
      expect(kindsOf(chart(notes))).toMatchObject({
        'checks.law.read:LAWFUL:0': 'forward',
        'checks.data.read:CLEAN:0': 'forward',
      })
  })

  test('is told by where it leads, and not by what becomes of the decisions', () => {
    const cmi3 = structuredClone(officeOf('cmi3'))
    const { certification, handover } = cmi3.chart.states
    const giveBack = certification?.on?.RETURN as Transition
    const handOver = handover?.on?.HAND_OVER as Transition
    giveBack.actions = [giveBack.actions ?? []].flat().filter(({ type }) => type !== 'startAgain')
    handOver.actions = [...[handOver.actions ?? []].flat(), { type: 'startAgain' }]
    expect(checkProcedure(withMarks(cmi3)).ok).toBe(true)
    expect(kindsOf(cmi3.chart)).toEqual(kindsOf(officeOf('cmi3').chart))
    expect(kindsOf(cmi3.chart)).toMatchObject({
      'certification:RETURN:0': 'return',
      'handover:HAND_OVER:0': 'forward',
      'published:TAKE_DOWN:0': 'ending',
      'published:publishUntil:0': 'deadline',
    })
  })

  test('is an ending where the request ends, reasons or none, at once or by what follows by itself', () => {
    const reasons = { meta: { ...meta, needs: [{ field: 'reasons' as const, grounds: [] }] } }
    const chart = review(
      { REFUSE: to('refused', reasons), CLOSE: to('closing'), MAYBE: to('deciding') },
      {
        refused: end,
        closing: { meta, always: to('ended', { guard: undefined }) },
        deciding: {
          meta,
          always: [
            to('live', { guard: { type: 'asked', params: { field: 'a', value: 'b' } } }),
            to('ended', { guard: undefined }),
          ],
        },
      },
    )
    expect(kindsOf(chart)).toMatchObject({
      'review:REFUSE:0': 'ending',
      'review:CLOSE:0': 'ending',
      'review:MAYBE:0': 'forward',
      'closing:always:0': 'automatic',
    })
  })

  test('is a return also where the owner is informed first, and none where one only asks for an opinion', () => {
    const chart = review(
      { DISALLOW: to('informing'), ASK: to('opinion') },
      { informing: { meta, on: { INFORM: to('draft') } }, opinion: { meta, on: { ANSWER: to('review') } } },
    )
    expect(kindsOf(chart)).toMatchObject({ 'review:DISALLOW:0': 'return', 'review:ASK:0': 'forward' })
    expect(kindsOf(officeOf('ksn2').chart)).toMatchObject({ 'decision:DISALLOW:0': 'return' })
  })

  test('is forward where a way past the step leads, where one stays, goes on where one was, or mends what is public', () => {
    const chart = stepsOf({
      draft: { meta, on: { PROPOSE: to('check'), SKIP: to('review') } },
      check: { meta, on: { PASS: to('review'), NOTE: to(undefined), AGAIN: to('check') } },
      review: { meta, on: { CHECK: to('check'), RETURN: to('draft'), PUBLISH: to('site') } },
      site: {
        meta,
        initial: 'live',
        tags: ['public'],
        states: {
          live: { meta, on: { REPORT: to('mending') } },
          mending: { meta, on: { MEND: to('live'), PAUSE: to('#paused') } },
          last: { type: 'history', meta },
        },
      },
      paused: { id: 'paused', meta, on: { RESUME: to('site.last'), RETURN: to('draft'), END: to('ended') } },
      ended: end,
    })
    const kinds = kindsOf(chart)
    const back = Object.keys(kinds).filter((id) => kinds[id] === 'return')
    expect(back).toEqual(['review:RETURN:0', 'paused:RETURN:0'])
  })

  test('is a return out of a track, out of what follows all tracks, and into a parallel step that has been passed', () => {
    const track = (name: string) => ({
      meta,
      initial: 'waiting',
      states: { waiting: { meta, on: { [name]: to('done'), [`${name}_BACK`]: to('#draft') } }, done: end },
    })
    const chart = stepsOf({
      draft: { id: 'draft', meta, on: { PROPOSE: to('both') } },
      both: {
        meta,
        type: 'parallel',
        states: { a: track('A'), b: track('B') },
        onDone: to('last', { guard: undefined }),
      },
      last: {
        meta,
        on: { ALL_AGAIN: to('both'), A_AGAIN: to('both.a'), BACK: to('draft'), END: to('ended') },
      },
      ended: end,
    })
    const kinds = kindsOf(chart)
    expect(Object.keys(kinds).filter((id) => kinds[id] === 'return')).toEqual([
      ...['both.a.waiting:A_BACK:0', 'both.b.waiting:B_BACK:0'],
      ...['last:ALL_AGAIN:0', 'last:A_AGAIN:0', 'last:BACK:0'],
    ])
    expect(kinds['both:done:0']).toBe('automatic')
  })

  test('does not depend on the order in which the steps are written', () => {
    fc.assert(
      fc.property(fc.constantFrom(...procedures), fc.infiniteStream(fc.nat()), ({ chart }, numbers) => {
        const shuffle = (node: Json): Json => {
          if (typeof node.states !== 'object' || node.states === null) return node
          const states = Object.entries(node.states)
            .map(([name, child]) => ({ name, child: shuffle(child as Json), by: numbers.next().value ?? 0 }))
            .sort((a, b) => a.by - b.by)
          return { ...node, states: Object.fromEntries(states.map(({ name, child }) => [name, child])) }
        }
        expect(kindsOf(shuffle(chart))).toEqual(kindsOf(chart))
      }),
      { numRuns: 60 },
    )
  })
})

describe('a way back that only the owner may take', () => {
  const byDirector: Transition['guard'] = { type: 'may', params: { as: 'officeDirector', within: 'office' } }
  const others = { RETURN: to('draft', { guard: byDirector }), APPROVE: to('live', { guard: byDirector }) }

  test('is a recall where somebody else is asked to act, and nobody waits for it', () => {
    const compiled = compiledOf(review({ ...others, RECALL: to('draft') }))
    const request = requestOn(compiled)
    const { snapshot } = request.take(request.first, { type: 'PROPOSE' })
    expect(
      choices(compiled, snapshot, owner).map(({ type, kind, allowed, awaited }) => [
        ...[type, kind],
        ...[allowed, awaited],
      ]),
    ).toEqual([
      ['RETURN', 'return', false, true],
      ['APPROVE', 'forward', false, true],
      ['RECALL', 'recall', true, false],
    ])
  })

  test('is a return where nobody else is asked: the request waits for its owner', () => {
    const told = { INFORMED: to('draft'), GIVE_UP: to('ended') }
    const chart = review(
      { ...others, REFUSE: to('told', { guard: byDirector }) },
      { told: { meta, on: told } },
    )
    expect(kindsOf(chart)['told:INFORMED:0']).toBe('return')
  })

  test('is a return where others may take it too', () => {
    const guard: Transition['guard'] = { type: 'may', params: { as: ['owner', 'officeDirector'] } }
    expect(kindsOf(review({ ...others, BACK: to('draft', { guard }) }))['review:BACK:0']).toBe('return')
  })

  test('stands in every office’s procedure, once, in the step after the submission', () => {
    // Pictures of activities are put before nobody.
    for (const { id, chart } of procedures.filter((one) => one.id !== 'yst2.photos'))
      expect([id, Object.values(kindsOf(chart)).filter((kind) => kind === 'recall')]).toEqual([
        id,
        ['recall'],
      ])
  })
})

describe('one answer to everybody who asks', () => {
  test('the picture of a draft, its picture once it is in force, and the choices of a request agree', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...procedures),
        fc.nat({ max: 4 }),
        fc.nat(),
        async (base, count, seed) => {
          const procedure = mutated(base, count, diceOf(seed))
          const draft = JSON.parse(JSON.stringify(procedure)) as Json
          const beforehand = kindsOf(chartOf(draft))
          const { edges } = await layoutOf(procedure)
          for (const { id, kind } of edges) expect([id, kind]).toEqual([id, beforehand[id]])
          for (const { id, from, type, kind } of edgesOf(procedure.chart)) {
            if (kind === 'deadline' || kind === 'automatic') continue
            const index = Number(id.split(':').at(-1))
            expect(kindOfChoice(procedure.chart, { from, type, index })).toBe(kind)
          }
        },
      ),
      { numRuns: 40 },
    )
  }, 60_000)

  test('of several ways under one event each has its own kind', () => {
    const only = (value: string, target: string) =>
      to(target, { guard: { type: 'asked', params: { field: 'a', value } } })
    const chart = review({ GO: to('live') })
    const { review: node } = chart.states
    if (node?.on) node.on.DECIDE = [to('ended'), to('draft'), to('live')]
    if (node?.on) node.on.ASKED = [only('x', 'ended')]
    const compiled = compiledOf(chart)
    const request = requestOn(compiled)
    const { snapshot } = request.take(request.first, { type: 'PROPOSE' })
    expect(choices(compiled, snapshot, owner).map(({ type, kind }) => [type, kind])).toEqual([
      ['RETURN', 'return'],
      ['APPROVE', 'forward'],
      ['GO', 'forward'],
      ['DECIDE', 'ending'],
      ['DECIDE', 'return'],
      ['DECIDE', 'forward'],
    ])
  })

  test('renaming a step changes no kind', () => {
    for (const { id, chart, ...rest } of procedures) {
      const json = JSON.parse(JSON.stringify({ id, chart, ...rest })) as Json
      for (const { path } of [...walk(chart)].slice(1))
        expect(Object.values(kindsOf(chartOf(renameStep(json, path, 'anotherName'))))).toEqual(
          Object.values(kindsOf(chart)),
        )
    }
  })
})

describe('a draft that is not sound', () => {
  /** Every place of a chart at which something could be missing or wrong. */
  function* placesIn(value: unknown, at: (string | number)[] = []): Generator<(string | number)[]> {
    if (at.length > 0) yield at
    if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) yield* placesIn(inner, [...at, name])
  }
  const wrong = fc.constantFrom(undefined, null, 5, '', 'nowhere', '#last', [], {}, [null], { target: 3 })

  test('is walked and drawn whatever is missing or of the wrong kind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...procedures),
        fc.array(fc.tuple(fc.nat(), wrong), { minLength: 1, maxLength: 5 }),
        async ({ chart }, edits) => {
          let draft = JSON.parse(JSON.stringify(chart)) as Json
          for (const [number, value] of edits) {
            const places = [...placesIn(draft)]
            const at = places[number % places.length]
            if (at) draft = setAt(draft, at, value)
          }
          const { nodes, edges, width } = await layoutOf({ chart: draft as Chart })
          expect(width).toBeGreaterThan(0)
          expect(nodes.map(({ id }) => id)).toEqual(
            [...walk(draft)]
              .slice(1)
              .filter(({ node }) => node.type !== 'history')
              .map(({ path }) => path.join('.')),
          )
          for (const { id, from, to: target } of edges)
            for (const step of [from, target])
              expect([id, step, nodes.some((node) => node.id === step)]).toEqual([id, step, true])
        },
      ),
      { numRuns: 150 },
    )
  }, 60_000)

  test('has no edge to a step that is not there, and a history step that leads to itself is walked but once', () => {
    const broken = setAt(
      JSON.parse(JSON.stringify(officeOf('cmi3').chart)) as Json,
      ['states', 'certification', 'on', 'CERTIFY', 'target'],
      'nowhere',
    )
    expect(edgesOf(broken)).toHaveLength(edgesOf(officeOf('cmi3').chart).length - 1)
    expect(edgesOf({ states: { a: { on: { GO: 5 } }, b: null } })).toEqual([])
    const looped = {
      id: 'looped',
      initial: 'a',
      states: { a: { on: { GO: { target: 'h' } } }, h: { type: 'history', target: 'h' } },
    }
    expect(edgesOf(looped).map(({ id, kind }) => [id, kind])).toEqual([['a:GO:0', 'forward']])
  })

  test('is called by the names of its steps and events where it has no words yet', async () => {
    const chart = { id: 'new', initial: 'a', states: { a: { on: { GO: { target: 'b' } } }, b: {} } }
    const { nodes, edges } = await layoutOf({ chart: chart as unknown as Chart })
    expect(nodes.map(({ title }) => title.th)).toEqual(['a', 'b'])
    expect(edges.map(({ title }) => title.th)).toEqual(['GO'])
  })
})
