import type { Insertable } from 'kysely'
import type { Db } from '../../db/open.ts'
import { insertMissingPerson, peopleOfSharedHash, replaceSharedHash } from '../../db/people.ts'
import { findSetting, setSetting } from '../../db/settings.ts'
import type { AppointmentTable, PersonTable } from '../../db/tables.ts'
import {
  type DemoAppointment,
  type DemoPerson,
  type PostedOffice,
  postsOf,
} from '../../machines/offices/demo/posts.ts'
import { logStandingPeople } from '../people/log-people.ts'
import { hashPassword, verifyPassword } from '../sign-in/passwords.ts'

/** Before the oldest of the five documents (1 October 2019), so that every decision they show falls within. */
const startsOn = '2019-01-01'
/** Where the hash that all demo people share is kept: who has it signs in with the demo password. */
const sharedHash = 'demoPasswordHash'

/**
 * Puts the demo people of each office in place, all with `password`. May be repeated: who is there already stays as
 * edited, and those who still have the demo password get the one of now. The offices' groups must be stored before.
 */
export async function seedDemoPeople(
  db: Db,
  offices: PostedOffice[],
  password: string,
  now: number,
): Promise<void> {
  const posts = offices.flatMap((office) => postsOf(office).map((post) => ({ office: office.id, post })))
  const kept = await findSetting(db, sharedHash)
  const fits = kept !== undefined && (await verifyPassword(kept, password))
  const passwordHash = fits ? kept : await hashPassword(password)
  await db.transaction().execute(async (trx) => {
    const changed = new Set<string>()
    if (!fits) for (const id of await renewSharedHash(trx, kept, passwordHash)) changed.add(id)
    for (const { office, post } of posts) {
      const person = personRow(office, post, passwordHash, now)
      const appointments = post.appointments.map((held) => appointmentRow(office, post, held))
      if (await insertMissingPerson(trx, person, appointments)) changed.add(person.id)
    }
    await logStandingPeople(trx, [...changed], now)
  })
}

/** The people who sign in with the demo password now, in the order of the offices and their charts. */
export const demoPeople = (db: Db) => peopleOfSharedHash(db, sharedHash)

/**
 * Puts a new hash in the place of the one that all share, and answers whose it was. One hash for all: forty of them would
 * make every start of the demo a second longer, and the password is public.
 */
async function renewSharedHash(trx: Db, kept: string | undefined, value: string): Promise<string[]> {
  await setSetting(trx, sharedHash, value)
  if (kept === undefined) return []
  return replaceSharedHash(trx, kept, value)
}

const personRow = (
  office: string,
  post: DemoPerson,
  passwordHash: string,
  createdAt: number,
): Insertable<PersonTable> => ({
  id: `${office}.${post.id}`,
  office,
  username: `${office}.${post.id}`,
  name: post.name,
  position: post.position,
  passwordHash,
  disabled: 0,
  demo: 1,
  createdAt,
})

const appointmentRow = (office: string, post: DemoPerson, held: DemoAppointment): AppointmentTable => ({
  id: [office, post.id, held.role, held.group].filter(Boolean).join('.'),
  person: `${office}.${post.id}`,
  office,
  groupId: held.group ?? null,
  role: held.role,
  capacity: held.capacity ?? 'holder',
  orderNumber: held.orderNumber ?? null,
  startsOn,
  endsOn: null,
})
