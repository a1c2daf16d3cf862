import { findPerson, getPerson } from '../../db/people.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Deps } from '../process/deps.ts'
import { makeCode } from '../sign-in/one-time-code.ts'
import { requireAdminStill } from './administrator.ts'
import { askToConfirm, confirm } from './confirmations.ts'
import { refuseOwnPassword } from './people-rules.ts'
import type { Who } from './second-person.ts'

/** Under which a person's code for a new password is kept. */
export const passwordCodeOf = (person: string) => `passwordCode:${person}`

/**
 * Asks for a one-time code by which a person sets a new password; nobody chooses it for them. It waits for a second
 * person; where the office has none, the code is made at once. Throws `not_found`, `not_permitted`, `already_exists`.
 */
export async function askForReset(
  deps: Deps,
  me: Who,
  id: string,
): Promise<{ waiting: string } | { waiting: null; code: string }> {
  return deps.commits(async (trx) => {
    const at = deps.clock.now()
    const person = await findPerson(trx, id)
    if (!person) throw new ApiProblem('not_found')
    await requireAdminStill(trx, me.id, person.office, at)
    refuseOwnPassword(me.id, id)
    const what = {
      th: `ออกรหัสใช้ครั้งเดียวให้ ${person.name} (${person.username}) ตั้งรหัสผ่านใหม่`,
      en: `give ${person.name} (${person.username}) a one-time code to set a new password`,
    }
    const subject = { office: person.office, kind: 'password' as const, subject: id }
    const waiting = await askToConfirm(trx, { actor: me, at }, subject, { what, profits: id })
    if (waiting !== undefined) return { waiting }
    return { waiting: null, code: await makeCode(trx, deps.config, passwordCodeOf(id), at) }
  })
}

/** Confirms a reset as a second person; answers the code, which is shown this once. Throws as `confirm`. */
export async function confirmReset(deps: Deps, me: Who, id: string): Promise<string> {
  return deps.commits(async (trx) => {
    const at = deps.clock.now()
    const { subject } = await confirm(trx, { actor: me, at }, id)
    await getPerson(trx, subject)
    return makeCode(trx, deps.config, passwordCodeOf(subject), at)
  })
}
