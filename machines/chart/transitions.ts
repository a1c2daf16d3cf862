import type { Action, Chart, Transition } from '../procedure/procedure.ts'
import { type Place, walk } from './graph.ts'
import { eachOf, isObject, type Json, listOf, objectOf, type Path } from './json.ts'

export const transitionKinds = ['on', 'after', 'always', 'onDone'] as const
export type TransitionKind = (typeof transitionKinds)[number]
export type PlacedTransition<Of = Transition> = {
  /** `chart.states.draft.on.SEND`, or `….SEND.1` in a list, as problems name it, and the same name by name. */
  place: string
  at: Path
  /** The path of the step that it leaves. */
  from: string[]
  kind: TransitionKind
  /** The event, or the deadline; empty for `always` and `onDone`. */
  name: string
  transition: Of
}

/** Every transition of a chart in its order, those of the chart itself first. */
export function allTransitions(chart: Chart): Generator<PlacedTransition>
export function allTransitions(chart: Json): Generator<PlacedTransition<Json>>
export function* allTransitions(chart: Json): Generator<PlacedTransition<Json>> {
  for (const step of walk(chart)) yield* transitionsAt(step)
}

/** Every transition that one step declares, in its order. */
export function* transitionsAt(
  step: Pick<Place<Json>, 'at' | 'path' | 'node'>,
): Generator<PlacedTransition<Json>> {
  for (const kind of ['on', 'after'] as const)
    for (const [name, given] of Object.entries(objectOf(step.node[kind])))
      yield* placed(step, kind, name, given)
  for (const kind of ['always', 'onDone'] as const) yield* placed(step, kind, '', step.node[kind])
}

function* placed(
  { at: step, path: from }: Pick<Place<Json>, 'at' | 'path'>,
  kind: TransitionKind,
  name: string,
  given: unknown,
): Generator<PlacedTransition<Json>> {
  for (const [index, transition] of eachOf(given).entries()) {
    if (!isObject(transition)) continue
    const named = kind === 'on' || kind === 'after' ? [name] : []
    const at = [...step, kind, ...named, ...(Array.isArray(given) ? [index] : [])]
    yield { place: at.join('.'), at, from, kind, name, transition }
  }
}

/** Every action of a chart with its place. */
export function* allActions(chart: Chart): Generator<{ place: string; action: Action }> {
  for (const { place, node } of walk(chart))
    for (const kind of ['entry', 'exit'] as const)
      for (const [suffix, action] of numbered(node[kind] ?? []))
        yield { place: `${place}.${kind}${suffix}`, action }
  for (const { place, transition } of allTransitions(chart))
    for (const [suffix, action] of numbered(transition.actions ?? []))
      yield { place: `${place}.actions${suffix}`, action }
}

/** One, or each of a list with its number as the end of a place. */
const numbered = <Item>(given: Item | Item[]): [suffix: string, item: Item][] =>
  Array.isArray(given) ? given.map((item, index) => [`.${index}`, item]) : [['', given]]

/** What of a guard has a mark of its own: of a choice with a condition each of the two, any other guard as a whole. */
export function membersOf(guard: unknown, at: Path): { at: Path; guard: Json }[] {
  if (!isObject(guard)) return []
  const inner = guard.type === 'all' ? listOf(objectOf(guard.params).of) : []
  if (!inner.some((one) => objectOf(one).type === 'may')) return [{ at, guard }]
  return inner.flatMap((one, index) =>
    isObject(one) ? [{ at: [...at, 'params', 'of', index], guard: one }] : [],
  )
}
