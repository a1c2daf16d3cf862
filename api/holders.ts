import { bangkokDay } from '../machines/thai-time.ts'
import type { Reader } from './procedures.ts'

export type Holder = Awaited<ReturnType<typeof holdersOf>>[number]

/** Everyone in an office who holds a role on the Bangkok day of `at`, disabled people left out; holders before those who act. */
export async function holdersOf(db: Reader, office: string, at: number) {
  const today = bangkokDay(at)
  const rows = await db
    .selectFrom('appointment')
    .innerJoin('person', 'person.id', 'appointment.person')
    .select([
      'appointment.person',
      'person.name',
      'appointment.role',
      'appointment.groupId',
      'appointment.capacity',
    ])
    .where('appointment.office', '=', office)
    .where('person.disabled', '=', 0)
    .where('appointment.startsOn', '<=', today)
    .where((eb) => eb.or([eb('appointment.endsOn', 'is', null), eb('appointment.endsOn', '>=', today)]))
    .orderBy('appointment.id')
    .execute()
  const acts = (capacity: string) => (capacity === 'holder' ? 0 : 1)
  return rows.sort((a, b) => acts(a.capacity) - acts(b.capacity))
}
