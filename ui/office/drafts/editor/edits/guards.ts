import { isObject, type Json, listOf, objectOf, type Path, setAt, valueAt } from './json.ts'
import type { TransitionAt } from './walk.ts'

const within = (guard: Json): Json[] =>
  (guard.type === 'all' ? listOf(objectOf(guard.params).of) : []).map(objectOf)
const isMay = ({ type }: Json) => type === 'may'

/** Where below a transition it says who may take it: as its guard, or within one that has a condition too. */
export function mayAt(transition: Json): Path {
  const at = within(objectOf(transition.guard)).findIndex(isMay)
  return at === -1 ? ['guard'] : ['guard', 'params', 'of', at]
}

/** Who may take a transition, as its guard says it; empty where it says something else. */
export const mayIn = (transition: Json): Json => objectOf(valueAt(transition, mayAt(transition)))

/** Where below a transition its condition stands; undefined where it has none. */
export function conditionAt({
  kind,
  transition,
}: Pick<TransitionAt, 'kind' | 'transition'>): Path | undefined {
  const guard = transition.guard
  if (!isObject(guard)) return undefined
  const members = within(guard)
  if (!members.some(isMay)) return kind === 'on' || isMay(guard) ? undefined : ['guard']
  const at = members.findIndex((one) => !isMay(one))
  return at === -1 ? undefined : ['guard', 'params', 'of', at]
}

/** The transition at a place with another condition, or without one; who may take it stays as it is said. */
export function setCondition(
  json: Json,
  { at, kind, transition }: Pick<TransitionAt, 'at' | 'kind' | 'transition'>,
  condition: Json | undefined,
): Json {
  const place = [...at, 'guard']
  if (kind !== 'on') return setAt(json, place, condition)
  const may = mayIn(transition)
  return setAt(json, place, condition ? { type: 'all', params: { of: [may, condition] } } : may)
}
