import { useContext, useSyncExternalStore } from 'react'
import { type DateStyle, formatComing, formatDay, formatInstant, formatRelative } from './dates.ts'
import { DigitsContext } from './digits.ts'
import { useLanguage } from './i18n/i18n.ts'

/** How dates are written on this screen: its language and the office's digits. */
export function useDateStyle(): DateStyle {
  const language = useLanguage()
  return { language, digits: useContext(DigitsContext) }
}

const eachMinute = (changed: () => void) => {
  const timer = setInterval(changed, 30_000)
  return () => clearInterval(timer)
}
const thisMinute = () => Math.floor(Date.now() / 30_000) * 30_000

/** An instant: relative within a day, with the full date on hover and for screen readers; else the date and time. */
export function Moment({ at }: { at: string }) {
  const style = useDateStyle()
  useSyncExternalStore(eachMinute, thisMinute)
  const full = formatInstant(at, style, 'long')
  const relative = formatRelative(at, Date.now(), style)
  return (
    <time dateTime={at} title={full}>
      {relative === undefined ? formatInstant(at, style) : <span className="relative">{relative}</span>}
      {relative !== undefined && <span className="visually-hidden"> ({full})</span>}
    </time>
  )
}

/** An instant that is to come: its time of day alone, where that is today. */
export function ComingMoment({ at }: { at: string }) {
  const style = useDateStyle()
  const now = useSyncExternalStore(eachMinute, thisMinute)
  return (
    <time dateTime={at} title={formatInstant(at, style, 'long')}>
      {formatComing(at, now, style)}
    </time>
  )
}

/** A day ('YYYY-MM-DD') in the Buddhist era. */
export function Day({ date }: { date: string }) {
  const style = useDateStyle()
  return (
    <time dateTime={date} title={formatDay(date, style, 'long')}>
      {formatDay(date, style)}
    </time>
  )
}
