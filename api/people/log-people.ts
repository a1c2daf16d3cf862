import { allPeopleIds, getMember, getPerson, type Member, type MemberAppointment } from '../../db/people.ts'
import { deleteSetting, findSetting } from '../../db/settings.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { naming } from '../offices/naming.ts'
import type { Reader } from '../procedures/versions.ts'
import { credentialOf } from './credential.ts'

type By = { actor: { id: string; name: string }; at: number }

const shown = ({ id, username, name, position, disabled }: Member) => ({
  person: id,
  username,
  name,
  position,
  disabled,
})

/** What names the person stands apart in the log. */
function apart<Facts extends ReturnType<typeof shown> & { credential?: string }>(facts: Facts): object {
  const { username, name, position, credential, ...rest } = facts
  return { ...rest, ...naming(rest.person, { username, name, position, ...(credential && { credential }) }) }
}

const credentialNow = async (trx: Reader, id: string): Promise<string> =>
  credentialOf((await getPerson(trx, id)).passwordHash)

/** Notes in the audit log that a person was added. */
export const logNewPerson = async (trx: Reader, { actor, at }: By, member: Member): Promise<void> =>
  logOfficeEvent(trx, {
    office: member.office,
    type: 'person.created',
    actor,
    at,
    before: null,
    after: apart({ ...shown(member), credential: await credentialNow(trx, member.id) }),
  })

/** Notes what changed of a person; of a password only that it changed, and its digest. Nothing changed, nothing noted. */
export async function logChangedPerson(
  trx: Reader,
  { actor, at }: By,
  before: Member,
  { password }: { password: boolean },
): Promise<void> {
  const after = await getMember(trx, before.id)
  const is = { ...shown(after), ...(password && { password: 'new' }) }
  const was = { ...shown(before), ...(password && { password: 'old' }) }
  if (JSON.stringify(is) === JSON.stringify(was)) return
  const credential = password && { credential: await credentialNow(trx, before.id) }
  await logOfficeEvent(trx, {
    office: before.office,
    type: 'person.changed',
    actor,
    at,
    before: apart(was),
    after: apart({ ...is, ...credential }),
  })
}

/** Who stands in a log where no person of the office acted. */
export const nobody = { id: 'system', name: 'ระบบ' }

/**
 * Notes in the offices' logs, as the work of nobody, how these people and all of their appointments stand: those that
 * were not put there by an administrator, whose every act is noted by itself. `edition` names at whose first start.
 */
export async function logStandingPeople(
  trx: Reader,
  people: readonly string[],
  at: number,
  edition?: string,
): Promise<void> {
  const members = await Promise.all(people.map((id) => getMember(trx, id)))
  for (const [office, ofOffice] of Map.groupBy(members, (member) => member.office)) {
    const after = {
      ...(edition !== undefined && { edition }),
      people: await Promise.all(
        ofOffice.map(async (member) => ({
          ...apart({ ...shown(member), credential: await credentialNow(trx, member.id) }),
        })),
      ),
      appointments: ofOffice.flatMap(({ id, name, appointments }) =>
        appointments.map((appointment) => appointmentOf({ person: id, name, appointment })),
      ),
    }
    await logOfficeEvent(trx, { office, type: 'people.recorded', actor: nobody, at, before: null, after })
  }
}

/** Set by the migration that found people of an edition whose logs did not tell everything about them. */
const unrecorded = 'peopleUnrecorded'

/** The edition at whose first start a log tells once of everybody. */
export const peopleEdition = '2026-11-27'

/**
 * Notes once, after such a migration, how everybody stands, so that from then on the logs tell it all. To be called before
 * the product notes anything else but how the rows stand.
 */
export async function logPeopleOfEarlierEdition(trx: Reader, at: number): Promise<void> {
  if ((await findSetting(trx, unrecorded)) === undefined) return
  await logStandingPeople(trx, await allPeopleIds(trx), at, peopleEdition)
  await deleteSetting(trx, unrecorded)
}

type Held = { person: string; name: string; appointment: MemberAppointment }
const appointmentOf = ({ person, name, appointment }: Held) => ({
  appointment: appointment.id,
  person,
  ...naming(person, { personName: name }),
  role: appointment.role,
  group: appointment.group,
  capacity: appointment.capacity,
  orderNumber: appointment.orderNumber,
  from: appointment.from,
  until: appointment.until,
})

/** Notes that a person was appointed, or until when an appointment holds now. */
export async function logAppointment(
  trx: Reader,
  { actor, at }: By,
  member: Member,
  appointment: string,
  endedBefore?: { until: string | null },
): Promise<void> {
  const held = member.appointments.find(({ id }) => id === appointment)
  if (!held) throw new Error(`${member.id} has no appointment ${appointment}`)
  const after = appointmentOf({ person: member.id, name: member.name, appointment: held })
  if (endedBefore && endedBefore.until === after.until) return
  await logOfficeEvent(trx, {
    office: held.office,
    actor,
    at,
    after,
    ...(endedBefore
      ? { type: 'appointment.changed' as const, before: { ...after, ...endedBefore } }
      : { type: 'appointment.created' as const, before: null }),
  })
}
