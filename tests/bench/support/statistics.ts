/** The value below which a part (0 to 1) of the values lie; NaN where there are none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** Three digits that count, without an exponent. */
export const short = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Number(value.toPrecision(2)).toString()

/** The median and, where there are several values, the smallest and the largest: `0.25 (0.22–0.31)`. */
export function summary(values: readonly number[], unit = ''): string {
  const range = `${short(Math.min(...values))}–${short(Math.max(...values))}`
  return `${short(median(values))}${unit}${values.length > 1 ? ` (${range})` : ''}`
}

/** Value by value: what was measured in the same round is compared, for a busy machine slows both. */
export const ratios = (above: readonly number[], below: readonly number[]): number[] =>
  above.map((value, round) => value / (below[round] ?? Number.NaN))
