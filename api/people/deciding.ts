import { appointmentsFrom, officersOpenedByOne } from '../../db/people.ts'
import type { AppointmentTable } from '../../db/tables.ts'
import { hashesOfOffice } from '../../db/versions.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { ownersPublish } from '../../machines/proofs/owners-publish.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'

type Post = Pick<AppointmentTable, 'office' | 'role'>

/**
 * Whether a post lets its holder decide: every post but an officer's, who owns requests on which others decide; and an
 * officer's, too, where some version of the office, be it old or to come, lets the owner's side change what is public or
 * an officer act on what others own.
 */
export async function decides(db: Reader, { office, role }: Post): Promise<boolean> {
  if (role !== 'officer') return true
  for (const hash of await hashesOfOffice(db, office))
    if (ownersPublish((await getCompiled(db, hash)).procedure)) return true
  return false
}

/** Whether a person holds, on `today` or later, a post that decides. */
export async function personDecides(db: Reader, person: string, today: string): Promise<boolean> {
  for (const held of await appointmentsFrom(db, person, today)) if (await decides(db, held)) return true
  return false
}

/** Those who decide only from this version on, and whose account was opened by what one administrator alone knows. */
export async function decideFromNowOn(
  db: Reader,
  { office, procedure, today }: { office: string; procedure: Procedure; today: string },
): Promise<{ id: string; name: string; username: string }[]> {
  if (!ownersPublish(procedure) || (await decides(db, { office, role: 'officer' }))) return []
  const found = []
  for (const one of await officersOpenedByOne(db, office, today))
    if (!(await personDecides(db, one.id, today))) found.push(one)
  return found
}

/** Who confirms what others ask: the director of an office and its administrators. */
export const isSecondPerson = ({ role }: Pick<Post, 'role'>): boolean =>
  role === 'officeDirector' || role === 'admin'
