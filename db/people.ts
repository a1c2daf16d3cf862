import { type ExpressionBuilder, type Insertable, type Kysely, type Selectable, sql } from 'kysely'
import type { AppointmentTable, PersonTable, Tables } from './tables.ts'

type Db = Kysely<Tables>

export type MemberAppointment = {
  id: string
  office: string
  group: string | null
  role: string
  capacity: AppointmentTable['capacity']
  orderNumber: string | null
  from: string
  until: string | null
}
/** A person as others may see them: without the hash of the password. */
export type Member = {
  id: string
  username: string
  name: string
  position: string
  office: string
  disabled: boolean
  appointments: MemberAppointment[]
}

/** Everyone of an office, by username, the disabled too, each with every appointment: past, present and to come. */
export const allPeopleOfOffice = (db: Db, office: string): Promise<Member[]> =>
  findMembers(db, 'office', office)

/** The person with this id and every appointment, or those alone that hold on `day`; throws when there is none. */
export async function getMember(db: Db, id: string, day?: string): Promise<Member> {
  const [member] = await findMembers(db, 'id', id, day)
  if (!member) throw new Error(`There is no person ${id}.`)
  return member
}

/**
 * SELECT … FROM person WHERE <column> = ? ORDER BY username, and the appointments of those people in one query more.
 */
async function findMembers(db: Db, column: 'office' | 'id', value: string, day?: string): Promise<Member[]> {
  const people = await db
    .selectFrom('person')
    .select(['id', 'username', 'name', 'position', 'office', 'disabled'])
    .where(column, '=', value)
    .orderBy('username')
    .execute()
  let query = db
    .selectFrom('appointment')
    .innerJoin('person', 'person.id', 'appointment.person')
    .select(['appointment.id', 'appointment.person', 'appointment.office', 'role', 'capacity', 'orderNumber'])
    .select(['groupId as group', 'startsOn as from', 'endsOn as until'])
    .where(`person.${column}`, '=', value)
    .orderBy('startsOn')
    .orderBy('appointment.id')
  if (day !== undefined) query = query.where((eb) => holdsOn(eb, day))
  const byPerson = Map.groupBy(await query.execute(), (held) => held.person)
  return people.map((person) => ({
    ...person,
    disabled: person.disabled === 1,
    appointments: (byPerson.get(person.id) ?? []).map(({ person: _, ...held }) => held),
  }))
}

/** startsOn <= :day AND (endsOn IS NULL OR endsOn >= :day); both days are included. */
const holdsOn = (eb: ExpressionBuilder<Tables, 'appointment'>, day: string) =>
  eb.and([eb('startsOn', '<=', day), eb.or([eb('endsOn', 'is', null), eb('endsOn', '>=', day)])])

/** Who holds which role in an office on `day`, disabled people left out, in the order of their appointments. */
export const holdersOn = (db: Db, office: string, day: string) =>
  db
    .selectFrom('appointment')
    .innerJoin('person', 'person.id', 'appointment.person')
    .select(['appointment.person', 'person.name', 'role', 'groupId', 'capacity'])
    .where('appointment.office', '=', office)
    .where('disabled', '=', 0)
    .where((eb) => holdsOn(eb, day))
    .orderBy('appointment.id')
    .execute()

/** The appointments of a person that hold on `day`, in any office. */
export const appointmentsOn = (db: Db, person: string, day: string) =>
  db
    .selectFrom('appointment')
    .select(['id', 'office', 'groupId as group', 'role', 'capacity', 'orderNumber'])
    .where('person', '=', person)
    .where((eb) => holdsOn(eb, day))
    .orderBy('id')
    .execute()

/** The whole row, with the hash of the password; letters A–Z match a–z. */
export const findPersonByUsername = (
  db: Db,
  username: string,
): Promise<Selectable<PersonTable> | undefined> =>
  db.selectFrom('person').selectAll().where('username', '=', username).executeTakeFirst()

export const findPerson = (db: Db, id: string): Promise<Selectable<PersonTable> | undefined> =>
  db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()

/** Who owns requests, by id: select id, name, disabled from person where id in … */
export async function ownersOf(
  db: Db,
  ids: string[],
): Promise<ReadonlyMap<string, Pick<Selectable<PersonTable>, 'id' | 'name' | 'disabled'>>> {
  if (ids.length === 0) return new Map()
  const people = db.selectFrom('person').select(['id', 'name', 'disabled'])
  const rows = await people.where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The names of these people, by id: select id, name from person where id in … */
export async function namesOf(db: Db, ids: string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The whole row; throws when there is none. */
export const getPerson = (db: Db, id: string): Promise<Selectable<PersonTable>> =>
  db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** select id from person order by id */
export async function allPeopleIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('person').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

export const findAppointment = (db: Db, id: string): Promise<Selectable<AppointmentTable> | undefined> =>
  db.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirst()

/** The officers of an office, from `day` on, whose account was opened by what one administrator alone knows. */
export const officersOpenedByOne = (db: Db, office: string, day: string) =>
  db
    .selectFrom('person')
    .select(['id', 'name', 'username'])
    .where('office', '=', office)
    .where('codeBy', 'is not', null)
    .where('erased', 'is', null)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('appointment')
        .select('person')
        .where('office', '=', office)
        .where('role', '=', 'officer')
        .where((held) => held.or([held('endsOn', 'is', null), held('endsOn', '>=', day)])),
    )
    .orderBy('username')
    .execute()

/** What a person holds in any office on `day` or later. */
export const appointmentsFrom = (
  db: Db,
  person: string,
  day: string,
): Promise<Selectable<AppointmentTable>[]> =>
  db
    .selectFrom('appointment')
    .selectAll()
    .where('person', '=', person)
    .where((eb) => eb.or([eb('endsOn', 'is', null), eb('endsOn', '>=', day)]))
    .orderBy('id')
    .execute()

/** All appointments of a person to a role, for the rules about overlapping and last ones. */
export const appointmentsToRole = (
  db: Db,
  held: { person: string; office: string; role: string },
): Promise<Selectable<AppointmentTable>[]> =>
  db
    .selectFrom('appointment')
    .selectAll()
    .where('person', '=', held.person)
    .where('office', '=', held.office)
    .where('role', '=', held.role)
    .execute()

/** How many people there are, and how many of them are of the demo. */
export async function countPeople(db: Db): Promise<{ all: number; demo: number }> {
  const row = await db
    .selectFrom('person')
    .select((eb) => [eb.fn.countAll<number>().as('all'), eb.fn.sum<number | null>('demo').as('demo')])
    .executeTakeFirstOrThrow()
  return { all: row.all, demo: row.demo ?? 0 }
}

/** The people whose hash of the password is the one kept as this setting, by office and in the order of their making. */
export const peopleOfSharedHash = (db: Db, setting: string) =>
  db
    .selectFrom('person')
    .innerJoin('office', 'office.id', 'person.office')
    .innerJoin('setting', 'setting.value', 'person.passwordHash')
    .select(['username', 'name', 'position', 'office', 'nameTh', 'nameEn'])
    .where('setting.key', '=', setting)
    .where('demo', '=', 1)
    .where('disabled', '=', 0)
    .orderBy('office')
    .orderBy(sql`person.rowid`)
    .execute()

/** UPDATE person SET passwordHash = <next> WHERE passwordHash = <former> RETURNING id: whose it was. */
export async function replaceSharedHash(db: Db, former: string, next: string): Promise<string[]> {
  const people = await db
    .updateTable('person')
    .set({ passwordHash: next })
    .where('passwordHash', '=', former)
    .returning('id')
    .execute()
  return people.map(({ id }) => id)
}

/** INSERT … ON CONFLICT DO NOTHING, person and appointments; whether any row was missing. */
export async function insertMissingPerson(
  db: Db,
  person: Insertable<PersonTable>,
  appointments: AppointmentTable[],
): Promise<boolean> {
  const added = await db
    .insertInto('person')
    .values(person)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  const appointed = await db
    .insertInto('appointment')
    .values(appointments)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Boolean(added.numInsertedOrUpdatedRows || appointed.numInsertedOrUpdatedRows)
}

export async function insertPerson(db: Db, person: Insertable<PersonTable>): Promise<void> {
  await db.insertInto('person').values(person).execute()
}

export async function updatePerson(
  db: Db,
  id: string,
  change: Partial<
    Pick<Selectable<PersonTable>, 'name' | 'position' | 'disabled' | 'passwordHash' | 'codeBy'>
  >,
): Promise<void> {
  if (Object.keys(change).length > 0)
    await db.updateTable('person').set(change).where('id', '=', id).execute()
}

export async function insertAppointment(db: Db, appointment: AppointmentTable): Promise<void> {
  await db.insertInto('appointment').values(appointment).execute()
}

export async function setEndOfAppointment(db: Db, id: string, endsOn: string | null): Promise<void> {
  await db.updateTable('appointment').set({ endsOn }).where('id', '=', id).execute()
}

/** DELETE FROM session WHERE person = ? AND id <> <kept>: signs a person out everywhere, or everywhere else. */
export async function endSessionsOf(db: Db, person: string, kept = ''): Promise<void> {
  await db.deleteFrom('session').where('person', '=', person).where('id', '!=', kept).execute()
}
