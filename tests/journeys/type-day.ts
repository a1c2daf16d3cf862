import type { Locator } from 'playwright-core'

/** Types a day (YYYY-MM-DD) as an official does: day, month, year of the Buddhist era. */
export async function typeDay(field: Locator, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-')
  const segments = field.getByRole('spinbutton')
  await segments.first().click()
  await segments.first().pressSequentially(String(Number(date)).padStart(2, '0'))
  await segments.nth(1).pressSequentially(month)
  await segments.nth(2).pressSequentially(String(Number(year) + 543))
}
