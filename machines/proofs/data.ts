import { allTransitions } from '../chart/transitions.ts'
import { dayFieldOf, fieldTestOf, fieldTypes, type Need, type Procedure } from '../procedure/procedure.ts'
import { resolveNeed } from '../procedure/resolved-need.ts'
import { unreachable } from '../procedure/unreachable.ts'

/** Two days that stand for any: the second shows whether a deadline follows a period that is set anew. */
const someDays = ['2030-01-31', '2030-02-28'] as const
/** A value that no guard names. */
const somethingElse = 'something-else'
/** So many values of one field are combined freely; of more, each alone, none, and all. */
const combinedFreely = 4

/** Beyond so many ways to fill one event in, or so many moves in all, a chart counts as too involved to be proved. */
const mostVariants = 500
export class TooInvolved extends Error {}

const cache = new WeakMap<Procedure, Map<string, string[]>>()

/** The fields that hold the day of a deadline. */
export const dayFields = ({ deadlines }: Procedure): Set<string> =>
  new Set(['publishUntil', ...deadlines.flatMap((deadline) => dayFieldOf(deadline) ?? [])])

/** For each field that `asked` or `notAsked` looks at, the values that they name. */
export function valuesThatGuardsName(procedure: Procedure): Map<string, string[]> {
  const known = cache.get(procedure)
  if (known) return known
  const named = new Map<string, string[]>()
  for (const { transition } of allTransitions(procedure.chart)) {
    const test = transition.guard && fieldTestOf(transition.guard)
    if (!test) continue
    const { field, value } = test
    named.set(field, [...new Set([...(named.get(field) ?? []), value])])
  }
  cache.set(procedure, named)
  return named
}

/**
 * What an event with these needs may carry, as far as it makes a difference to the chart: the period set or left
 * unset, and every combination of the values that guards name.
 */
export function dataVariants(
  procedure: Procedure,
  needs: Need[],
  values: Record<string, unknown>,
): Record<string, unknown>[] {
  const named = valuesThatGuardsName(procedure)
  const days = dayFields(procedure)
  let variants: Record<string, unknown>[] = [{}]
  for (const need of needs) {
    const options = days.has(need.field) ? periods(procedure, need, values) : chosen(procedure, need, named)
    if (!options) continue
    if (variants.length * options.length > mostVariants) throw new TooInvolved(need.field)
    variants = variants.flatMap((data) =>
      options.map((value) => (value === undefined ? data : { ...data, [need.field]: value })),
    )
  }
  return variants
}

/** The day is never the one that stands already: setting it anew must be seen to move the deadline. */
function periods(procedure: Procedure, need: Need, values: Record<string, unknown>): unknown[] {
  const day = values[need.field] === someDays[0] ? someDays[1] : someDays[0]
  return isRequired(procedure, need) ? [day] : [undefined, day]
}

/** Whether an event cannot go without what this need asks for. */
export function isRequired(procedure: Procedure, need: Need): boolean {
  const resolved = resolveNeed(need, procedure)
  switch (resolved.kind) {
    case 'reasons':
    case 'checked':
    case 'revision':
    case 'signature':
      return true
    case 'publishUntil':
    case 'field':
      return resolved.required
    default:
      return unreachable(resolved)
  }
}

function chosen(procedure: Procedure, need: Need, named: Map<string, string[]>): unknown[] | undefined {
  const values = named.get(need.field)
  if (!values) return undefined
  const resolved = resolveNeed(need, procedure)
  const field = resolved.kind === 'field' ? resolved : undefined
  const several = field !== undefined && field.options !== undefined && fieldTypes[field.type].several
  const options = field?.options?.map(({ id }) => id)
  const possible = values.filter((value) => options?.includes(value) ?? true)
  const other = options ? options.find((id) => !values.includes(id)) : somethingElse
  const left = isRequired(procedure, need) ? [] : [undefined]
  if (!several) return [...possible, ...(other === undefined ? [] : [other]), ...left]
  const sets = possible.length <= combinedFreely ? subsets(possible) : someSubsets(possible)
  const filled = sets.map((set) => (set.length === 0 && other !== undefined ? [other] : set))
  return [...filled.filter((set) => set.length > 0), ...left]
}

function subsets(values: string[]): string[][] {
  const sets: string[][] = [[]]
  for (const value of values) sets.push(...sets.map((set) => [...set, value]))
  return sets
}

const someSubsets = (values: string[]): string[][] => [[], ...values.map((value) => [value]), values]
