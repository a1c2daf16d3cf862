import type { AnyStateMachine } from 'xstate'
import { initialTransition } from 'xstate'
import { startsWith } from '../chart/graph.ts'
import type { Chart, Procedure, StateNodeConfig } from '../procedure/procedure.ts'
import type { Compiled } from '../run/compile.ts'
import { type ChartSnapshot, type Taken, takenFrom } from '../run/step.ts'
import { type Context, type EventTime, vocabularyOf, withEventTime } from '../run/vocabulary.ts'

type Arrival = {
  context: Context
  /** Where the request stands already, on its old version. */
  present: string[]
  wanted: string[]
  event: EventTime
}

/**
 * Enters the wanted steps of a chart as XState enters its first ones: on the same machine but for its `initial` steps.
 * So regions are completed, timers set, and automatic transitions taken by the engine, not by an imitation of it.
 * Undefined where the steps exclude one another.
 */
export function arrive(
  to: Compiled,
  { context, present, wanted, event }: Arrival,
): { taken: Taken; persisted: Persisted } | undefined {
  const machine = arrivalMachine(to, present, wanted)
  if (!machine) return undefined
  const [snapshot, actions] = withEventTime(event, () => initialTransition(machine, { context, ...event }))
  const taken = takenFrom(snapshot as ChartSnapshot, actions, event.at)
  // Through JSON, so that no node of the arrival's machine is left in what becomes a snapshot of the version's own.
  return { taken, persisted: JSON.parse(JSON.stringify(machine.getPersistedSnapshot(snapshot))) as Persisted }
}

export type History = Record<string, { id: string }[]>
type Persisted = { historyValue: History }

const machines = new WeakMap<Compiled, Map<string, AnyStateMachine | undefined>>()

/** One machine for each pair of configurations, as thousands of requests may go from one to the other. */
function arrivalMachine(to: Compiled, present: string[], wanted: string[]): AnyStateMachine | undefined {
  const known = machines.get(to) ?? new Map<string, AnyStateMachine | undefined>()
  machines.set(to, known)
  const key = JSON.stringify([present, wanted])
  if (!known.has(key)) known.set(key, build(to.procedure, present, wanted))
  return known.get(key)
}

function build(procedure: Procedure, present: string[], wanted: string[]): AnyStateMachine | undefined {
  const paths = (steps: string[]) => steps.map((step) => step.split('.'))
  const chart = arranged(procedure.chart, [], { here: paths(present), wanted: paths(wanted) })
  if (!chart) return undefined
  const config = {
    ...chart,
    options: { maxIterations: 1000 },
    context: ({ input }: { input: { context: Context } }) => input.context,
  }
  return vocabularyOf(procedure).createMachine(config as never) as unknown as AnyStateMachine
}

/**
 * The chart with its `initial` steps leading to the wanted ones, and without the entry actions of the steps where the
 * request is already: their people have been told, their content has been frozen.
 */
function arranged<Node extends StateNodeConfig | Chart>(
  node: Node,
  path: string[],
  given: { here: string[][]; wanted: string[][] },
): Node | undefined {
  const next = new Set(
    given.wanted
      .filter((step) => step.length > path.length && startsWith(step, path))
      .map((step) => step[path.length]),
  )
  const [initial = node.initial, other] = next
  if (node.type !== 'parallel' && other !== undefined) return undefined
  const states: Record<string, StateNodeConfig> = {}
  for (const [name, child] of Object.entries(node.states ?? {})) {
    const result = arranged(child, [...path, name], given)
    if (!result) return undefined
    states[name] = result
  }
  const { entry, ...rest } = node
  const isHere = given.here.some((step) => startsWith(step, path))
  return {
    ...(rest as Node),
    ...(!isHere && entry !== undefined && { entry }),
    ...(node.states && { states }),
    ...(node.states && node.type !== 'parallel' && { initial }),
  }
}
