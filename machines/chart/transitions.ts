import type { Action, Chart, Transition } from '../procedure/procedure.ts'
import { type Place, walk } from './graph.ts'

export type TransitionKind = 'on' | 'after' | 'always' | 'onDone'
export type PlacedTransition = {
  place: string
  /** The path of the step that it leaves. */
  from: string[]
  kind: TransitionKind
  /** The event, or the deadline; empty for `always` and `onDone`. */
  name: string
  transition: Transition
}

/** Every transition of a chart with its place: `chart.states.draft.on.SEND`, or `….SEND.1` in a list. */
export function* allTransitions(chart: Chart): Generator<PlacedTransition> {
  for (const at of walk(chart)) {
    for (const kind of ['on', 'after'] as const)
      for (const [name, given] of Object.entries(at.node[kind] ?? {})) yield* placed(at, kind, name, given)
    for (const kind of ['always', 'onDone'] as const) yield* placed(at, kind, '', at.node[kind] ?? [])
  }
}

function* placed(
  { place, path: from }: Place,
  kind: TransitionKind,
  name: string,
  given: Transition | Transition[],
): Generator<PlacedTransition> {
  const at = [place, kind, ...(name ? [name] : [])].join('.')
  for (const [suffix, transition] of eachOf(given))
    yield { place: `${at}${suffix}`, from, kind, name, transition }
}

/** Every action of a chart with its place. */
export function* allActions(chart: Chart): Generator<{ place: string; action: Action }> {
  for (const { place, node } of walk(chart))
    for (const kind of ['entry', 'exit'] as const)
      for (const [suffix, action] of eachOf(node[kind] ?? []))
        yield { place: `${place}.${kind}${suffix}`, action }
  for (const { place, transition } of allTransitions(chart))
    for (const [suffix, action] of eachOf(transition.actions ?? []))
      yield { place: `${place}.actions${suffix}`, action }
}

/** One, or each of a list with its number as the end of a place. */
const eachOf = <Item>(given: Item | Item[]): [suffix: string, item: Item][] =>
  Array.isArray(given) ? given.map((item, index) => [`.${index}`, item]) : [['', given]]
