import { isEmpty } from './field-value.ts'
import type { Comparison, Condition, Guard, MayGuard } from './procedure.ts'
import { unreachable } from './unreachable.ts'

/** What a condition asks of one field: a value among what it holds, or what `is` compares. */
export type FieldTest = { field: string; test: 'has'; value: string } | Comparison

/** Who may take a transition, and when it can be taken: a choice has the first and may have both, all others the second. */
export function partsOfGuard(guard: Guard | undefined): {
  may: MayGuard | undefined
  condition: Condition | undefined
} {
  if (guard === undefined) return { may: undefined, condition: undefined }
  if (guard.type === 'may') return { may: guard, condition: undefined }
  if (guard.type !== 'all') return { may: undefined, condition: guard }
  const { of } = guard.params
  const may = of.find((one) => one.type === 'may')
  const conditions = of.filter((one) => one.type !== 'may')
  const [only, ...others] = conditions
  if (may && others.length === 0) return { may, condition: only }
  return { may, condition: { type: 'all', params: { of: conditions } } }
}

/** Every test of a field that a guard makes, at whatever depth; none where it only asks who acts. */
export function fieldTestsOf(guard: Guard | undefined): FieldTest[] {
  const { condition } = partsOfGuard(guard)
  return condition ? testsIn(condition) : []
}

function testsIn(condition: Condition): FieldTest[] {
  switch (condition.type) {
    case 'asked':
    case 'notAsked':
      return [{ ...condition.params, test: 'has' }]
    case 'is':
      return [condition.params]
    case 'all':
    case 'any':
      return condition.params.of.flatMap(testsIn)
    case 'not':
      return testsIn(condition.params.of)
    default:
      return unreachable(condition)
  }
}

/** The values that a test names. */
export function valuesNamed(test: FieldTest): string[] {
  switch (test.test) {
    case 'has':
    case 'equals':
    case 'atLeast':
    case 'atMost':
      return [test.value]
    case 'oneOf':
      return test.values
    case 'empty':
      return []
    default:
      return unreachable(test)
  }
}

/** Whether a field that holds this value passes a test. Days are written year first, so that their order is that of letters. */
export function testHolds(test: FieldTest, value: unknown): boolean {
  switch (test.test) {
    case 'has':
      return [value].flat().includes(test.value)
    case 'equals':
      return value === test.value
    case 'oneOf':
      return typeof value === 'string' && test.values.includes(value)
    case 'empty':
      return isEmpty(value)
    case 'atLeast':
      return typeof value === 'string' && value >= test.value
    case 'atMost':
      return typeof value === 'string' && !isEmpty(value) && value <= test.value
    default:
      return unreachable(test)
  }
}

/** Names a test: two of one name ask the same. */
export const nameOfTest = (test: FieldTest): string =>
  JSON.stringify([test.field, test.test, ...valuesNamed(test)])

/** Whether a condition holds, where `passes` tells of each test whether the field passes it. */
export function conditionHolds(condition: Condition, passes: (test: FieldTest) => boolean): boolean {
  switch (condition.type) {
    case 'asked':
      return passes({ ...condition.params, test: 'has' })
    case 'notAsked':
      return !passes({ ...condition.params, test: 'has' })
    case 'is':
      return passes(condition.params)
    case 'all':
      return condition.params.of.every((one) => conditionHolds(one, passes))
    case 'any':
      return condition.params.of.some((one) => conditionHolds(one, passes))
    case 'not':
      return !conditionHolds(condition.params.of, passes)
    default:
      return unreachable(condition)
  }
}

/** A test whose outcome is certain. */
export type CertainTest = { test: FieldTest; holds: boolean }

/**
 * The tests whose outcome is certain where a condition holds, or does not: nothing of several of which one is enough.
 * Who relies on them takes more for possible than is, and never less.
 */
export function certainTests(condition: Condition, holds: boolean): CertainTest[] {
  switch (condition.type) {
    case 'asked':
      return [{ test: { ...condition.params, test: 'has' }, holds }]
    case 'notAsked':
      return [{ test: { ...condition.params, test: 'has' }, holds: !holds }]
    case 'is':
      return [{ test: condition.params, holds }]
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
    case 'is':
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
