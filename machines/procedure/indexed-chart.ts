import { walk } from '../chart/graph.ts'
import type { Chart, StateNodeConfig } from './procedure.ts'

export type Step = {
  path: string[]
  node: StateNodeConfig | Chart
  parent: Step | undefined
  children: Step[]
}

/** The steps of a sound chart with their names, so that following thousands of transitions does not walk it for each. */
export type IndexedChart = {
  /** The chart itself first, parents before children. */
  steps: Step[]
  /** The step that a transition from `from` names, as `resolveTarget` reads it. */
  resolve(from: string[], target: string): Step | undefined
}

const keyOf = (path: string[]) => path.map((name) => `.${name}`).join('')

/** Reads a chart once. */
export function indexChart(chart: Chart): IndexedChart {
  const steps: Step[] = []
  const byPath = new Map<string, Step>()
  const byId = new Map<string, Step>()
  for (const { path, node } of walk(chart)) {
    const parent = path.length > 0 ? byPath.get(keyOf(path.slice(0, -1))) : undefined
    const step: Step = { path, node, parent, children: [] }
    parent?.children.push(step)
    steps.push(step)
    byPath.set(keyOf(path), step)
    // The chart's own id comes before that of a step, and of two steps the first has it.
    if (node.id !== undefined && !byId.has(node.id)) byId.set(node.id, step)
  }
  return {
    steps,
    resolve: (from, target) => {
      if (target.startsWith('.')) return byPath.get(`${keyOf(from)}${target}`)
      // The chart itself has no siblings: there XState wants `.child`.
      if (!target.startsWith('#'))
        return from.length > 0 ? byPath.get(`${keyOf(from.slice(0, -1))}.${target}`) : undefined
      const [id = '', ...rest] = target.slice(1).split('.')
      const named = byId.get(id)
      return named && byPath.get(keyOf([...named.path, ...rest]))
    },
  }
}
