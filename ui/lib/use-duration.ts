import { usePeriodWords } from './period-words.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Gives a duration in words, in its two largest units: "2 วัน 3 ชั่วโมง". */
export function useDuration(): (ms: number) => string {
  const words = usePeriodWords()
  return (ms) => {
    const parts = partsOf(ms)
    return parts.length === 0
      ? words('underMinute')
      : parts.map(({ unit, count }) => words(unit, { count })).join(' ')
  }
}

type Part = { unit: 'days' | 'hours' | 'minutes'; count: number }

/** The two largest units of a duration in ms, without what is zero; nothing below a minute. */
export function partsOf(ms: number): Part[] {
  const all: Part[] = [
    { unit: 'days', count: Math.floor(ms / day) },
    { unit: 'hours', count: Math.floor((ms % day) / hour) },
    { unit: 'minutes', count: Math.floor((ms % hour) / minute) },
  ]
  const first = all.findIndex(({ count }) => count > 0)
  return first === -1 ? [] : all.slice(first, first + 2).filter(({ count }) => count > 0)
}
