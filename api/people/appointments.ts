import { groupsOf } from '../../db/offices.ts'
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
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'
import type { Deps } from '../process/deps.ts'
import { writeDate } from '../public-site/thai-date.ts'
import { completeCode, type Half, makeHalf } from '../sign-in/one-time-code.ts'
import { askToConfirm, changedSince, confirm, payloadOf } from './confirmations.ts'
import { decides, isSecondPerson } from './deciding.ts'
import { logAppointment } from './log-people.ts'
import { tell } from './office-notices.ts'
import { rolesOfOffice } from './office-roles.ts'
import { type AskedCode, nobodysPassword, passwordCodeOf, voidWhatOneKnows } from './password-reset.ts'
import { checkAppointment, refuseOverlap } from './people-rules.ts'
import type { Who } from './second-person.ts'

type By = { actor: Who; at: number }
/** A new appointment, or until when one that there is goes on; of a person who was called so. */
type AskedAppointment = AskedCode & {
  appointment: AppointmentTable
  goesOn: boolean
  /** Until when it ran as this was asked. */
  endedBefore: string | null
  called: string
}
export type Appointed = {
  /** The person as they stand now. */
  member: Member
  /** The confirmation that the appointment waits for, if it does. */
  waiting: string | null
  /** The first half of the code by which the person opens their account once it is confirmed. */
  firstHalf: string | null
  /** It would have waited, had the office a second person. */
  alone: boolean
}

/**
 * Appoints a person; to a role that decides only when a second person of the office confirms it. To be called in a
 * transaction. Throws `invalid_request`, `already_exists`, `not_permitted`.
 */
export async function appoint(
  trx: Reader,
  config: Deps['config'],
  by: By,
  appointment: AppointmentTable,
): Promise<Appointed> {
  await checkAppointment(trx, appointment)
  await refuseOverlap(trx, appointment)
  const { person, role, groupId, capacity } = appointment
  // Who asks twice for the same is told so, though each would have an id of its own.
  const subject = [person, role, groupId, capacity].join('/')
  const asked = { appointment, goesOn: false, endedBefore: null, subject }
  if (await decides(trx, appointment)) return whenConfirmed(trx, config, by, asked, { profits: person })
  return atOnce(trx, by, asked)
}

/**
 * Sets the last day of an appointment. One that decides goes on for longer, and one of a director or an administrator
 * other than who asks ends earlier, only when a second person confirms it; the one whose post ends may be that person.
 */
export async function setLastDay(
  trx: Reader,
  config: Deps['config'],
  by: By,
  held: AppointmentTable,
  until: string | null,
): Promise<Appointed> {
  await refuseOverlap(trx, { ...held, endsOn: until })
  const appointment = { ...held, endsOn: until }
  const asked = { appointment, goesOn: true, endedBefore: held.endsOn, subject: held.id }
  const { person } = held
  if (held.endsOn === until) return atOnce(trx, by, asked)
  const isShorter = held.endsOn === null || (until !== null && until < held.endsOn)
  if (!isShorter)
    return (await decides(trx, held))
      ? whenConfirmed(trx, config, by, asked, { profits: person })
      : atOnce(trx, by, asked)
  // An account that was closed by two confirms nothing any more; but nobody is made to have left earlier than today.
  const closed = (await getMember(trx, person)).disabled && until !== null && until >= bangkokDay(by.at)
  const removes = isSecondPerson(held) && person !== by.actor.id && !closed
  return removes ? whenConfirmed(trx, config, by, asked, {}) : atOnce(trx, by, asked)
}

type Change = Pick<AskedAppointment, 'appointment' | 'goesOn' | 'endedBefore'>

async function atOnce(trx: Reader, by: By, asked: Change): Promise<Appointed> {
  const member = await takeEffect(trx, by, asked)
  const { office, person, endsOn } = asked.appointment
  if (asked.goesOn && endsOn !== asked.endedBefore && person !== by.actor.id) {
    const { th, en } = await whatIsAsked(trx, asked)
    await tell(trx, { office, at: by.at }, [person], {
      th: `${by.actor.name} ได้${th}`,
      en: `By ${by.actor.name}: ${en}`,
    })
  }
  return { member, waiting: null, firstHalf: null, alone: false }
}

async function whenConfirmed(
  trx: Reader,
  config: Deps['config'],
  by: By,
  { subject, ...asked }: Change & { subject: string },
  whom: Pick<AskedCode, 'profits'>,
): Promise<Appointed> {
  const { office, person } = asked.appointment
  const { name, codeBy } = await getPerson(trx, person)
  // An account that one administrator opened could be used by that administrator as well.
  const first: Half | null =
    whom.profits !== undefined && codeBy !== null ? makeHalf(config, passwordCodeOf(person), 'first') : null
  const payload: AskedAppointment = {
    ...asked,
    ...whom,
    what: await whatIsAsked(trx, asked),
    called: name,
    concerns: person,
    firstHalf: first?.hash ?? null,
  }
  const waiting = await askToConfirm(trx, by, { office, kind: 'appointment', subject }, payload)
  if (waiting !== undefined)
    return { member: await getMember(trx, person), waiting, firstHalf: first?.shown ?? null, alone: false }
  return { member: await takeEffect(trx, by, asked), waiting: null, firstHalf: null, alone: true }
}

/**
 * Confirms an appointment as a second person: it holds from its first day on. Where the account was opened by one
 * administrator alone, its password is void from now on: answers the second half of the code for a new one, else null.
 * Throws as `confirm` and `appoint`.
 */
export async function confirmAppointment(deps: Deps, me: Who, id: string): Promise<string | null> {
  const nobodys = await nobodysPassword(deps)
  const code = await deps.commits(async (trx) => {
    const at = deps.clock.now()
    const row = await confirm(trx, { actor: me, at }, id)
    const asked = payloadOf<AskedAppointment>(row)
    const { appointment, profits, firstHalf } = asked
    const { person } = appointment
    const { name, codeBy } = await getPerson(trx, person)
    // Who confirms knows a person by their name.
    if (asked.called !== undefined && asked.called !== name) throw changedSince()
    await refuseOverlap(trx, appointment)
    if (!asked.goesOn) await checkAppointment(trx, appointment)
    const by = { actor: { id: row.askedBy, name: row.askedByName }, at }
    const isKnown = profits !== undefined && codeBy !== null
    if (isKnown && !firstHalf) throw changedSince()
    if (profits !== undefined) await voidWhatOneKnows(trx, by, person, { known: isKnown, nobodys })
    await takeEffect(trx, by, asked)
    if (!isKnown || !firstHalf) return null
    return completeCode(trx, deps.config, passwordCodeOf(person), { first: firstHalf, now: at })
  })
  if (code !== null) deps.changes.emit('sessionsEnded')
  return code
}

async function takeEffect(
  trx: Reader,
  by: By,
  { appointment, goesOn, endedBefore }: Change,
): Promise<Member> {
  if (goesOn) {
    const held = await findAppointment(trx, appointment.id)
    if (!held) throw new ApiProblem('not_found')
    if (endedBefore !== undefined && held.endsOn !== endedBefore) throw changedSince()
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

const capacityWords: Record<Exclude<AppointmentTable['capacity'], 'holder'>, Text> = {
  actingByLaw: { th: 'ผู้รักษาราชการแทน', en: 'acting' },
  actingInPost: { th: 'ผู้รักษาการในตำแหน่ง', en: 'acting in the post of' },
  delegated: { th: 'ผู้ปฏิบัติราชการแทน', en: 'delegate of the' },
}

async function whatIsAsked(trx: Reader, { appointment, goesOn, endedBefore }: Change): Promise<Text> {
  const { person, office, role, groupId, capacity, orderNumber, startsOn, endsOn } = appointment
  const { name, username } = await getPerson(trx, person)
  const title = (await rolesOfOffice(trx, office)).find(({ id }) => id === role)?.title
  const group = (await groupsOf(trx, office)).find(({ id }) => id === groupId)
  const day = (date: string, language: 'th' | 'en') => writeDate(date, { language, digits: 'arab' })
  const until = {
    th: endsOn === null ? 'จนกว่าจะมีคำสั่งเปลี่ยนแปลง' : `ถึงวันที่ ${day(endsOn, 'th')}`,
    en: endsOn === null ? 'until further notice' : `until ${day(endsOn, 'en')}`,
  }
  const whom = `${name} (${username})`
  const order = orderNumber === null ? '' : ` (${orderNumber})`
  const acting = capacity === 'holder' ? undefined : capacityWords[capacity]
  const as = {
    th: [acting?.th, title?.th ?? role, group?.nameTh].filter(Boolean).join(' '),
    en: [acting?.en, title?.en ?? role, group && `of ${group.nameEn}`].filter(Boolean).join(' '),
  }
  if (!goesOn)
    return {
      th: `แต่งตั้ง ${whom} เป็น${as.th}${order} ตั้งแต่วันที่ ${day(startsOn, 'th')} ${until.th}`,
      en: `appoint ${whom} as ${as.en}${order} from ${day(startsOn, 'en')} ${until.en}`,
    }
  const isShorter = endsOn !== null && (endedBefore === null || endsOn < endedBefore)
  if (!isShorter)
    return {
      th: `ให้ ${whom} เป็น${as.th}${order} ต่อไป ${until.th}`,
      en: `let ${whom} go on as ${as.en}${order} ${until.en}`,
    }
  return endsOn < startsOn
    ? {
        th: `ให้การแต่งตั้ง ${whom} เป็น${as.th}${order} สิ้นสุดทันที`,
        en: `end the appointment of ${whom} as ${as.en}${order} at once`,
      }
    : {
        th: `ให้การแต่งตั้ง ${whom} เป็น${as.th}${order} สิ้นสุดในวันที่ ${day(endsOn, 'th')}`,
        en: `let the appointment of ${whom} as ${as.en}${order} end on ${day(endsOn, 'en')}`,
      }
}
