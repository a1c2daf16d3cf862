import type { Text } from '../procedure/procedure.ts'

const units: [bytes: number, th: string, en: string][] = [
  [1024 ** 2, 'เมกะไบต์', 'MB'],
  [1024, 'กิโลไบต์', 'KB'],
  [1, 'ไบต์', 'bytes'],
]

/** A size in bytes as people read it, in Arabic digits: `1.4 เมกะไบต์`. */
export function fileSize(bytes: number): Text {
  const [unit, th, en] = units.find(([least]) => bytes >= least) ?? (units[2] as (typeof units)[number])
  const count = bytes / unit
  // One digit behind the point tells small ones apart; of large ones nobody reads it.
  const number = unit === 1 || count >= 100 ? String(Math.round(count)) : String(Math.round(count * 10) / 10)
  return { th: `${number} ${th}`, en: `${number} ${en}` }
}
