import type { ProcedureView } from '../../api/http/contract.ts'
import type { EdgeKind } from '../../machines/chart/edges.ts'
import { type Happened, isWithin, routeOf } from '../../machines/chart/route.ts'

export type StepStatus = 'present' | 'passed' | 'ahead'
export type Progress = {
  steps: Map<string, StepStatus>
  /** The ids of the edges that lie on the path taken; of the returns and recalls, every one that was ever taken. */
  taken: Set<string>
}
const leadsBack = (kind: EdgeKind | undefined) => kind === 'return' || kind === 'recall'
type Drawn = Pick<ProcedureView, 'chart' | 'layout'>

/** How far a request has come: a return or a recall takes it back, so what it had passed after that step lies ahead again. */
export function progressOf(procedure: Drawn, present: string[], events: Happened[]): Progress {
  const { chart, layout } = procedure
  const { nodes, edges } = layout
  const order = new Map(nodes.map(({ id }, index) => [id, index]))
  const at = (id: string) => order.get(id) ?? 0
  let passed = new Set<string>()
  let taken = new Set<string>()
  for (const event of events) {
    const route = routeOf({ chart, edges }, event)
    const [edge] = route
    if (edge && leadsBack(edge.kind) && at(edge.to) <= at(edge.from)) {
      const kindOf = new Map(edges.map((one) => [one.id, one]))
      passed = new Set([...passed].filter((id) => at(id) < at(edge.to)))
      taken = new Set(
        [...taken].filter(
          (id) => leadsBack(kindOf.get(id)?.kind) || at(kindOf.get(id)?.from ?? '') < at(edge.to),
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
