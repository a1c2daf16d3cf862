import { getMember, type Member, type MemberAppointment } from '../../db/people.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import type { Reader } from '../procedures/versions.ts'

type By = { actor: { id: string; name: string }; at: number }

const shown = ({ id, username, name, position, disabled }: Member) => ({
  ...{ person: id, username, name, position, disabled },
})

/** Notes in the office's log that a person was added. */
export const logNewPerson = (trx: Reader, { actor, at }: By, member: Member): Promise<void> =>
  logOfficeEvent(trx, {
    ...{ office: member.office, type: 'person.created', actor, at },
    ...{ before: null, after: shown(member) },
  })

/** Notes what changed of a person; of a password only that it changed. Nothing changed, nothing noted. */
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
  await logOfficeEvent(trx, {
    ...{ office: before.office, type: 'person.changed', actor, at },
    ...{ before: was, after: is },
  })
}

type Held = { person: string; name: string; appointment: MemberAppointment }
const appointmentOf = ({ person, name, appointment }: Held) => ({
  ...{ appointment: appointment.id, person, personName: name },
  ...{ role: appointment.role, group: appointment.group, capacity: appointment.capacity },
  ...{ orderNumber: appointment.orderNumber, from: appointment.from, until: appointment.until },
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
    ...{ office: held.office, actor, at, after },
    ...(endedBefore
      ? { type: 'appointment.changed' as const, before: { ...after, ...endedBefore } }
      : { type: 'appointment.created' as const, before: null }),
  })
}
