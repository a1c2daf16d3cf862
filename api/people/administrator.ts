import type { Db } from '../../db/open.ts'
import { findPerson } from '../../db/people.ts'
import type { Actor } from '../../machines/run/vocabulary.ts'
import { ApiProblem } from '../http/problem.ts'
import { actorOf, type SignedIn } from '../sign-in/sessions.ts'

/** Whether this person holds the post of an administrator of the office today. */
export const isAdministrator = ({ appointments }: Pick<Actor, 'appointments'>, office: string): boolean =>
  appointments.some((held) => held.role === 'admin' && held.office === office)

/** Throws `not_permitted` unless the signed-in person is an administrator of the office today. */
export function requireAdmin({ actor }: Pick<SignedIn, 'actor'>, office: string): void {
  if (isAdministrator(actor, office)) return
  const message = {
    th: 'เฉพาะผู้ดูแลระบบของสำนักงานนี้ทำรายการนี้ได้',
    en: 'Only an administrator of this office may do this.',
  }
  throw new ApiProblem('not_permitted', { message, refusals: [{ code: 'role_missing', message }] })
}

/**
 * The same, asked again of the tables: within a transaction, of two who remove or disable each other at once, one is an
 * administrator no more.
 */
export async function requireAdminStill(db: Db, person: string, office: string, now: number): Promise<void> {
  const found = await findPerson(db, person)
  const appointments = found?.disabled === 0 ? (await actorOf(db, person, now)).appointments : []
  requireAdmin({ actor: { person, appointments } }, office)
}
