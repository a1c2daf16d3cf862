import type { Transaction } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import { bangkokTime, calendarOf, type DemoCalendar } from '../../machines/offices/demo/calendar.ts'
import type { Matter } from '../../machines/offices/demo/matter.ts'
import { mattersOf } from '../../machines/offices/demo/matters.ts'
import { type Happening, type WalkOptions, walks } from '../../machines/offices/demo/walks.ts'
import { holidaysOf } from '../offices/holidays.ts'
import type { Deps } from '../process/deps.ts'
import { changeContent } from '../requests/change-content.ts'
import type { By, Unit } from '../requests/command.ts'
import { createRequest } from '../requests/create-request.ts'
import { takeEvent } from '../requests/take-event.ts'
import { actorOf } from '../sign-in/sessions.ts'
import { type DemoDocument, demoDocuments } from './documents.ts'

const seeded = 'demoRequests'

/**
 * Puts the five documents, published through their offices' charts, and requests at other steps in place: all of them
 * or, after a failure, none. Runs once for a database. Needs the offices, their procedures and the demo people.
 */
export async function seedDemoRequests(deps: Deps): Promise<void> {
  await deps.commits(async (trx) => {
    if (await trx.selectFrom('setting').select('key').where('key', '=', seeded).executeTakeFirst()) return
    const now = deps.clock.now()
    const holidays = await holidaysOf(trx)
    const calendar = calendarOf(now, holidays)
    const seed: Seed = { trx, holidays, calendar }
    for (const document of demoDocuments()) await publishDocument(seed, document)
    for (const office of Object.keys(walks))
      for (const matter of mattersOf(office, calendar)) await walkMatter(seed, office, matter)
    await trx
      .insertInto('setting')
      .values({ key: seeded, value: String(now) })
      .execute()
  })
}

type Seed = { trx: Transaction<Tables>; holidays: ReadonlySet<string>; calendar: DemoCalendar }
type Run = {
  office: string
  owner: string
  content: Record<string, unknown>
  happenings: Happening[]
  /** When each is done: the first is the making of the request. In ms since 1970. */
  times: number[]
}

/** Who did what in the documents: where a document shows it, its own people and capacities. */
const documentPeople: Record<string, Partial<WalkOptions>> = {
  // นายไกรเจน เดชะบุญ and นายชาญกฤต น้ำใจดี signed as deputies, รักษาราชการแทน; the memo of ksn2 is of its law group.
  cmi4: { officeDirector: 'deputyDirector' },
  ksn2: { owner: 'officerLaw', officeDirector: 'deputyDirector', contact: 'กลุ่มกฎหมายและคดี' },
}
/** A day's work in office hours; the documents show only the day. */
const hours = ['09:00', '09:20', '10:10', '11:00', '13:20', '14:10', '15:00']
/** The undated guideline is taken to have been handled on one day, this many working days ago. */
const undatedAgo = 12

async function publishDocument(seed: Seed, document: DemoDocument): Promise<void> {
  const { office, title, body, category, source, date } = document
  const { calendar } = seed
  const options: WalkOptions = {
    owner: 'officer',
    groupDirector: 'groupDirector',
    officeDirector: 'officeDirector',
    contact: 'เจ้าหน้าที่ กลุ่มนโยบายและแผน',
    // The guideline ends every publication; a fiscal year is the period that offices plan in.
    until: office === 'cmi3' ? calendar.fiscalYearEnd : undefined,
    ...documentPeople[office],
  }
  const day = date ?? calendar.workingDayAgo(undatedAgo)
  await run(seed, {
    office,
    owner: options.owner,
    content: { title, body, source, ...(category && { category }), ...channelsOf(office) },
    happenings: walkOf(office, options),
    times: hours.map((time) => bangkokTime(day, time)),
  })
}

async function walkMatter(seed: Seed, office: string, matter: Matter): Promise<void> {
  const { calendar } = seed
  const { owner, title, body, category, until, channels } = matter
  const options: WalkOptions = {
    owner,
    groupDirector: owner === 'officer' ? 'groupDirector' : 'groupDirector2',
    officeDirector: 'officeDirector',
    contact: matter.source,
    until,
  }
  // Two things a working day, the last at the latest on the working day before today.
  const times = Array.from({ length: matter.workingDaysAgo * 2 }, (_, slot) =>
    bangkokTime(
      calendar.workingDayAgo(matter.workingDaysAgo - Math.floor(slot / 2)),
      slot % 2 === 0 ? '09:40' : '14:25',
    ),
  )
  await run(seed, {
    office,
    owner,
    content: {
      title,
      body,
      source: matter.source,
      ...(category && { category }),
      ...channelsOf(office, channels),
    },
    happenings: [...walkOf(office, options).slice(0, matter.steps), ...(matter.after ?? [])],
    times,
  })
}

const channelsOf = (office: string, channels = ['website']) => (office === 'yst2' ? { channels } : {})

function walkOf(office: string, options: WalkOptions): Happening[] {
  const walk = walks[office]
  if (!walk) throw new Error(`The demo has no walk for the office ${office}`)
  return walk(options)
}

/** Everything goes through the same path as an official's own events, as of the time at which it is said to be done. */
async function run(
  { trx, holidays }: Seed,
  { office, owner, content, happenings, times }: Run,
): Promise<void> {
  const by = async (who: string, at: number): Promise<By> => {
    const person = await trx
      .selectFrom('person')
      .select(['id', 'office', 'name'])
      .where('username', '=', `${office}.${who}`)
      .executeTakeFirstOrThrow(() => new Error(`The demo needs the person ${office}.${who}`))
    return { person, actor: await actorOf(trx, person.id, at) }
  }
  const timeOf = (index: number): number => {
    const at = times[index]
    if (at === undefined) throw new Error(`The demo has no time left for "${content.title}" in ${office}`)
    return at
  }
  const now = timeOf(0)
  const procedure = `${office}.publication`
  const unit = (at: number): Unit => ({ trx, at, holidays, announce: () => {} })
  const { request: begun } = await createRequest(unit(now), await by(owner, now), { procedure, content })
  const { id } = begun.row
  for (const [index, { who, type, data = {} }] of happenings.entries()) {
    if (who === 'timer') {
      await expire(trx, holidays, id)
      continue
    }
    const at = timeOf(index + 1)
    const actor = await by(who, at)
    if (type === 'change') {
      const { revision } = await trx
        .selectFrom('request')
        .select('revision')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const change = { request: id, by: actor, ifMatch: revision, content: { ...content, ...data } }
      await changeContent(unit(at), change)
    } else await takeEvent(unit(at), { request: id, by: actor, event: { type, ...data } })
  }
}

/** Takes the request's timer at the time for which it was set. */
async function expire(
  trx: Transaction<Tables>,
  holidays: ReadonlySet<string>,
  request: string,
): Promise<void> {
  const { id, dueAt } = await trx
    .selectFrom('timer')
    .select(['id', 'dueAt'])
    .where('request', '=', request)
    .executeTakeFirstOrThrow()
  await trx.deleteFrom('timer').where('request', '=', request).where('id', '=', id).execute()
  await takeEvent(
    { trx, at: dueAt, holidays, announce: () => {} },
    { request, by: 'timer', event: { type: id } },
  )
}
