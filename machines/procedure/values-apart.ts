import { type FieldTest, testHolds, valuesNamed } from './condition.ts'

/** What a field may hold: one value or a list, and the only values that it offers, where it offers some. */
export type Holding = { several: boolean; isDay: boolean; options?: string[] | undefined }

/** A value that no test names. */
const somethingElse = 'something-else'
const dayMs = 86_400_000

/** Which of some tests a value passes: two values of one outcome make no difference to whoever asks these alone. */
export const outcomeOf = (tests: FieldTest[], value: unknown): string =>
  tests.map((test) => (testHolds(test, value) ? '1' : '0')).join('')

/** Every value that tests name, each once. */
export const allNamed = (tests: FieldTest[]): string[] => [...new Set(tests.flatMap(valuesNamed))]

/**
 * Values that stand for whatever a field may hold when it is filled in, as far as these tests tell them apart. Tests are
 * not independent (a day from the tenth on is one from the fifth on), so that values are tried and never outcomes: of days,
 * those that are named and those beside them, one in each stretch between.
 */
export function valuesApart(tests: FieldTest[], { several, isDay, options }: Holding): unknown[] {
  const all = allNamed(tests)
  const named = all.filter((value) => options?.includes(value) ?? true)
  const other = options ? options.find((id) => !named.includes(id)) : somethingElse
  if (several) {
    const filled = subsets(named).map((set) => (set.length === 0 && other !== undefined ? [other] : set))
    return filled.filter((set) => set.length > 0)
  }
  const values = isDay ? daysAround(all, 1) : [...named, ...(other === undefined ? [] : [other])]
  return [...new Map(values.map((value) => [outcomeOf(tests, value), value])).values()]
}

/** The days that are named, and so many before and after each. */
export function daysAround(named: string[], reach: number): string[] {
  const days = named.flatMap((day) => {
    const at = Date.parse(`${day}T00:00:00Z`)
    if (Number.isNaN(at)) return []
    return Array.from({ length: 2 * reach + 1 }, (_, index) => dayOf(at + (index - reach) * dayMs))
  })
  return days.length === 0 ? [someDay] : [...new Set(days)].sort()
}

const someDay = '2030-01-31'
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

function subsets(values: string[]): string[][] {
  const sets: string[][] = [[]]
  for (const value of values) sets.push(...sets.map((set) => [...set, value]))
  return sets
}
