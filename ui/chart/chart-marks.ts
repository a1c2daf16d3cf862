import { type Happened, routeOf } from '../../machines/chart/route.ts'
import type { ChartProcedure } from './chart-procedure.ts'

export type StepMark = {
  kind: 'added' | 'removed' | 'changed' | 'wrong' | 'notable' | 'clause' | 'heat'
  /** Stands on the step, so that the mark is never by colour alone; empty where there is nothing to say. */
  words: string
  /** Of `heat`: from 0 (nothing) to 4 (the most of all steps). */
  level?: number
}

/** What is drawn on a chart besides the chart: by step, and by line the words of its place in a path ("1, 4"), empty where it is drawn as taken only. */
export type ChartMarks = {
  steps: ReadonlyMap<string, StepMark>
  lines?: ReadonlyMap<string, string>
}

/** The lines that a path takes, each with the numbers of the path's steps that go along it. */
export function pathLines(
  procedure: ChartProcedure,
  path: Happened[],
  number: (value: number) => string,
): Map<string, string> {
  const lines = new Map<string, string>()
  for (const [index, step] of path.entries())
    for (const { id } of routeOf({ chart: procedure.chart, edges: procedure.layout.edges }, step)) {
      const before = lines.get(id)
      lines.set(id, before === undefined ? number(index + 1) : `${before}, ${number(index + 1)}`)
    }
  return lines
}

/** How hot each value is, from 0 to 4 against the greatest of them; a value that is not there is 0. */
export function heatLevel(value: number | null, greatest: number): number {
  if (!value || greatest <= 0) return 0
  return Math.max(1, Math.ceil((value / greatest) * 4))
}
