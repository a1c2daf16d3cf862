import type { Text } from '../procedure/procedure.ts'

/** A day (YYYY-MM-DD) written out, Buddhist era in Thai. */
export function writtenDay(day: string): Text {
  const at = new Date(`${day}T00:00:00Z`)
  const write = (locale: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(at)
  return { th: write('th-TH-u-ca-buddhist-nu-latn'), en: write('en-GB') }
}
