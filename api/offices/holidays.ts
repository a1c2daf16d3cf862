import { holidayDays } from '../../db/holidays.ts'
import type { Reader } from '../procedures/versions.ts'

/** The days (YYYY-MM-DD) that working days skip, as the administrators keep them. */
export const holidaysOf = async (db: Reader): Promise<ReadonlySet<string>> => new Set(await holidayDays(db))
