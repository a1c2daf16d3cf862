import { expect, test } from '@jest/globals'
import { edgesOf } from '../../../machines/chart/edges.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type { Chart } from '../../../machines/procedure/procedure.ts'
import { largeChart } from '../../support/large-chart.ts'

/** ms of this thread's own CPU. */
function cpuOf(work: () => void): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}
const cpuOfCheck = (procedure: object) =>
  cpuOf(() => expect(checkProcedure(procedure)).toMatchObject({ ok: true }))

// A check that walked the chart for each target of each leaf took 0.4, 2.3 and 53 s of the first, second and last.
test.each([
  ['40 KB', largeChart(80, 160)],
  ['79 KB', largeChart(150, 320)],
  ['158 KB', largeChart(300, 640)],
  ['248 KB', largeChart(490, 1000)],
  ['248 KB of few steps with many choices', largeChart(40, 1300)],
  ['238 KB of many steps with few choices', largeChart(490, 1)],
])('a draft of %s is checked in no time', (_, procedure) => {
  expect(cpuOfCheck(procedure)).toBeLessThan(1000)
})

test('a draft of twice the size takes twice as long to check, not four or eight times', () => {
  const least = (procedure: object) => Math.min(...Array.from({ length: 5 }, () => cpuOfCheck(procedure)))
  least(largeChart(100, 200))
  expect(least(largeChart(480, 960))).toBeLessThan(8 * least(largeChart(120, 240)) + 20)
})

// Following the chart anew for each edge took 1.2 s, 15 s and 261 s of the first, second and third.
test.each([
  ['31 KB', largeChart(60, 120)],
  ['63 KB', largeChart(120, 245)],
  ['128 KB', largeChart(245, 500)],
  ['248 KB', largeChart(490, 1000)],
])('the kinds of the edges of a chart of %s are told at once', (_, procedure) => {
  const { chart } = procedure as { chart: Chart }
  expect(cpuOf(() => expect(edgesOf(chart).length).toBeGreaterThan(100))).toBeLessThan(8000)
})

/** A step in which one may come back to any of many history steps; 200 are 84 KB. */
function chartOfHistories(count: number): Chart {
  const meta = { title: { th: 'ก', en: 'a' }, clause: '-', source: 'added' }
  const numbers = Array.from({ length: count }, (_, number) => number)
  const steps = numbers.map((number) => [
    `x${number}`,
    { meta, on: { [`N${number}`]: { target: `x${(number + 1) % count}`, meta } } },
  ])
  const histories = numbers.map((number) => [`h${number}`, { type: 'history', meta, target: 'x0' }])
  const back = numbers.map((number) => [`B${number}`, { target: `work.h${number}`, meta }])
  const work = { meta, initial: 'x0', on: { OUT: { target: 'aside', meta } } }
  return {
    id: 'histories',
    initial: 'work',
    states: {
      work: { ...work, states: Object.fromEntries([...steps, ...histories]) },
      aside: { meta, on: Object.fromEntries(back) },
    },
  } as unknown as Chart
}

// The leaves that a history step enters were looked for anew for each pair of steps: 12 s.
test('the kinds of the edges of a chart of 200 history steps are told at once', () => {
  const chart = chartOfHistories(200)
  expect(cpuOf(() => expect(edgesOf(chart)).toHaveLength(401))).toBeLessThan(8000)
})
