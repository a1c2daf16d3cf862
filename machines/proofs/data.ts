import { allTransitions } from '../chart/transitions.ts'
import { type FieldTest, fieldTestsOf } from '../procedure/condition.ts'
import { isEmpty } from '../procedure/field-value.ts'
import { dayFieldOf, fieldTypes, type Procedure } from '../procedure/procedure.ts'
import type { ResolvedNeed } from '../procedure/resolved-need.ts'
import { unreachable } from '../procedure/unreachable.ts'
import { allNamed, daysAround, outcomeOf, valuesApart } from '../procedure/values-apart.ts'

/** Beyond so many ways to fill one event in, or so many edges in all, a chart counts as too involved to be proved. */
const maxVariants = 500
export class TooInvolved extends Error {}

const cache = new WeakMap<Procedure, Set<string>>()

/** The fields that hold the day of a deadline. */
export const dayFields = ({ deadlines }: Procedure): Set<string> =>
  new Set(['publishUntil', ...deadlines.flatMap((deadline) => dayFieldOf(deadline) ?? [])])

/** The fields that conditions look at. */
export function fieldsThatGuardsRead(procedure: Procedure): Set<string> {
  const known = cache.get(procedure)
  if (known) return known
  const read = new Set<string>()
  for (const { transition } of allTransitions(procedure.chart))
    for (const { field } of fieldTestsOf(transition.guard)) read.add(field)
  cache.set(procedure, read)
  return read
}

/**
 * What an event with these needs may carry, as far as it makes a difference to the chart: the period set or left
 * unset, and every combination of values that the `tests` of the guards still ahead tell apart. What is left empty ends the value that stands, as
 * where an event is really taken.
 */
export function dataVariants(
  procedure: Procedure,
  needs: ResolvedNeed[],
  values: Record<string, unknown>,
  { tests, isTaken }: { tests: Map<string, FieldTest[]>; isTaken: (day: string) => boolean },
): Record<string, unknown>[] {
  const days = dayFields(procedure)
  let variants: Record<string, unknown>[] = [{}]
  for (const need of needs) {
    const own = tests.get(need.field) ?? []
    const options = days.has(need.field) ? periods(need, own, isTaken) : chosen(need, own)
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

/**
 * A day for each outcome of the tests. It is none that stands already, for setting it anew must be seen to move the deadline,
 * unless the tests leave no other: of a few days that are all taken, each.
 */
function periods(need: ResolvedNeed, tests: FieldTest[], isTaken: (day: string) => boolean): unknown[] {
  const days = stretches(tests).flatMap((alike) => {
    const free = alike.find((day) => !isTaken(day))
    if (free !== undefined) return [free]
    if (alike.length >= manyDays) throw new TooInvolved(need.field)
    return alike
  })
  return isRequired(need) ? days : [undefined, ...days]
}

/** Days that stand for any, those together that no test tells apart. */
function stretches(tests: FieldTest[]): string[][] {
  if (tests.length === 0) return [someDays]
  const found = new Map<string, string[]>()
  for (const day of new Set([...someDays, ...daysAround(allNamed(tests), manyDays)])) {
    const outcome = outcomeOf(tests, day)
    const alike = found.get(outcome)
    if (alike) alike.push(day)
    else found.set(outcome, [day])
  }
  return [...found.values()]
}
/** A stretch of fewer days than these is looked at whole. */
const manyDays = 20
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

function chosen(need: ResolvedNeed, tests: FieldTest[]): unknown[] | undefined {
  if (tests.length === 0) return undefined
  const field = need.kind === 'field' ? need : undefined
  const several = field?.options !== undefined && fieldTypes[field.type].several
  const options = field?.options?.map(({ id }) => id)
  if (several && 2 ** allNamed(tests).length > maxVariants) throw new TooInvolved(need.field)
  const filled = valuesApart(tests, { several, isDay: field?.type === 'date', options })
  return isRequired(need) ? filled : [...filled, undefined]
}
