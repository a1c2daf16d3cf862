import { describe, expect, test } from '@jest/globals'
import { walk } from '../../../machines/chart/graph.ts'
import { type Taken, transitionsHere } from '../../../machines/run/step.ts'
import { cast, charts, type OfficeChart, routeTo, send, start, stepsOf, take } from './office-charts.ts'

const eventTypes = (chart: OfficeChart): string[] => [
  ...new Set([...walk(chart.procedure.chart)].flatMap(({ node }) => Object.keys(node.on ?? {}))),
]

/** Every state value that any event by any of the cast can reach, found by the engine and not by the table. */
function reachable(chart: OfficeChart): Taken[] {
  const found = new Map<string, Taken>()
  const open = [start(chart)]
  for (let at = open.shift(); at; at = open.shift()) {
    const key = JSON.stringify(at.snapshot.value)
    if (found.has(key)) continue
    found.set(key, at)
    for (const { eventType: type } of transitionsHere(at.snapshot)) {
      const fromTimer = type.startsWith('xstate.after.')
      for (const actor of fromTimer ? [null] : Object.values(cast)) {
        const taken = send(chart, at, { type, actor }, fromTimer)
        if (taken.ok) open.push(taken)
      }
    }
  }
  return [...found.values()]
}

const mayTake = (chart: OfficeChart, step: string, event: string, name: string): boolean =>
  chart.rows.some(([from, type, who]) => from === step && type === event && who.split(' ').includes(name))

const forgeries = (chart: OfficeChart): string[] => {
  const { chart: root } = chart.procedure
  const ids = [...walk(root)].map(({ path, node }) => node.id ?? [root.id, ...path].join('.'))
  return [
    ...ids.flatMap((id) => [`xstate.after.publishUntil.${id}`, `xstate.done.state.${id}`]),
    'xstate.done.actor.0',
    'xstate.error.actor.0',
    'xstate.init',
    'xstate.stop',
    'publishUntil',
    '*',
    '',
  ]
}

const withStates = charts.map((chart) => ({ chart, states: reachable(chart) }))

describe.each(withStates.map((item) => ({ ...item, name: item.chart.name })))(
  '$name',
  ({ chart, states }) => {
    const cases = states.flatMap((at) =>
      eventTypes(chart).flatMap((type) =>
        Object.entries(cast).map(([name, actor]) => ({ at, step: stepsOf(at.snapshot), type, name, actor })),
      ),
    )
    const allowed = cases.filter(({ step, type, name }) => mayTake(chart, step, type, name))
    const refused = cases.filter(({ step, type, name }) => !mayTake(chart, step, type, name))
    const forged = states.flatMap((at) => forgeries(chart).map((type) => ({ at, type })))

    test(`the engine reaches the ${states.length} steps that the document has, and no other`, () => {
      const listed = new Set(chart.rows.flatMap(([from, , , target]) => [from, target]))
      expect(states.map(({ snapshot }) => stepsOf(snapshot)).sort()).toEqual([...listed].sort())
    })

    test('the chart declares no event that the document does not know', () => {
      const known = charts
        .filter(({ procedure }) => procedure === chart.procedure)
        .flatMap(({ rows }) => rows)
      expect([...eventTypes(chart)].sort()).toEqual([...new Set(known.map(([, event]) => event))].sort())
    })

    test(`${refused.length} unlisted combinations of step, event and person are refused`, () => {
      const through = refused.filter(({ at, type, actor, step }) => {
        const answer = send(chart, at, { type, actor })
        const declared = chart.rows.some(([from, event]) => from === step && event === type)
        return answer.ok || answer.code !== (declared ? 'not_permitted' : 'transition_not_available')
      })
      expect(through.map(({ step, type, name }) => `${step}: ${type} by ${name}`)).toEqual([])
    })

    test(`${allowed.length} listed combinations are allowed`, () => {
      const stopped = allowed.filter(({ at, type, actor }) => !send(chart, at, { type, actor }).ok)
      expect(stopped.map(({ step, type, name }) => `${step}: ${type} by ${name}`)).toEqual([])
      expect(new Set(allowed.map(({ step, type }) => `${step} ${type}`)).size).toBe(chart.rows.length)
    })

    test(`${forged.length * Object.keys(cast).length} forged engine events are refused`, () => {
      const through = forged.flatMap(({ at, type }) =>
        Object.entries(cast)
          .filter(([, actor]) => send(chart, at, { type, actor }).ok)
          .map(([name]) => `${stepsOf(at.snapshot)}: ${type} by ${name}`),
      )
      expect(through).toEqual([])
    })

    test(`${forged.length} engine events from the timer loop are refused but where the step has that deadline`, () => {
      const through = forged.filter(({ at, type }) => send(chart, at, { type, actor: null }, true).ok)
      expect(through.map(({ at, type }) => `${stepsOf(at.snapshot)}: ${type}`).sort()).toEqual(
        states
          .filter(({ snapshot }) => chart.public.includes(stepsOf(snapshot)))
          .map(({ snapshot }) => `${stepsOf(snapshot)}: ${expiryOf(chart, stepsOf(snapshot))}`)
          .sort(),
      )
    })

    test('the timer loop can take no choice of a person', () => {
      const through = cases.filter(({ at, type, actor }) => send(chart, at, { type, actor }, true).ok)
      expect(through).toEqual([])
    })
  },
)

/** The type of the event with which the period of publication ends, by XState's naming. */
function expiryOf(chart: OfficeChart, step: string): string {
  if (chart.name === 'standard') return 'xstate.after.publishUntil.published'
  const [region] = step.split(' + ')
  // Where what is corrected stands beside what is published, each has a deadline of its own, on the same day.
  const own = chart.name === 'ksn2' ? step : 'published'
  const isSplit = chart.procedure.id === 'yst2.publication'
  const node = isSplit ? `publishing.${region}` : own
  return `xstate.after.publishUntil.${chart.procedure.chart.id}.${node}`
}

test('a route of the table is a route of the engine', () => {
  for (const chart of charts)
    for (const end of chart.ends.filter((name) => chart.rows.some(([, , , target]) => target === name))) {
      const last = routeTo(chart, end).reduce(
        (at, [, type, who]) => take(chart, at, { type, actor: cast[who.split(' ')[0] ?? ''] ?? null }),
        start(chart),
      )
      expect(stepsOf(last.snapshot)).toBe(end)
      expect(last.snapshot.status).toBe('done')
    }
})
