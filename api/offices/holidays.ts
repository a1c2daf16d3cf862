import { holidayDays, type Reach } from '../../db/holidays.ts'
import { getOfficeRow } from '../../db/offices.ts'
import { remembered } from '../../db/remembered.ts'
import { isProvince, provinces } from '../../machines/offices/places.ts'
import type { Reader } from '../procedures/versions.ts'

/** Whose holidays count for an office: the nation's, its region's, its province's and its own, the widest first. */
export async function reachesOf(db: Reader, office: string): Promise<Reach[]> {
  const { province } = await getOfficeRow(db, office)
  return [
    { scope: 'national', place: '' },
    ...(isProvince(province)
      ? ([
          { scope: 'regional', place: provinces[province].region },
          { scope: 'provincial', place: province },
        ] as const)
      : []),
    { scope: 'office', place: office },
  ]
}

/** The days (YYYY-MM-DD) that the working days of an office skip: not those on which it works all the same. */
export const holidaysOf = remembered(
  ['holiday', 'office', 'workedHoliday'],
  async (db, office: string): Promise<ReadonlySet<string>> =>
    new Set(await holidayDays(db, office, await reachesOf(db, office))),
)
