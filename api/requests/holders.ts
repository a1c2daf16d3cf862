import { holdersOn } from '../../db/people.ts'
import { remembered } from '../../db/remembered.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { inOrderOfNames } from '../../machines/text/thai-name.ts'
import type { Reader } from '../procedures/versions.ts'

export type Holder = Awaited<ReturnType<typeof holdersOn>>[number]

/**
 * Everyone in an office who holds a role on the Bangkok day of `at`, disabled people left out: holders before
 * those who act, and each of them by given name.
 */
export const holdersOf = (db: Reader, office: string, at: number): Promise<readonly Holder[]> =>
  holdersOfDay(db, office, bangkokDay(at))

const holdersOfDay = remembered(['appointment', 'person'], async (db, office: string, day: string) => {
  const acts = ({ capacity }: Holder) => (capacity === 'holder' ? 0 : 1)
  return inOrderOfNames(await holdersOn(db, office, day)).sort((a, b) => acts(a) - acts(b))
})
