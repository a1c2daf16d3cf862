import { allTransitions } from '../chart/transitions.ts'
import { fieldTestsOf } from '../procedure/condition.ts'
import { isEmpty } from '../procedure/field-value.ts'
import { dayFieldOf, fieldTypes, type Procedure } from '../procedure/procedure.ts'
import type { ResolvedNeed } from '../procedure/resolved-need.ts'
import { unreachable } from '../procedure/unreachable.ts'

/** A value that no guard names. */
const somethingElse = 'something-else'
/** Beyond so many ways to fill one event in, or so many edges in all, a chart counts as too involved to be proved. */
const maxVariants = 500
export class TooInvolved extends Error {}

const cache = new WeakMap<Procedure, Map<string, string[]>>()

/** The fields that hold the day of a deadline. */
export const dayFields = ({ deadlines }: Procedure): Set<string> =>
  new Set(['publishUntil', ...deadlines.flatMap((deadline) => dayFieldOf(deadline) ?? [])])

/** For each field that conditions look at, the values that they name. */
export function valuesThatGuardsName(procedure: Procedure): Map<string, string[]> {
  const known = cache.get(procedure)
  if (known) return known
  const named = new Map<string, string[]>()
  for (const { transition } of allTransitions(procedure.chart))
    for (const { field, value } of fieldTestsOf(transition.guard))
      named.set(field, [...new Set([...(named.get(field) ?? []), value])])
  cache.set(procedure, named)
  return named
}

/**
 * What an event with these needs may carry, as far as it makes a difference to the chart: the period set or left
 * unset, and every combination of the values `named` by the guards that are still ahead. What is left empty ends the value that stands, as
 * where an event is really taken.
 */
export function dataVariants(
  procedure: Procedure,
  needs: ResolvedNeed[],
  values: Record<string, unknown>,
  { named, isTaken }: { named: Map<string, string[]>; isTaken: (day: string) => boolean },
): Record<string, unknown>[] {
  const days = dayFields(procedure)
  let variants: Record<string, unknown>[] = [{}]
  for (const need of needs) {
    const options = days.has(need.field) ? periods(need, isTaken) : chosen(need, named)
    if (!options) continue
    if (variants.length * options.length > maxVariants) throw new TooInvolved(need.field)
    const empty = isEmpty(values[need.field]) ? undefined : null
    variants = variants.flatMap((data) =>
      options.map((option) => {
        const value = option === undefined ? empty : option
        return value === undefined ? data : { ...data, [need.field]: value }
      }),
    )
  }
  return variants
}

/** The day is never one that stands already: setting it anew must be seen to move the deadline. */
function periods(need: ResolvedNeed, isTaken: (day: string) => boolean): unknown[] {
  const day = someDays.find((one) => !isTaken(one))
  if (day === undefined) throw new TooInvolved(need.field)
  return isRequired(need) ? [day] : [undefined, day]
}
/** Days that stand for any, more than the deadlines of any chart that can be walked at all. */
const someDays = Array.from({ length: 99 }, (_, index) => `${2030 + index}-01-31`)

/** Whether an event cannot go without what this need asks for. */
export function isRequired(need: ResolvedNeed): boolean {
  switch (need.kind) {
    case 'reasons':
    case 'checked':
    case 'revision':
    case 'signature':
      return true
    case 'publishUntil':
    case 'field':
      return need.required
    default:
      return unreachable(need)
  }
}

function chosen(need: ResolvedNeed, named: Map<string, string[]>): unknown[] | undefined {
  const values = named.get(need.field)
  if (!values) return undefined
  const field = need.kind === 'field' ? need : undefined
  const several = field?.options !== undefined && fieldTypes[field.type].several
  const options = field?.options?.map(({ id }) => id)
  const possible = values.filter((value) => options?.includes(value) ?? true)
  const other = options ? options.find((id) => !values.includes(id)) : somethingElse
  const left = isRequired(need) ? [] : [undefined]
  if (!several) return [...possible, ...(other === undefined ? [] : [other]), ...left]
  if (2 ** possible.length > maxVariants) throw new TooInvolved(need.field)
  const filled = subsets(possible).map((set) => (set.length === 0 && other !== undefined ? [other] : set))
  return [...filled.filter((set) => set.length > 0), ...left]
}

function subsets(values: string[]): string[][] {
  const sets: string[][] = [[]]
  for (const value of values) sets.push(...sets.map((set) => [...set, value]))
  return sets
}
