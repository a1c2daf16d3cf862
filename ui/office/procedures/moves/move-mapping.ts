import type { MovePlan } from '../../../../api/http/procedure-contract.ts'

/** From a step to a step of the new version, or null to stay. */
export type Mapping = Record<string, string | null>

/** Every step of the plan stays: whatever an administrator has not decided is left as it is. */
export const allStay = (plan: MovePlan | undefined): Mapping =>
  Object.fromEntries((plan?.rows ?? []).flatMap(({ steps }) => steps.map(({ id }) => [id, null] as const)))

/** Every step goes to its like where the new version can take it; the others stay. */
export function sameWherePossible(plan: MovePlan): Mapping {
  const mapping = allStay(plan)
  for (const { becomes, steps } of plan.rows)
    if (becomes === 'moves') for (const { id } of steps) mapping[id] = id
  return mapping
}
