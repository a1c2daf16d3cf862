import type { Edge } from './edges.ts'
import { leavesOf } from './graph.ts'
import type { Json } from './json.ts'

type Taken = Pick<Edge, 'from' | 'to' | 'type' | 'kind'>
/** The steps (dotted paths) that an event left, and those where the request came to rest. */
export type Happened = { type: string; from: string[]; to: string[] }
export type Drawn<One extends Taken> = { chart: Json; edges: One[] }

export const isWithin = (id: string, group: string): boolean => id === group || id.startsWith(`${group}.`)

/** The edge that an event took, then those that follow by themselves from where it led; empty where none did. */
export function routeOf<One extends Taken>(drawn: Drawn<One>, event: Happened): One[] {
  const timer = /^xstate\.after\.([^.]+)\./.exec(event.type)
  const type = timer?.[1] ?? event.type
  const possible = drawn.edges.filter(
    (edge) =>
      edge.type === type &&
      edge.kind !== 'automatic' &&
      (edge.kind === 'deadline') === (timer !== null) &&
      event.from.some((id) => edge.from === '' || isWithin(id, edge.from)),
  )
  // As the engine does: of a step and a group around it that take the same event, the step.
  possible.sort((a, b) => b.from.length - a.from.length)
  for (const edge of possible) {
    const onward = enter(drawn, edge.to, event.to, new Set())
    if (onward) return [edge, ...onward]
  }
  return []
}

/** The automatic edges between entering a step and coming to rest in `to`; undefined where that is no way there. */
function enter<One extends Taken>(
  drawn: Drawn<One>,
  step: string,
  to: string[],
  seen: Set<string>,
): One[] | undefined {
  const found: One[] = []
  for (const leaf of leavesOf(drawn.chart, step === '' ? [] : step.split('.'))) {
    const onward = follow(drawn, leaf.join('.'), to, seen)
    if (!onward) return undefined
    found.push(...onward)
  }
  return found
}

function follow<One extends Taken>(
  drawn: Drawn<One>,
  leaf: string,
  to: string[],
  seen: Set<string>,
): One[] | undefined {
  if (to.includes(leaf)) return []
  if (seen.has(leaf)) return undefined
  seen.add(leaf)
  for (const edge of drawn.edges) {
    if (edge.kind !== 'automatic' || !isWithin(leaf, edge.from)) continue
    const onward = enter(drawn, edge.to, to, seen)
    if (onward) return [edge, ...onward]
  }
  return undefined
}
