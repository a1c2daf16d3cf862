import { edgesOf } from '../../../../../machines/chart/edges.ts'
import * as graph from '../../../../../machines/chart/graph.ts'
import {
  allTransitions,
  type PlacedTransition,
  transitionsAt,
} from '../../../../../machines/chart/transitions.ts'
import { isObject, type Json, mapList, mapObject, objectOf, type Path } from './json.ts'

export { placeOfStep, samePath, startsWith } from '../../../../../machines/chart/graph.ts'
export { titleOf } from '../../../../../machines/chart/json.ts'
export { type TransitionKind, transitionKinds } from '../../../../../machines/chart/transitions.ts'

/** A step of a draft: the names on the way to it from the chart, its place in the JSON, and what stands there. */
export type StepAt = graph.Place<Json>
/** A transition of a draft: `name` is the event or the deadline, empty for the automatic ones. */
export type TransitionAt = PlacedTransition<Json>

/** The chart of a draft, for everything that reads charts; empty where the draft has none yet. */
export const chartOf = (json: Json): Json => objectOf(json.chart)

/** The path of the step that a place stands in, and what of the place lies below the step. */
export function stepOfPlace(at: Path): { path: string[]; rest: Path } {
  const path: string[] = []
  let index = 1
  while (at[index] === 'states' && typeof at[index + 1] === 'string') {
    path.push(String(at[index + 1]))
    index += 2
  }
  return { path, rest: at.slice(index) }
}

export const nodeAt = (json: Json, path: string[]): Json | undefined =>
  isObject(json.chart) ? graph.nodeAt(json.chart, path) : undefined

/** Every step of a draft, parents before children, in the order of the chart. */
export const stepsOf = (json: Json): StepAt[] => [...graph.walk(chartOf(json))].slice(1)

/** Every transition of one step (of the chart itself, for the empty path), in its order. */
export function transitionsOfStep(json: Json, path: string[]): TransitionAt[] {
  const node = nodeAt(json, path)
  return node ? [...transitionsAt({ at: graph.placeOfStep(path), path, node })] : []
}

/** Every transition of the draft, those of the chart itself first. */
export const transitionsOf = (json: Json): TransitionAt[] => [...allTransitions(chartOf(json))]

/** The kind of a transition, as the pictures and the buttons have it; undefined where it leads nowhere. */
export const kindOf = (json: Json, { place }: TransitionAt) =>
  edgesOf(chartOf(json)).find(({ at }) => at.join('.') === place)?.kind

/** The draft with `change` done to every step and to the chart itself, the inner ones first. */
export function mapSteps(json: Json, change: (node: Json, path: string[]) => Json): Json {
  const mapped = (node: Json, path: string[]): Json => {
    const inner = mapEntry(node, 'states', (states) =>
      isObject(states)
        ? mapObject(states, (child, name) => (isObject(child) ? mapped(child, [...path, name]) : child))
        : states,
    )
    return change(inner, path)
  }
  return mapEntry(json, 'chart', (chart) => (isObject(chart) ? mapped(chart, []) : chart))
}

type ChangeOfTransition = (
  transition: Json,
  place: Pick<TransitionAt, 'at' | 'from' | 'kind' | 'name'>,
) => Json | undefined

/** The draft with `change` done to every transition; one that becomes undefined goes, with what is then empty. */
export function mapTransitions(json: Json, change: ChangeOfTransition): Json {
  return mapSteps(json, (given, from) => {
    let node = given
    const each = (kind: TransitionAt['kind'], name: string) => (list: unknown) => {
      const at = [...graph.placeOfStep(from), kind, ...(name === '' ? [] : [name])]
      if (!Array.isArray(list)) return isObject(list) ? change(list, { at, from, kind, name }) : list
      const left = mapList(list, (one, index) =>
        isObject(one) ? change(one, { at: [...at, index], from, kind, name }) : one,
      )
      return left.length === 0 && list.length > 0 ? undefined : left
    }
    for (const kind of ['on', 'after'] as const)
      node = mapEntry(node, kind, (entries) => {
        if (!isObject(entries)) return entries
        const left = mapObject(entries, (list, name) => each(kind, name)(list))
        return left !== entries && Object.keys(left).length === 0 ? undefined : left
      })
    for (const kind of ['always', 'onDone'] as const) node = mapEntry(node, kind, each(kind, ''))
    return node
  })
}

/** The draft with `change` done to every action of every step and transition. */
export function mapActions(json: Json, change: (action: Json) => Json | undefined): Json {
  const each = (given: unknown) =>
    Array.isArray(given)
      ? mapList(given, (one) => (isObject(one) ? change(one) : one))
      : isObject(given)
        ? change(given)
        : given
  const inSteps = mapSteps(json, (node) => mapEntry(mapEntry(node, 'entry', each), 'exit', each))
  return mapTransitions(inSteps, (transition) => mapEntry(transition, 'actions', each))
}

/** The object with `change` done to one entry, where it has it. */
export function mapEntry(object: Json, name: string, change: (value: unknown) => unknown): Json {
  return Object.hasOwn(object, name)
    ? mapObject(object, (value, key) => (key === name ? change(value) : value))
    : object
}
