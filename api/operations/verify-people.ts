import type { Selectable } from 'kysely'
import type { StoredEntry } from '../../db/audit-log.ts'
import type { Db } from '../../db/open.ts'
import { allPersonMail } from '../../db/person-mail.ts'
import type { AppointmentTable, PersonTable } from '../../db/tables.ts'
import { actorsOfEvents, allAppointments, allOfficeEvents, allPeople } from '../../db/verification.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import type { Appointment } from '../../machines/run/vocabulary.ts'
import { erasedWords } from '../../machines/text/erased-words.ts'
import { wholeEntry } from '../offices/entries.ts'
import { isCredentialOf } from '../people/credential.ts'
import { erasedPerson } from '../people/erased-person.ts'
import { peopleEdition } from '../people/log-people.ts'
import type { ErasureOrder } from './erasures.ts'
import { vouches } from './verify-standing.ts'

/** What `log-people.ts` notes of a person and of an appointment. */
type LoggedPerson = {
  person: string
  username: string
  name: string
  position: string
  disabled: boolean
  credential?: string
}
type LoggedAppointment = {
  appointment: string
  person: string
  role: string
  group: string | null
  capacity: string
  orderNumber: string | null
  from: string
  until: string | null
}

type Person = LoggedPerson & {
  office: string
  names: { name: string; since: number }[]
  /** The hash of the entry by whose order the person was erased. */
  erased: string | null
}
/** With the latest day that was ever its last one. */
type Held = LoggedAppointment & { office: string; latest: string | null }

/** An event may have been asked for under a name that was changed before it was stored. */
const namesOverlapMs = 60_000

/** The people and appointments to which the offices' logs lead, entry by entry. */
class PeopleOfLogs {
  readonly people = new Map<string, Person>()
  readonly appointments = new Map<string, Held>()
  /** To which address a person's e-mail goes. */
  readonly addresses = new Map<string, string>()
  /** What the order of the entries alone tells. */
  readonly told: string[] = []
  #previous: StoredEntry | undefined

  add(entry: StoredEntry): void {
    const { office, type, at, before, after } = entry
    const previous = this.#previous?.office === office ? this.#previous : undefined
    this.#previous = entry
    if (type === 'people.recorded') {
      const recorded = JSON.parse(after) as Recorded
      if (recorded.edition !== undefined && !isFirstOf(recorded.edition, entry, previous))
        this.told.push(
          `entry ${entry.seq} of the log of ${office} records everybody, but no edition of the product begins there`,
        )
      for (const person of recorded.people) this.#person(office, at, person)
      for (const held of recorded.appointments) this.#appointment(office, held)
    } else if (type === 'person.created' || type === 'person.changed') {
      if (type === 'person.changed') this.#wasPerson(entry, JSON.parse(before) as LoggedPerson)
      this.#person(office, at, JSON.parse(after) as LoggedPerson)
    } else if (type === 'appointment.created' || type === 'appointment.changed') {
      if (type === 'appointment.changed') this.#wasAppointment(entry, JSON.parse(before) as LoggedAppointment)
      this.#appointment(office, JSON.parse(after) as LoggedAppointment)
    } else if (type === 'person.mailChanged') {
      const { person, email } = JSON.parse(after) as { person: string; email: string }
      this.addresses.set(person, email)
    } else if (type === 'personal.erased') this.#erase(entry)
  }

  #erase({ hash, after }: StoredEntry): void {
    const { person } = JSON.parse(after) as ErasureOrder
    const known = this.people.get(person ?? '')
    if (!person || !known) return
    this.addresses.delete(person)
    const { username, name, position } = erasedPerson(person)
    const { credential: _, ...rest } = known
    this.people.set(person, {
      ...rest,
      username,
      name,
      position,
      disabled: true,
      erased: known.erased ?? hash,
    })
  }

  /** Of someone whom the log of an earlier edition had not told of, it tells how it was before. */
  #wasPerson(entry: StoredEntry, person: LoggedPerson): void {
    const known = this.people.get(person.person)
    this.#mustBe(entry, `person ${person.person}`, person, known ?? {}, personFacts)
    if (!known) this.#person(entry.office, 0, person)
  }

  #wasAppointment(entry: StoredEntry, held: LoggedAppointment): void {
    const known = this.appointments.get(held.appointment)
    this.#mustBe(entry, `appointment ${held.appointment}`, held, known ?? {}, appointmentFacts)
    this.#appointment(entry.office, held)
  }

  /** What an administrator changed was before as the log had told: else their entry would cover up who put it there. */
  #mustBe<Facts extends object>(
    { office, seq, form }: StoredEntry,
    what: string,
    was: Facts,
    known: Partial<Facts>,
    names: readonly (keyof Facts)[],
  ): void {
    if (form < vouches) return
    const isErased = (fact: unknown) => fact === erasedWords
    if (names.some((name) => was[name] !== known[name] && !isErased(was[name]) && !isErased(known[name])))
      this.told.push(`entry ${seq} of the log of ${office} found ${what} otherwise than the logs had told`)
  }

  #person(office: string, at: number, logged: LoggedPerson): void {
    const known = this.people.get(logged.person)
    const names = known?.names ?? []
    // The first name that is told of is the one that was there before.
    if (names.at(-1)?.name !== logged.name)
      names.push({ name: logged.name, since: names.length === 0 ? 0 : at })
    const credential = logged.credential ?? known?.credential
    const erased = known?.erased ?? null
    this.people.set(logged.person, { ...logged, office, names, erased, ...(credential && { credential }) })
  }

  #appointment(office: string, logged: LoggedAppointment): void {
    const known = this.appointments.get(logged.appointment)
    const latest = known && later(known.latest, logged.until)
    this.appointments.set(logged.appointment, {
      ...logged,
      office,
      latest: latest === undefined ? logged.until : latest,
    })
  }
}

const personFacts = ['username', 'name', 'position', 'disabled'] as const
const appointmentFacts = ['person', 'role', 'group', 'capacity', 'orderNumber', 'from', 'until'] as const

type Recorded = { edition?: string; people: LoggedPerson[]; appointments: LoggedAppointment[] }

/**
 * Everybody is recorded once, in one transaction with how the rows stand where these have digests: anywhere else it would
 * cover up whom somebody put there.
 */
const isFirstOf = (edition: string, { at }: StoredEntry, previous: StoredEntry | undefined): boolean =>
  edition === peopleEdition &&
  (previous === undefined ||
    previous.form < vouches ||
    (previous.at === at && isRecordOfEverything(previous)))
const isRecordOfEverything = ({ type, after }: StoredEntry): boolean =>
  type === 'standing.recorded' && (JSON.parse(after) as { edition?: string }).edition !== undefined

const later = (one: string | null, other: string | null) =>
  one === null || other === null ? null : one > other ? one : other

/**
 * Compares the people and appointments of every office with what its log leads to, in both directions, and the names and
 * posts under which events were taken with those that people had then. Answers every difference.
 */
export async function verifyPeople(db: Db): Promise<string[]> {
  const told: string[] = []
  const logs = new PeopleOfLogs()
  for await (const entry of allOfficeEvents(db)) {
    try {
      logs.add(wholeEntry(entry))
    } catch {
      told.push(`entry ${entry.seq} of the log of ${entry.office} cannot be read`)
    }
  }
  told.push(...logs.told)
  const people = await allPeople(db)
  for (const row of people) verifyPerson(row, logs.people.get(row.id), (what) => told.push(what))
  const appointments = await allAppointments(db)
  for (const row of appointments)
    verifyAppointment(row, logs.appointments.get(row.id), (what) => told.push(what))
  told.push(
    ...missing('person', logs.people, people),
    ...missing('appointment', logs.appointments, appointments),
  )
  const mail = new Map((await allPersonMail(db)).map(({ person, address }) => [person, address]))
  for (const person of new Set([...mail.keys(), ...logs.addresses.keys()]))
    if ((mail.get(person) ?? '') !== (logs.addresses.get(person) ?? ''))
      told.push(`person ${person}: the e-mail address is not what the log says`)
  for (const acted of await actorsOfEvents(db)) verifyActor(acted, logs, (what) => told.push(what))
  return told
}

type Tell = (what: string) => void

const missing = (kind: string, logged: Map<string, { office: string }>, rows: { id: string }[]) => {
  const there = new Set(rows.map(({ id }) => id))
  return [...logged]
    .filter(([id]) => !there.has(id))
    .map(([id, { office }]) => `${kind} ${id}: is in the log of ${office}, but is missing`)
}

function verifyPerson(row: Selectable<PersonTable>, logged: Person | undefined, tell: Tell): void {
  const named = `person ${row.id} (${row.username})`
  if (logged) {
    const { office, username, name, position } = row
    const is = { office, username, name, position, disabled: [false, true][row.disabled] ?? row.disabled }
    for (const column of differing(is, logged))
      tell(`${named}: the ${column} is not what the log of ${office} says`)
    if (row.erased !== logged.erased)
      tell(
        `${named}: ${row.erased ? 'is marked as erased, but no log orders it' : 'was not erased as ordered'}`,
      )
    if (logged.erased !== null) {
      if (row.passwordHash !== '') tell(`${named}: has a password, but was erased`)
    } else if (!logged.credential || !isCredentialOf(logged.credential, row.passwordHash))
      tell(`${named}: the password is not the one that the log of ${office} tells of`)
  } else tell(`${named}: no log tells of this person`)
}

function verifyAppointment(row: AppointmentTable, logged: Held | undefined, tell: Tell): void {
  const named = `appointment ${row.id} (${row.role} of ${row.person})`
  if (logged) {
    const { office, person, role, capacity, orderNumber, groupId: group, startsOn: from, endsOn: until } = row
    const is = { office, person, role, group, capacity, orderNumber, from, until }
    for (const column of differing(is, logged))
      tell(`${named}: the ${column} is not what the log of ${office} says`)
  } else tell(`${named}: no log tells of this appointment`)
}

const differing = <Row extends Record<string, unknown>>(is: Row, logged: Record<string, unknown>): string[] =>
  Object.keys(is).filter((column) => is[column] !== logged[column])

type Acted = Awaited<ReturnType<typeof actorsOfEvents>>[number]

function verifyActor(
  { actor, actorName, isErased, actedAs, office, first, last }: Acted,
  logs: PeopleOfLogs,
  tell: Tell,
): void {
  const named = `events of ${office} by ${actor}`
  const person = logs.people.get(actor ?? '')
  if (!person) tell(`${named}: no log tells of this person`)
  // Of what was erased nothing can be compared; that it was by order, `ErasureChecks` finds.
  else if (
    !isErased &&
    person.erased === null &&
    ![first, last].every((at) => hadName(person, actorName, at))
  )
    tell(`${named}: ${actorName} is not the name that the person had then`)
  const post = actedAs === null ? null : (JSON.parse(actedAs) as 'owner' | Appointment)
  if (post === null || post === 'owner') return
  const held = logs.appointments.get(post.id)
  const holds = (at: number) =>
    held !== undefined &&
    held.from <= bangkokDay(at) &&
    (held.latest === null || bangkokDay(at) <= held.latest)
  const same =
    held?.person === actor &&
    (['office', 'group', 'role', 'capacity', 'orderNumber'] as const).every(
      (part) => held?.[part] === post[part],
    )
  if (!same || !holds(first) || !holds(last))
    tell(`${named}: the post ${post.role} (${post.id}) is not one that a log gives this person then`)
}

const hadName = ({ names }: Person, name: string | null, at: number): boolean =>
  names.some((one, index) => {
    const until = names[index + 1]?.since ?? Number.POSITIVE_INFINITY
    return one.name === name && one.since <= at + namesOverlapMs && at < until + namesOverlapMs
  })
