import { type Digits, writeDigits } from './digits.ts'
import type { Language } from './i18n/i18n.ts'

export type DateStyle = { language: Language; digits: Digits }

const format = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language === 'th' ? 'th-TH-u-ca-buddhist-nu-latn' : 'en-GB-u-ca-buddhist', {
    timeZone: 'Asia/Bangkok',
    ...options,
  })

const cache = new Map<string, Intl.DateTimeFormat>()
function cached(language: Language, name: 'short' | 'long' | 'time'): Intl.DateTimeFormat {
  const key = `${language}.${name}`
  const found = cache.get(key)
  if (found) return found
  const made =
    name === 'time'
      ? format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
      : format(language, { day: 'numeric', month: name, year: 'numeric' })
  cache.set(key, made)
  return made
}

function written(date: Date, style: DateStyle, month: 'short' | 'long'): string {
  const parts = cached(style.language, month).formatToParts(date)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? ''
  const year = style.language === 'th' ? part('year') : `B.E. ${part('year')}`
  return `${part('day')} ${part('month')} ${year}`
}

const own = (text: string, style: DateStyle) =>
  writeDigits(text, style.language === 'th' ? style.digits : 'arab')

/** The time of day in Bangkok: "14.05 น." as official letters write it, or "14:05". */
function writtenTime(date: Date, language: Language): string {
  const time = cached(language, 'time').format(date)
  return language === 'th' ? `${time.replace(':', '.')} น.` : time
}

/** An instant in Bangkok as "20 พ.ย. 2569 14.05 น.". */
export function formatInstant(iso: string, style: DateStyle, month: 'short' | 'long' = 'short'): string {
  const date = new Date(iso)
  return own(`${written(date, style, month)} ${writtenTime(date, style.language)}`, style)
}

/** An instant in Bangkok to the second, its day and its time: "20 พ.ย. 2569" and "14:05:09 น.". */
export function formatSecond(iso: string, style: DateStyle): [day: string, time: string] {
  const date = new Date(iso)
  const seconds = String(date.getUTCSeconds()).padStart(2, '0')
  const time = `${cached(style.language, 'time').format(date)}:${seconds}`
  return [
    own(written(date, style, 'short'), style),
    own(style.language === 'th' ? `${time} น.` : time, style),
  ]
}

/** When something is to come: "10.35 น." today in Bangkok, as seen at `now` (ms since 1970), else with the date. */
export function formatComing(iso: string, now: number, style: DateStyle): string {
  if (todayInBangkok(Date.parse(iso)) !== todayInBangkok(now)) return formatInstant(iso, style)
  return own(writtenTime(new Date(iso), style.language), style)
}

/** A day ('YYYY-MM-DD') as "20 พ.ย. 2569". */
export function formatDay(day: string, style: DateStyle, month: 'short' | 'long' = 'short'): string {
  return own(written(new Date(`${day}T12:00:00+07:00`), style, month), style)
}

/** A month ('YYYY-MM') as "พ.ย. 2569". */
export function formatMonth(month: string, style: DateStyle): string {
  const day = written(new Date(`${month}-15T12:00:00+07:00`), style, 'short')
  return own(day.slice(day.indexOf(' ') + 1), style)
}

/** "เมื่อ 12 นาทีก่อน" within a day of `now` (ms since 1970), else undefined: then the date itself is written. */
export function formatRelative(iso: string, now: number, style: DateStyle): string | undefined {
  const minutes = Math.floor((now - Date.parse(iso)) / 60_000)
  if (minutes < -1 || minutes >= 24 * 60) return undefined
  const thai = style.language === 'th'
  if (minutes < 1) return thai ? 'เมื่อสักครู่' : 'just now'
  if (minutes < 60) return own(thai ? `เมื่อ ${minutes} นาทีก่อน` : `${minutes} min ago`, style)
  const hours = Math.floor(minutes / 60)
  return own(thai ? `เมื่อ ${hours} ชั่วโมงก่อน` : `${hours} h ago`, style)
}

/** Today in Bangkok, as 'YYYY-MM-DD'. */
export const todayInBangkok = (now: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok' }).format(now)
