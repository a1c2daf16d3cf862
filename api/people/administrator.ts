import { ApiProblem } from '../http/problem.ts'
import type { SignedIn } from '../sign-in/sessions.ts'

/** Throws `not_permitted` unless the signed-in person is an administrator of the office today. */
export function requireAdmin(me: SignedIn, office: string): void {
  if (me.actor.appointments.some((held) => held.role === 'admin' && held.office === office)) return
  const message = {
    th: 'เฉพาะผู้ดูแลระบบของสำนักงานนี้ทำรายการนี้ได้',
    en: 'Only an administrator of this office may do this.',
  }
  throw new ApiProblem('not_permitted', { message, refusals: [{ code: 'role_missing', message }] })
}
