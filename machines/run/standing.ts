import type { StateValue } from 'xstate'
import { nodeAt } from '../chart/graph.ts'
import { qualifiedTitles } from '../chart/step-titles.ts'
import type { Chart, Meta } from '../procedure/procedure.ts'
import type { ChartSnapshot } from './step.ts'

/** The dotted paths of the present leaves, in the order of the chart: one, or one a region of a parallel step. */
export function stepsOf(value: StateValue): string[] {
  if (typeof value === 'string') return [value]
  return Object.entries(value).flatMap(([name, child]) => {
    const below = child === undefined ? [] : stepsOf(child)
    return below.length === 0 ? [name] : below.map((path) => `${name}.${path}`)
  })
}

/** The words of a step by its dotted path, told apart from steps called alike; one that the chart lost is named by its path. */
export function metaOfStep(chart: Chart, step: string): Meta {
  const found = nodeAt(chart, step.split('.'))?.meta
  const title = qualifiedTitles(chart).get(step)
  if (found && title) return { ...found, title }
  return found ?? { title: { th: step, en: step }, clause: '', source: 'added' }
}

/** Whether a request was thrown away as a draft (`discard.ts`). */
export const isDiscarded = ({ status }: Pick<ChartSnapshot, 'status'>): boolean => status === 'stopped'

/** Where a request stands for the people who look for it. */
export type Standing = {
  steps: string[]
  status: 'open' | 'published' | 'ended'
  waiting: boolean
  editable: boolean
}

/** `waiting`: some present leaf is neither final nor `resting`, so somebody is asked to act. What was thrown away stands nowhere. */
export function standingOf(chart: Chart, snapshot: ChartSnapshot): Standing {
  if (isDiscarded(snapshot)) return { steps: [], status: 'ended', waiting: false, editable: false }
  const steps = stepsOf(snapshot.value)
  const waits = (step: string) => {
    const node = nodeAt(chart, step.split('.'))
    return node?.type !== 'final' && !node?.tags?.includes('resting')
  }
  const ended = snapshot.status === 'done'
  return {
    steps,
    status: ended ? 'ended' : snapshot.hasTag('public') ? 'published' : 'open',
    waiting: !ended && steps.some(waits),
    editable: !ended && snapshot.hasTag('editable'),
  }
}
