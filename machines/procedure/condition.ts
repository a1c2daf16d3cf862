import type { Condition, Guard } from './procedure.ts'
import { unreachable } from './unreachable.ts'

/** A field, and the value that a condition looks for among what it holds. */
export type FieldTest = { field: string; value: string }

/** Every test of a field that a guard makes, at whatever depth; none where it asks who acts. */
export function fieldTestsOf(guard: Guard | undefined): FieldTest[] {
  if (guard === undefined) return []
  switch (guard.type) {
    case 'may':
      return []
    case 'asked':
    case 'notAsked':
      return [guard.params]
    case 'all':
    case 'any':
      return guard.params.of.flatMap(fieldTestsOf)
    case 'not':
      return fieldTestsOf(guard.params.of)
    default:
      return unreachable(guard)
  }
}

/** Whether a condition holds, where `has` tells of each test whether the field has the value. */
export function conditionHolds(condition: Condition, has: (test: FieldTest) => boolean): boolean {
  switch (condition.type) {
    case 'asked':
      return has(condition.params)
    case 'notAsked':
      return !has(condition.params)
    case 'all':
      return condition.params.of.every((one) => conditionHolds(one, has))
    case 'any':
      return condition.params.of.some((one) => conditionHolds(one, has))
    case 'not':
      return !conditionHolds(condition.params.of, has)
    default:
      return unreachable(condition)
  }
}

/**
 * The tests whose outcome is certain where a condition holds, or does not: nothing of several of which one is enough.
 * Who relies on them takes more for possible than is, and never less.
 */
export function certainTests(condition: Condition, holds: boolean): (FieldTest & { holds: boolean })[] {
  switch (condition.type) {
    case 'asked':
      return [{ ...condition.params, holds }]
    case 'notAsked':
      return [{ ...condition.params, holds: !holds }]
    case 'all':
    case 'any': {
      const { of } = condition.params
      const isEach = (condition.type === 'all') === holds
      return isEach || of.length === 1 ? of.flatMap((one) => certainTests(one, holds)) : []
    }
    case 'not':
      return certainTests(condition.params.of, !holds)
    default:
      return unreachable(condition)
  }
}

/** Deeper than this nobody follows a condition in words. */
export const mostConditionDepth = 4
/** How deep conditions lie in one another: 1 for a single test. */
export function depthOf(condition: Condition): number {
  switch (condition.type) {
    case 'asked':
    case 'notAsked':
      return 1
    case 'all':
    case 'any':
      return 1 + Math.max(...condition.params.of.map(depthOf))
    case 'not':
      return 1 + depthOf(condition.params.of)
    default:
      return unreachable(condition)
  }
}
