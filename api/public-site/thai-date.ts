export type Language = 'th' | 'en'
/** How dates and numbers are written: Thai digits only in Thai, and only where the office writes them. */
export type Writing = { language: Language; digits: 'arab' | 'thai' }

const thaiDigits = '๐๑๒๓๔๕๖๗๘๙'

/** Writes 0–9 as ๐–๙ where the office does so. */
export const writeDigits = (text: string, { language, digits }: Writing): string =>
  language === 'th' && digits === 'thai'
    ? text.replace(/[0-9]/g, (digit) => thaiDigits.charAt(Number(digit)))
    : text

const monthNames = (locale: string): string[] => {
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, month) => name.format(Date.UTC(2026, month, 1)))
}
const months = { th: monthNames('th-TH'), en: monthNames('en-GB') }

/** Bangkok's clock stands 7 hours before UTC all year; an Intl format for each date was half of a page's time. */
const inBangkok = (at: number): Date => new Date(at + 7 * 3_600_000)

/** The Bangkok day of an instant (ms since 1970): "20 พฤศจิกายน 2569", or "20 November 2026 (B.E. 2569)". */
export function writeDay(at: number, writing: Writing): string {
  const date = inBangkok(at)
  const year = date.getUTCFullYear()
  const day = `${date.getUTCDate()} ${months[writing.language][date.getUTCMonth()] ?? ''}`
  if (writing.language === 'en') return `${day} ${year} (B.E. ${year + 543})`
  return writeDigits(`${day} ${year + 543}`, writing)
}

/** A day ('YYYY-MM-DD') in the same words as `writeDay`. */
export const writeDate = (day: string, writing: Writing): string =>
  writeDay(Date.parse(`${day}T12:00:00+07:00`), writing)

/** A month ('YYYY-MM') in the same words: "พฤศจิกายน 2569", or "November 2026 (B.E. 2569)". */
export function writeMonth(month: string, writing: Writing): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const name = months[writing.language][number - 1] ?? ''
  if (writing.language === 'en') return `${name} ${year} (B.E. ${year + 543})`
  return writeDigits(`${name} ${year + 543}`, writing)
}

/** An instant (ms since 1970) in Bangkok with its time of day: "20 พฤศจิกายน 2569 เวลา 14.05 น.". */
export function writeInstant(at: number, writing: Writing): string {
  const time = inBangkok(at).toISOString().slice(11, 16)
  if (writing.language === 'en') return `${writeDay(at, writing)}, ${time}`
  return `${writeDay(at, writing)} ${writeDigits(`เวลา ${time.replace(':', '.')} น.`, writing)}`
}

/** A count as the office writes it. */
export const writeNumber = (value: number, writing: Writing): string =>
  writeDigits(value.toLocaleString('en-US'), writing)
