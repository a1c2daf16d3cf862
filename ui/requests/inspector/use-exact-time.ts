import { formatSecond } from '../../lib/dates.ts'
import { useDateStyle } from '../../lib/time.tsx'
import { useInspectorWords } from './words.ts'

const second = 1000
const units = [
  { unit: 'days', ms: 86_400 * second },
  { unit: 'hours', ms: 3600 * second },
  { unit: 'minutes', ms: 60 * second },
  { unit: 'seconds', ms: second },
] as const

/** Writes an instant (ms since 1970) to the second in Bangkok, and a span of time by its two largest units. */
export function useExactTime() {
  const style = useDateStyle()
  const words = useInspectorWords()
  const dayAndTime = (at: number) => formatSecond(new Date(at).toISOString(), style)
  return {
    exact: (at: number): string => dayAndTime(at).join(' '),
    /** The same as its day and its time of day. */
    dayAndTime,
    span: (ms: number): string => {
      const first = units.findIndex((unit) => ms >= unit.ms)
      if (first === -1) return words('atOnce')
      let rest = ms
      const parts = units.slice(first, first + 2).map(({ unit, ms: size }) => {
        const count = Math.floor(rest / size)
        rest %= size
        return count > 0 ? words(unit, { count }) : ''
      })
      return `+${parts.filter((part) => part !== '').join(' ')}`
    },
  }
}
