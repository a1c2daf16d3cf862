import type { Selectable } from 'kysely'
import { groupsOf } from '../../db/offices.ts'
import type { Db } from '../../db/open.ts'
import { appointmentsToRole } from '../../db/people.ts'
import type { AppointmentTable, PersonTable } from '../../db/tables.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { bangkokDay, startOfBangkokDay } from '../../machines/run/thai-time.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { oneLine } from '../../machines/text/put-right.ts'
import { ApiProblem } from '../http/problem.ts'
import { rolesOfOffice } from './office-roles.ts'

/** The name on one line; throws `invalid_request` when it shows nothing. */
export function nameOf(given: string): string {
  const name = oneLine(given)
  if (isBlank(name)) throw wrongField('name', { th: 'ต้องมีชื่อ', en: 'A name is needed.' })
  return name
}

/** Throws `not_permitted` for a person whose data were erased: nothing of them comes back. */
export function refuseErased({ erased }: Pick<PersonTable, 'erased'>): void {
  if (erased === null) return
  throw notPermitted('person_erased', {
    th: 'ข้อมูลส่วนบุคคลของผู้นี้ถูกลบตามคำสั่งแล้ว จึงเปลี่ยนแปลงหรือแต่งตั้งไม่ได้ ถ้ากลับมาปฏิบัติงาน ให้เพิ่มเป็นบุคลากรใหม่',
    en: 'The personal data of this person were erased by order. Whoever comes back is added as a new person.',
  })
}

/** Throws `not_permitted` where somebody would set their own password without giving the present one. */
export function refuseOwnPassword(me: string, person: string): void {
  if (me !== person) return
  throw notPermitted('own_account', {
    th: 'เปลี่ยนรหัสผ่านของตนเองที่หน้า “รหัสผ่าน” ซึ่งต้องใส่รหัสผ่านปัจจุบัน',
    en: 'Change your own password on the page “Password”, which asks for the present one.',
  })
}

/** Throws `not_permitted` when an administrator would lock their own account. */
export function refuseDisablingOneself(me: string, person: string): void {
  if (me !== person) return
  throw notPermitted('own_account', {
    th: 'ระงับบัญชีผู้ใช้ของตนเองไม่ได้ ให้ผู้ดูแลระบบคนอื่นของสำนักงานเป็นผู้ระงับ',
    en: 'You cannot disable your own account; another administrator of the office can.',
  })
}

/**
 * Throws `not_permitted` when `until` would shorten the last appointment by which this administrator administers the
 * office: whoever ends it must be somebody who still can mend it.
 */
export async function refuseEndingOwnAdministration(
  db: Db,
  me: string,
  held: Selectable<AppointmentTable>,
  until: string | null,
  now: number,
): Promise<void> {
  const today = bangkokDay(now)
  if (held.role !== 'admin' || held.person !== me || until === null) return
  if (held.endsOn !== null && until >= held.endsOn) return
  const all = await appointmentsToRole(db, held)
  const stays = all.some(
    ({ id, startsOn, endsOn }) =>
      id !== held.id && startsOn <= today && (endsOn === null || (endsOn >= today && endsOn > until)),
  )
  if (stays) return
  throw notPermitted('last_administrator', {
    th: 'สิ้นสุดการแต่งตั้งผู้ดูแลระบบรายการสุดท้ายของตนเองไม่ได้ แต่งตั้งผู้ดูแลระบบคนอื่นก่อน แล้วให้ผู้นั้นเป็นผู้บันทึก',
    en: 'You cannot end your own last appointment as administrator. Appoint another first, who can then end yours.',
  })
}

/** Throws `invalid_request`, naming the field, when an appointment does not fit the office or its own dates. */
export async function checkAppointment(
  db: Db,
  given: Pick<AppointmentTable, 'office' | 'role' | 'groupId' | 'startsOn' | 'endsOn'>,
): Promise<void> {
  checkPeriod(given.startsOn, given.endsOn)
  const role = (await rolesOfOffice(db, given.office)).find(({ id }) => id === given.role)
  if (!role)
    throw wrongField('role', {
      th: 'สำนักงานนี้ไม่มีบทบาทนี้ในขั้นตอนปฏิบัติที่ใช้อยู่',
      en: 'No procedure in force in this office has this role.',
    })
  if (given.groupId === null) {
    if (role.within === 'group')
      throw wrongField('group', { th: 'บทบาทนี้ต้องระบุกลุ่ม', en: 'This role needs a group.' })
    return
  }
  const groups = await groupsOf(db, given.office)
  if (!groups.some(({ id }) => id === given.groupId))
    throw wrongField('group', { th: 'สำนักงานนี้ไม่มีกลุ่มนี้', en: 'This office has no such group.' })
}

/**
 * Throws `invalid_request` when an appointment would end before it begins; but one that began today, or has not begun,
 * ends at once with the day before it.
 */
export function checkEnd(from: string, until: string | null, now: number): void {
  if (from >= bangkokDay(now) && until === dayBefore(from)) return
  checkPeriod(from, until)
}

const dayBefore = (day: string) => bangkokDay(startOfBangkokDay(day) - 1)

/** Throws `invalid_request` when an appointment would end before it begins. */
export function checkPeriod(from: string, until: string | null): void {
  if (until !== null && until < from)
    throw wrongField('until', {
      th: 'วันสิ้นสุดต้องไม่ก่อนวันเริ่ม',
      en: 'The last day must not be before the first.',
    })
}

/** Throws `already_exists` when the person holds the same for some of the same days. */
export async function refuseOverlap(
  db: Db,
  given: Pick<
    AppointmentTable,
    'person' | 'office' | 'role' | 'groupId' | 'capacity' | 'startsOn' | 'endsOn'
  > & {
    id?: string
  },
): Promise<void> {
  const clash = (await appointmentsToRole(db, given)).find(
    (held) =>
      held.id !== given.id &&
      held.groupId === given.groupId &&
      held.capacity === given.capacity &&
      (given.endsOn === null || held.startsOn <= given.endsOn) &&
      (held.endsOn === null || held.endsOn >= given.startsOn),
  )
  if (clash)
    throw new ApiProblem('already_exists', {
      message: {
        th: 'ผู้นี้ได้รับแต่งตั้งในบทบาทเดียวกันนี้ในช่วงเวลานั้นอยู่แล้ว',
        en: 'This person already holds the same appointment within that time.',
      },
    })
}

const wrongField = (path: string, message: Text) =>
  new ApiProblem('invalid_request', { message, errors: [{ path, message }] })

const notPermitted = (code: string, message: Text) =>
  new ApiProblem('not_permitted', { message, refusals: [{ code, message }] })
