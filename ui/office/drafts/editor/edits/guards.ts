import { membersOf } from '../../../../../machines/chart/transitions.ts'
import { type Json, objectOf, type Path, setAt, valueAt } from './json.ts'
import type { TransitionAt } from './walk.ts'

const isMay = ({ guard }: { guard: Json }) => guard.type === 'may'

/** Where below a transition it says who may take it: as its guard, or within one that has a condition too. */
export const mayAt = ({ guard }: Json): Path => membersOf(guard, ['guard']).find(isMay)?.at ?? ['guard']

/** Who may take a transition, as its guard says it; empty where it says something else. */
export const mayIn = (transition: Json): Json => objectOf(valueAt(transition, mayAt(transition)))

/** Where below a transition its condition stands; undefined where it has none. */
export function conditionAt({
  kind,
  transition,
}: Pick<TransitionAt, 'kind' | 'transition'>): Path | undefined {
  const members = membersOf(transition.guard, ['guard'])
  // Of what people do, a guard that says nobody is no condition.
  if (kind === 'on' && !members.some(isMay)) return undefined
  return members.find((one) => !isMay(one))?.at
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
