import type { Chart, StateNodeConfig, Text } from '../../../machines/procedure/procedure.ts'

export type LeafStep = { id: string; title: Text }

/** The steps at which a request can stand, in the order in which the chart states them: none that it only passes. */
export function leafSteps(chart: Chart): LeafStep[] {
  const found: LeafStep[] = []
  const visit = (states: Record<string, StateNodeConfig>, path: string) => {
    for (const [key, node] of Object.entries(states)) {
      const id = path ? `${path}.${key}` : key
      if (node.states && Object.keys(node.states).length > 0) visit(node.states, id)
      else if (node.type !== 'history' && node.meta && (!node.always || node.on || node.after))
        found.push({ id, title: node.meta.title })
    }
  }
  visit(chart.states, '')
  return found
}
