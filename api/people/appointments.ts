import {
  findAppointment,
  getMember,
  getPerson,
  insertAppointment,
  type Member,
  setEndOfAppointment,
} from '../../db/people.ts'
import type { AppointmentTable } from '../../db/tables.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'
import type { Deps } from '../process/deps.ts'
import { writeDate } from '../public-site/thai-date.ts'
import { type Asked, askToConfirm, confirm, payloadOf } from './confirmations.ts'
import { logAppointment } from './log-people.ts'
import { rolesOfOffice } from './office-roles.ts'
import { checkAppointment, refuseOverlap } from './people-rules.ts'
import type { Who } from './second-person.ts'

type By = { actor: Who; at: number }
/** A new appointment, or until when one that there is goes on. */
type AskedAppointment = Asked & { appointment: AppointmentTable; goesOn: boolean }
/** The person as they stand now, with the confirmation that the appointment waits for, if it does. */
export type Appointed = { member: Member; waiting: string | null; decides: boolean }

/** An officer of a group owns requests; every other post decides on those of others. */
const decides = ({ role }: Pick<AppointmentTable, 'role'>): boolean => role !== 'officer'

/**
 * Appoints a person; to a role that decides only when a second person of the office confirms it. To be called in a
 * transaction. Throws `invalid_request`, `already_exists`, `not_permitted`.
 */
export async function appoint(trx: Reader, by: By, appointment: AppointmentTable): Promise<Appointed> {
  await checkAppointment(trx, appointment)
  await refuseOverlap(trx, appointment)
  const { person, role, groupId, capacity } = appointment
  // Who asks twice for the same is told so, though each would have an id of its own.
  const subject = [person, role, groupId, capacity].join('/')
  return whenConfirmed(trx, by, { appointment, goesOn: false, subject })
}

/** Sets the last day of an appointment; one that decides goes on for longer only when a second person confirms it. */
export async function setLastDay(
  trx: Reader,
  by: By,
  held: AppointmentTable,
  until: string | null,
): Promise<Appointed> {
  await refuseOverlap(trx, { ...held, endsOn: until })
  const shorter = held.endsOn === null || (until !== null && until <= held.endsOn)
  if (!shorter)
    return whenConfirmed(trx, by, {
      ...{ appointment: { ...held, endsOn: until }, goesOn: true, subject: held.id },
    })
  return { member: await goOn(trx, by, held, until), waiting: null, decides: false }
}

type Change = Pick<AskedAppointment, 'appointment' | 'goesOn'> & { subject: string }

async function whenConfirmed(trx: Reader, by: By, { subject, ...asked }: Change): Promise<Appointed> {
  const { office, person } = asked.appointment
  if (decides(asked.appointment)) {
    const payload: AskedAppointment = { ...asked, what: await whatIsAsked(trx, asked), profits: person }
    const waiting = await askToConfirm(trx, by, { office, kind: 'appointment', subject }, payload)
    if (waiting !== undefined) return { member: await getMember(trx, person), waiting, decides: true }
  }
  const member = await takeEffect(trx, by, asked)
  return { member, waiting: null, decides: decides(asked.appointment) }
}

/** Confirms an appointment as a second person: it holds from its first day on. Throws as `confirm` and `appoint`. */
export async function confirmAppointment(deps: Deps, me: Who, id: string): Promise<void> {
  await deps.commits(async (trx) => {
    const at = deps.clock.now()
    const row = await confirm(trx, { actor: me, at }, id)
    const asked = payloadOf<AskedAppointment>(row)
    await refuseOverlap(trx, asked.appointment)
    if (!asked.goesOn) await checkAppointment(trx, asked.appointment)
    await takeEffect(trx, { actor: { id: row.askedBy, name: row.askedByName }, at }, asked)
  })
}

async function takeEffect(
  trx: Reader,
  by: By,
  { appointment, goesOn }: Pick<AskedAppointment, 'appointment' | 'goesOn'>,
): Promise<Member> {
  if (goesOn) {
    const held = await findAppointment(trx, appointment.id)
    if (!held) throw new ApiProblem('not_found')
    return goOn(trx, by, held, appointment.endsOn)
  }
  await insertAppointment(trx, appointment)
  const member = await getMember(trx, appointment.person)
  await logAppointment(trx, by, member, appointment.id)
  return member
}

async function goOn(trx: Reader, by: By, held: AppointmentTable, until: string | null): Promise<Member> {
  await setEndOfAppointment(trx, held.id, until)
  const member = await getMember(trx, held.person)
  await logAppointment(trx, by, member, held.id, { until: held.endsOn })
  return member
}

async function whatIsAsked(
  trx: Reader,
  { appointment, goesOn }: Pick<AskedAppointment, 'appointment' | 'goesOn'>,
): Promise<Text> {
  const { person, office, role, orderNumber, startsOn, endsOn } = appointment
  const { name } = await getPerson(trx, person)
  const title = (await rolesOfOffice(trx, office)).find(({ id }) => id === role)?.title
  const day = (date: string, language: 'th' | 'en') => writeDate(date, { language, digits: 'arab' })
  const until = {
    th: endsOn === null ? 'จนกว่าจะมีคำสั่งเปลี่ยนแปลง' : `ถึงวันที่ ${day(endsOn, 'th')}`,
    en: endsOn === null ? 'until further notice' : `until ${day(endsOn, 'en')}`,
  }
  const order = orderNumber === null ? '' : ` (${orderNumber})`
  const as = { th: title?.th ?? role, en: title?.en ?? role }
  return goesOn
    ? {
        th: `ให้ ${name} เป็น${as.th}${order} ต่อไป ${until.th}`,
        en: `let ${name} go on as ${as.en}${order} ${until.en}`,
      }
    : {
        th: `แต่งตั้ง ${name} เป็น${as.th}${order} ตั้งแต่วันที่ ${day(startsOn, 'th')} ${until.th}`,
        en: `appoint ${name} as ${as.en}${order} from ${day(startsOn, 'en')} ${until.en}`,
      }
}
