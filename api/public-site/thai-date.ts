export type Language = 'th' | 'en'
/** How dates and numbers are written: Thai digits only in Thai, and only where the office writes them. */
export type Writing = { language: Language; digits: 'arab' | 'thai' }

const thaiDigits = '๐๑๒๓๔๕๖๗๘๙'

/** Writes 0–9 as ๐–๙ where the office does so. */
export const writeDigits = (text: string, { language, digits }: Writing): string =>
  language === 'th' && digits === 'thai'
    ? text.replace(/[0-9]/g, (digit) => thaiDigits.charAt(Number(digit)))
    : text

const formats = {
  th: new Intl.DateTimeFormat('th-TH-u-ca-buddhist-nu-latn', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'Asia/Bangkok',
  }),
  en: new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'Asia/Bangkok',
  }),
}
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'Asia/Bangkok',
})

/** The Bangkok day of an instant (ms since 1970): "20 พฤศจิกายน 2569", or "20 November 2026 (B.E. 2569)". */
export function writeDay(at: number, writing: Writing): string {
  const parts = formats[writing.language].formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? ''
  const day = `${part('day')} ${part('month')} ${part('year')}`
  if (writing.language === 'en') return `${day} (B.E. ${Number(part('year')) + 543})`
  return writeDigits(day, writing)
}

/** A day ('YYYY-MM-DD') in the same words as `writeDay`. */
export const writeDate = (day: string, writing: Writing): string =>
  writeDay(Date.parse(`${day}T12:00:00+07:00`), writing)

/** An instant (ms since 1970) in Bangkok with its time of day: "20 พฤศจิกายน 2569 เวลา 14:05 น.". */
export function writeInstant(at: number, writing: Writing): string {
  const time = clock.format(at)
  if (writing.language === 'en') return `${writeDay(at, writing)}, ${time}`
  return `${writeDay(at, writing)} ${writeDigits(`เวลา ${time} น.`, writing)}`
}

/** A count as the office writes it. */
export const writeNumber = (value: number, writing: Writing): string =>
  writeDigits(value.toLocaleString('en-US'), writing)
