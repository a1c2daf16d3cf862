import { holdersOn } from '../../db/people.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import type { Reader } from '../procedures/versions.ts'

export type Holder = Awaited<ReturnType<typeof holdersOn>>[number]

/** Everyone in an office who holds a role on the Bangkok day of `at`, disabled people left out; holders before those who act. */
export async function holdersOf(db: Reader, office: string, at: number): Promise<Holder[]> {
  const acts = ({ capacity }: Holder) => (capacity === 'holder' ? 0 : 1)
  return (await holdersOn(db, office, bangkokDay(at))).sort((a, b) => acts(a) - acts(b))
}
