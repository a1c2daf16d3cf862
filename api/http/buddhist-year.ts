import type { Text } from '../../machines/procedure/procedure.ts'

const buddhistEra = 543

/** What is wrong with a day (YYYY-MM-DD) whose year is of the Buddhist era; undefined for any other. */
export function buddhistYear(day: string): Text | undefined {
  const year = Number(day.slice(0, 4))
  if (year <= 2400) return undefined
  return {
    th: `ปี ${year} เป็นปี พ.ศ. — ส่งเป็นปี ค.ศ. ${year - buddhistEra}`,
    en: `the year ${year} is of the Buddhist era: write ${year - buddhistEra}`,
  }
}
