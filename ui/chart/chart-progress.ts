import type { EventView, ProcedureView } from '../../api/http/contract.ts'
import { leavesOf } from '../../machines/chart/graph.ts'

export type StepStatus = 'present' | 'passed' | 'ahead'
export type Progress = {
  steps: Map<string, StepStatus>
  /** The ids of the edges that lie on the path taken; of the returns, every one that was ever taken. */
  taken: Set<string>
}
export type Happened = Pick<EventView, 'type' | 'from' | 'to'>
type Drawn = Pick<ProcedureView, 'chart' | 'layout'>

/** How far a request has come: a return takes it back, so what it had passed after that step lies ahead again. */
export function progressOf(procedure: Drawn, present: string[], events: Happened[]): Progress {
  const { nodes, edges } = procedure.layout
  const order = new Map(nodes.map(({ id }, index) => [id, index]))
  const at = (id: string) => order.get(id) ?? 0
  let passed = new Set<string>()
  let taken = new Set<string>()
  for (const event of events) {
    const route = routeOf(procedure, event)
    const [edge] = route
    if (edge?.kind === 'return') {
      const kindOf = new Map(edges.map((one) => [one.id, one]))
      passed = new Set([...passed].filter((id) => at(id) < at(edge.to)))
      taken = new Set(
        [...taken].filter(
          (id) => kindOf.get(id)?.kind === 'return' || at(kindOf.get(id)?.from ?? '') < at(edge.to),
        ),
      )
    } else for (const id of event.from) if (!event.to.includes(id)) passed.add(id)
    for (const [index, one] of route.entries()) {
      taken.add(one.id)
      if (index > 0) passed.add(one.from)
    }
  }
  const holds = (set: Iterable<string>, id: string) => [...set].some((one) => isWithin(one, id))
  return {
    taken,
    steps: new Map(
      nodes.map(({ id }) => [id, holds(present, id) ? 'present' : holds(passed, id) ? 'passed' : 'ahead']),
    ),
  }
}

export const isWithin = (id: string, group: string): boolean => id === group || id.startsWith(`${group}.`)

type Edge = ProcedureView['layout']['edges'][number]

/** The edge that an event took, then those that follow by themselves from where it led. */
export function routeOf(procedure: Drawn, event: Happened): Edge[] {
  const timer = /^xstate\.after\.([^.]+)\./.exec(event.type)
  const type = timer?.[1] ?? event.type
  const possible = procedure.layout.edges.filter(
    (edge) =>
      edge.type === type &&
      (edge.kind === 'after') === (timer !== null) &&
      event.from.some((id) => isWithin(id, edge.from)),
  )
  for (const edge of possible) {
    const onward = enter(procedure, edge.to, event.to, new Set())
    if (onward) return [edge, ...onward]
  }
  return []
}

/** The automatic edges between entering a step and coming to rest in `to`; undefined where that is no way there. */
function enter(procedure: Drawn, step: string, to: string[], seen: Set<string>): Edge[] | undefined {
  const found: Edge[] = []
  for (const leaf of leavesOf(procedure.chart, step.split('.'))) {
    const onward = follow(procedure, leaf.join('.'), to, seen)
    if (!onward) return undefined
    found.push(...onward)
  }
  return found
}

function follow(procedure: Drawn, leaf: string, to: string[], seen: Set<string>): Edge[] | undefined {
  if (to.includes(leaf)) return []
  if (seen.has(leaf)) return undefined
  seen.add(leaf)
  for (const edge of procedure.layout.edges) {
    if (edge.kind !== 'automatic' || !isWithin(leaf, edge.from)) continue
    const onward = enter(procedure, edge.to, to, seen)
    if (onward) return [edge, ...onward]
  }
  return undefined
}
