import { endSessionsOf, findPerson, getMember, getPerson, updatePerson } from '../../db/people.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'
import type { Deps } from '../process/deps.ts'
import { completeCode, forgetCodeOfOne, makeCode, makeHalf } from '../sign-in/one-time-code.ts'
import { hashPassword } from '../sign-in/passwords.ts'
import { requireAdminStill } from './administrator.ts'
import { type Asked, askToConfirm, changedSince, confirm, payloadOf } from './confirmations.ts'
import { logChangedPerson } from './log-people.ts'
import { refuseErased, refuseOwnPassword } from './people-rules.ts'
import type { Who } from './second-person.ts'

/** Under which a person's code for a new password is kept. */
export const passwordCodeOf = (person: string) => `passwordCode:${person}`

/** What is kept of the half of a code that was shown to whoever asked. */
export type AskedCode = Asked & { firstHalf: string | null }

/**
 * Asks for a one-time code by which a person sets a new password; nobody chooses it for them, and nobody sees all of it:
 * who asks is shown the first half, who confirms the second. Where the office has no second person, the whole is made at
 * once. Throws `not_found`, `not_permitted`, `already_exists`.
 */
export async function askForReset(
  deps: Deps,
  me: Who,
  id: string,
): Promise<{ waiting: string | null; code: string }> {
  return deps.commits(async (trx) => {
    const at = deps.clock.now()
    const person = await findPerson(trx, id)
    if (!person) throw new ApiProblem('not_found')
    await requireAdminStill(trx, me.id, person.office, at)
    refuseErased(person)
    refuseOwnPassword(me.id, id)
    const first = makeHalf(deps.config, passwordCodeOf(id), 'first')
    const payload: AskedCode = {
      what: {
        th: `ออกรหัสใช้ครั้งเดียวให้ ${person.name} (${person.username}) ตั้งรหัสผ่านใหม่`,
        en: `give ${person.name} (${person.username}) a one-time code to set a new password`,
      },
      profits: id,
      concerns: id,
      takesOver: true,
      firstHalf: first.hash,
    }
    const subject = { office: person.office, kind: 'password' as const, subject: id }
    const waiting = await askToConfirm(trx, { actor: me, at }, subject, payload)
    if (waiting !== undefined) return { waiting, code: first.shown }
    return { waiting: null, code: await makeCode(trx, deps.config, passwordCodeOf(id), at, me.id) }
  })
}

/** Confirms a reset as a second person; answers the second half of the code, shown this once. Throws as `confirm`. */
export async function confirmReset(deps: Deps, me: Who, id: string): Promise<string> {
  return deps.commits(async (trx) => {
    const at = deps.clock.now()
    const row = await confirm(trx, { actor: me, at }, id)
    await getPerson(trx, row.subject)
    // Asked for by an edition that showed the whole code to whoever confirmed.
    const first = payloadOf<AskedCode>(row).firstHalf
    if (!first) throw changedSince()
    return completeCode(trx, deps.config, passwordCodeOf(row.subject), { first, now: at })
  })
}

/** The hash of a password that nobody knows. */
export const nobodysPassword = ({ config }: Pick<Deps, 'config'>): Promise<string> =>
  hashPassword(makeHalf(config, 'void', 'first').shown)

/**
 * Before a person decides: what one administrator alone was shown is void, be it a code or, `known`, the password that the
 * account was opened with; then `nobodys` is the password until another code is used.
 */
export async function voidWhatOneKnows(
  trx: Reader,
  by: { actor: Who; at: number },
  person: string,
  { known, nobodys }: { known: boolean; nobodys: string },
): Promise<void> {
  await forgetCodeOfOne(trx, passwordCodeOf(person))
  if (!known) return
  const before = await getMember(trx, person)
  await updatePerson(trx, person, { passwordHash: nobodys, codeBy: null })
  await logChangedPerson(trx, by, before, { password: true })
  await endSessionsOf(trx, person)
}
