import { holidayDays } from '../../db/holidays.ts'
import { remembered } from '../../db/remembered.ts'

/** The days (YYYY-MM-DD) that working days skip, as the administrators keep them. */
export const holidaysOf = remembered(
  ['holiday'],
  async (db): Promise<ReadonlySet<string>> => new Set(await holidayDays(db)),
)
