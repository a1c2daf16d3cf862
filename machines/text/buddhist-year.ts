import type { Text } from '../procedure/procedure.ts'

const buddhistEra = 543
const lastGregorian = 2400

/**
 * What is wrong with a day (YYYY-MM-DD, Gregorian) whose year was written in the Buddhist era, with the year that was
 * meant; undefined for a day that can be.
 */
export function buddhistYear(day: string): Text | undefined {
  const year = Number(/^(\d{4})-\d\d-\d\d$/.exec(day)?.[1] ?? 0)
  if (year <= lastGregorian) return undefined
  return {
    th: `ปี ${year} เป็นปี พ.ศ. — ส่งเป็นปี ค.ศ. ${year - buddhistEra}`,
    en: `the year ${year} is of the Buddhist era: write ${year - buddhistEra}`,
  }
}
