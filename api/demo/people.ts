import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { AppointmentTable, PersonTable } from '../../db/tables.ts'
import {
  type DemoAppointment,
  type DemoPerson,
  type PostedOffice,
  postsOf,
} from '../../machines/offices/demo/posts.ts'
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
  const passwordHash = await renewSharedHash(db, password)
  const posts = offices.flatMap((office) => postsOf(office).map((post) => ({ office: office.id, post })))
  await db.transaction().execute(async (trx) => {
    for (const { office, post } of posts) {
      await trx
        .insertInto('person')
        .values(personRow(office, post, passwordHash, now))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await trx
        .insertInto('appointment')
        .values(post.appointments.map((held) => appointmentRow(office, post, held)))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
  })
}

/** The people who sign in with the demo password now, in the order of the offices and their charts. */
export async function demoPeople(db: Db) {
  return db
    .selectFrom('person')
    .innerJoin('office', 'office.id', 'person.office')
    .innerJoin('setting', 'setting.value', 'person.passwordHash')
    .select(['username', 'name', 'position', 'office', 'nameTh', 'nameEn'])
    .where('setting.key', '=', sharedHash)
    .where('demo', '=', 1)
    .where('disabled', '=', 0)
    .orderBy('office')
    .orderBy(sql`person.rowid`)
    .execute()
}

/** One hash for all: forty of them would make every start of the demo a second longer, and the password is public. */
async function renewSharedHash(db: Db, password: string): Promise<string> {
  const kept = await db.selectFrom('setting').select('value').where('key', '=', sharedHash).executeTakeFirst()
  if (kept && (await verifyPassword(kept.value, password))) return kept.value
  const value = await hashPassword(password)
  await db.transaction().execute(async (trx) => {
    if (kept)
      await trx
        .updateTable('person')
        .set({ passwordHash: value })
        .where('passwordHash', '=', kept.value)
        .execute()
    await trx
      .insertInto('setting')
      .values({ key: sharedHash, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute()
  })
  return value
}

const personRow = (
  office: string,
  post: DemoPerson,
  passwordHash: string,
  createdAt: number,
): PersonTable => ({
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
