import * as graph from '../../../../../machines/chart/graph.ts'
import { type Json, setAt, stringOf, valueAt } from './json.ts'
import {
  chartOf,
  nodeAt,
  placeOfStep,
  samePath,
  startsWith,
  stepsOf,
  type TransitionAt,
  transitionsOf,
} from './walk.ts'

/** The step that a target names; undefined where it names none that there is, or the chart itself. */
export function resolveTarget(json: Json, from: string[], target: string): string[] | undefined {
  const path = graph.resolveTarget(chartOf(json), from, target)
  return path && path.length > 0 ? path : undefined
}

/** How a transition from one step names another: as short as XState allows. */
export function writeTarget(json: Json, from: string[], to: string[]): string {
  if (from.length === 0) return `.${to.join('.')}`
  const around = from.slice(0, -1)
  if (startsWith(to, around) && to.length > around.length) return to.slice(around.length).join('.')
  const id = nodeAt(json, to)?.id
  return typeof id === 'string' && id !== '' ? `#${id}` : `#${stringOf(nodeAt(json, [])?.id)}.${to.join('.')}`
}

/** The step that a transition leads to; undefined where it stays or names none that there is. */
export const targetOf = (json: Json, { from, transition }: TransitionAt): string[] | undefined =>
  typeof transition.target === 'string' ? resolveTarget(json, from, transition.target) : undefined

/**
 * `after` is `before` with steps that stand elsewhere or are named otherwise, `moved` says where (undefined: gone).
 * Answers `after` with every target, of transitions and of history steps, naming the step that it named before.
 */
export function keepTargets(
  before: Json,
  after: Json,
  moved: (path: string[]) => string[] | undefined,
): Json {
  let json = after
  const keep = (oldFrom: string[], target: unknown, tail: (string | number)[]) => {
    const to = typeof target === 'string' ? resolveTarget(before, oldFrom, target) : undefined
    const newTo = to && moved(to)
    const newFrom = oldFrom.length === 0 ? [] : moved(oldFrom)
    if (!newTo || !newFrom || typeof target !== 'string') return
    const at = [...placeOfStep(newFrom), ...tail]
    if (valueAt(json, at) !== target) return
    const now = resolveTarget(json, newFrom, target)
    if (!now || !samePath(now, newTo)) json = setAt(json, at, writeTarget(json, newFrom, newTo))
  }
  for (const { at, from, transition } of transitionsOf(before))
    keep(from, transition.target, [...at.slice(placeOfStep(from).length), 'target'])
  for (const { path, node } of stepsOf(before))
    if (node.type === 'history') keep(path, node.target, ['target'])
  return json
}
