import type { Text } from '../procedure/procedure.ts'

const buddhistEra = 543
const firstGregorian = 1800
const lastGregorian = 2400

/**
 * What is wrong with the year of a day (YYYY-MM-DD, Gregorian): of the Buddhist era, with the year that was meant, or of
 * no time that an office speaks of, such as 0069 for ๖๙; undefined for a day that can be.
 */
export function wrongYear(day: string): Text | undefined {
  const year = Number(/^(\d{4})-\d\d-\d\d$/.exec(day)?.[1] ?? firstGregorian)
  if (year >= firstGregorian && year <= lastGregorian) return undefined
  const meant = year - buddhistEra
  if (meant >= firstGregorian && meant <= lastGregorian)
    return {
      th: `ปี ${year} เป็นปี พ.ศ. ส่งเป็นปี ค.ศ. ${meant}`,
      en: `the year ${year} is of the Buddhist era: write ${meant}`,
    }
  return {
    th: `ปี ค.ศ. ${year} ไม่น่าจะใช่ปีที่ต้องการ ส่งปี ค.ศ. ให้ครบสี่หลัก เช่น 2026`,
    en: `the year ${year} cannot be what was meant: write a Gregorian year of four digits, such as 2026`,
  }
}
