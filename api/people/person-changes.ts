import { endSessionsOf, getMember, type Member, updatePerson } from '../../db/people.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import type { Reader } from '../procedures/versions.ts'
import type { Deps } from '../process/deps.ts'
import { forgetCodeOfOne } from '../sign-in/one-time-code.ts'
import { type Asked, askToConfirm, changedSince, confirm, payloadOf } from './confirmations.ts'
import { isSecondPerson, personDecides } from './deciding.ts'
import { logChangedPerson } from './log-people.ts'
import { tell } from './office-notices.ts'
import { passwordCodeOf } from './password-reset.ts'
import type { Who } from './second-person.ts'

type By = { actor: Who; at: number }
type Stand = Pick<Member, 'name' | 'position' | 'disabled'>
export type PersonChange = Partial<Stand>
/** What is to become of a person, who stood like this when it was asked. */
type AskedChange = Asked & { change: PersonChange; stood: Stand }
export type ChangedPerson = {
  member: Member
  waiting: string | null
  /** It would have waited, had the office a second person. */
  alone: boolean
}

/**
 * Changes how a person is called, or closes or opens their account. Of one who decides, another name and opening the
 * account, and of a director or an administrator closing it, wait for a second person. To be called in a transaction.
 * Throws `not_permitted`, `already_exists`.
 */
export async function changePerson(
  trx: Reader,
  by: By,
  id: string,
  given: PersonChange,
): Promise<ChangedPerson> {
  const member = await getMember(trx, id)
  const stood = standOf(member)
  const change = differing(stood, given)
  if (Object.keys(change).length === 0) return { member, waiting: null, alone: false }
  const asks = await needsSecondPerson(trx, by, member, change)
  if (asks) {
    const opens = change.disabled === false
    const payload: AskedChange = {
      what: whatIsAsked(member, change),
      change,
      stood,
      concerns: id,
      ...(opens && { profits: id }),
    }
    const subject = { office: member.office, kind: 'person' as const, subject: id }
    const waiting = await askToConfirm(trx, by, subject, payload)
    if (waiting !== undefined) return { member, waiting, alone: false }
  }
  return { member: await takeEffect(trx, by, member, change), waiting: null, alone: asks }
}

/** Confirms such a change as a second person. Throws as `confirm`, and `already_exists` where the person changed since. */
export async function confirmPersonChange(deps: Deps, me: Who, id: string): Promise<void> {
  const closes = await deps.commits(async (trx) => {
    const at = deps.clock.now()
    const row = await confirm(trx, { actor: me, at }, id)
    const { change, stood } = payloadOf<AskedChange>(row)
    const member = await getMember(trx, row.subject)
    if (JSON.stringify(standOf(member)) !== JSON.stringify(stood)) throw changedSince()
    if (change.disabled === false) await forgetCodeOfOne(trx, passwordCodeOf(row.subject))
    await takeEffect(trx, { actor: { id: row.askedBy, name: row.askedByName }, at }, member, change)
    return change.disabled === true
  })
  if (closes) deps.changes.emit('sessionsEnded')
}

const standOf = ({ name, position, disabled }: Member): Stand => ({ name, position, disabled })

const differing = (stood: Stand, { name, position, disabled }: PersonChange): PersonChange => ({
  ...(name !== undefined && name !== stood.name && { name }),
  ...(position !== undefined && position !== stood.position && { position }),
  ...(disabled !== undefined && disabled !== stood.disabled && { disabled }),
})

/** A name or a position is what others know a decider by; a closed account is how a second person is got rid of. */
async function needsSecondPerson(
  trx: Reader,
  { at }: By,
  { id, appointments }: Member,
  change: PersonChange,
): Promise<boolean> {
  const today = bangkokDay(at)
  const holds = ({ until }: Member['appointments'][number]) => until === null || until >= today
  if (change.disabled === true && appointments.some((held) => isSecondPerson(held) && holds(held)))
    return true
  const { name, position, disabled } = change
  const isAnother = name !== undefined || position !== undefined || disabled === false
  return isAnother && (await personDecides(trx, id, today))
}

async function takeEffect(trx: Reader, by: By, before: Member, change: PersonChange): Promise<Member> {
  const { id, office, name } = before
  const { disabled, ...called } = change
  await updatePerson(trx, id, { ...called, ...(disabled !== undefined && { disabled: disabled ? 1 : 0 }) })
  await logChangedPerson(trx, by, before, { password: false })
  if (disabled) await endSessionsOf(trx, id)
  else if (called.name !== undefined && id !== by.actor.id)
    await tell(trx, { office, at: by.at }, [id], renamed(by.actor, name, called.name))
  return getMember(trx, id)
}

const renamed = (by: Who, before: string, after: string): Text => ({
  th: `${by.name} แก้ไขชื่อของท่านจาก “${before}” เป็น “${after}”`,
  en: `${by.name} changed your name from “${before}” to “${after}”`,
})

function whatIsAsked({ name, username }: Member, change: PersonChange): Text {
  const whom = `${name} (${username})`
  const parts: Text[] = []
  if (change.disabled !== undefined)
    parts.push(
      change.disabled
        ? { th: `ระงับบัญชีผู้ใช้ของ ${whom}`, en: `disable the account of ${whom}` }
        : { th: `เปิดใช้บัญชีผู้ใช้ของ ${whom}`, en: `enable the account of ${whom}` },
    )
  if (change.name !== undefined)
    parts.push({
      th: `แก้ไขชื่อของ ${whom} เป็น “${change.name}”`,
      en: `change the name of ${whom} to “${change.name}”`,
    })
  if (change.position !== undefined)
    parts.push({
      th: `แก้ไขตำแหน่งของ ${whom} เป็น “${change.position}”`,
      en: `change the position of ${whom} to “${change.position}”`,
    })
  return { th: parts.map(({ th }) => th).join(' และ'), en: parts.map(({ en }) => en).join(' and ') }
}
