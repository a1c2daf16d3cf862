import type { ProcedureView, RequestView } from '../../api/http/contract.ts'
import { nodeAt } from '../../machines/chart/graph.ts'
import { isWithin } from '../../machines/chart/route.ts'
import type { Text } from '../../machines/procedure/procedure.ts'

type Post = { role: string; title: Text; mayBeMine: boolean }
type Standing = Pick<RequestView, 'choices' | 'steps'>

/**
 * The posts that the request waits for: those who can carry it on or send it back from a step where somebody is asked
 * to act. Whoever could only end it, or take it back as its owner, is not waited for. `mayBeMine` where whoever asks could act, in this post or in another that may do the same.
 */
export function postsWaitedFor({ choices, steps }: Standing, procedure: ProcedureView | undefined): Post[] {
  if (!procedure) return []
  const { edges } = procedure.layout
  const found = new Map<string, Post>()
  for (const step of steps) {
    if (isAtRest(step.id, procedure)) continue
    for (const edge of edges) {
      if (!isWithin(step.id, edge.from) || edge.kind === 'ending' || edge.kind === 'recall') continue
      for (const choice of choices)
        if (choice.type === edge.type && !choice.unmet)
          for (const { role, title } of choice.who)
            found.set(role, {
              role,
              title,
              mayBeMine: choice.allowed || found.get(role)?.mayBeMine === true,
            })
    }
  }
  return [...found.values()]
}

/** The same posts, by their names alone. */
export const waitsFor = (request: Standing, procedure: ProcedureView | undefined): Text[] =>
  postsWaitedFor(request, procedure).map(({ title }) => title)

function isAtRest(step: string, { chart }: ProcedureView): boolean {
  const node = nodeAt(chart, step.split('.'))
  return !node || node.type === 'final' || node.tags?.includes('resting') === true
}

/** Whether nobody is asked to act: then what can be done is offered, and nothing stands open or stands out. */
export const isResting = (steps: RequestView['steps'], procedure: ProcedureView | undefined): boolean =>
  procedure !== undefined && steps.every(({ id }) => isAtRest(id, procedure))
