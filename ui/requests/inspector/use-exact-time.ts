import { type DateStyle, formatInstant } from '../../lib/dates.ts'
import { writeDigits } from '../../lib/digits.ts'
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
  return {
    exact: (at: number): string => exact(at, style).join(' '),
    /** The same as its day and its time of day. */
    dayAndTime: (at: number) => exact(at, style),
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

function exact(at: number, style: DateStyle): [day: string, time: string] {
  const seconds = String(Math.floor(at / second) % 60).padStart(2, '0')
  const minute = formatInstant(new Date(at).toISOString(), style)
  const space = minute.lastIndexOf(' ')
  const own = writeDigits(seconds, style.language === 'th' ? style.digits : 'arab')
  return [minute.slice(0, space), `${minute.slice(space + 1)}:${own}`]
}
