import type { Transaction } from 'kysely'
import { findPersonByUsername } from '../../db/people.ts'
import { deleteTimer, timersOf } from '../../db/requests.ts'
import { findSetting, setSetting } from '../../db/settings.ts'
import type { Tables } from '../../db/tables.ts'
import { bangkokTime, calendarOf, type DemoCalendar } from '../../machines/offices/demo/calendar.ts'
import type {
  DemoPicture,
  Happening,
  Matter,
  OfficeDemo,
  WalkOptions,
} from '../../machines/offices/demo/office-demo.ts'
import type { Office } from '../../machines/offices/office.ts'
import { getOffice, offices } from '../../machines/offices/offices.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { holidaysOf } from '../offices/holidays.ts'
import type { Deps } from '../process/deps.ts'
import { changeContent } from '../requests/change-content.ts'
import type { By, Unit } from '../requests/command.ts'
import { createRequest } from '../requests/create-request.ts'
import type { Recorded } from '../requests/record-transition.ts'
import { takeEvent } from '../requests/take-event.ts'
import { actorOf } from '../sign-in/sessions.ts'
import { type DemoDocument, demoDocuments } from './documents.ts'
import { attachPictures, type DrawnPictures, drawPictures } from './pictures.ts'

const seeded = 'demoRequests'

/**
 * Puts the five documents, published through their offices' charts, and requests at other steps in place: all of them
 * or, after a failure, none. Runs once for a database. Needs the offices, their procedures and the demo people.
 */
export async function seedDemoRequests(deps: Deps): Promise<void> {
  if ((await findSetting(deps.db, seeded)) !== undefined) return
  const now = deps.clock.now()
  const calendar = calendarOf(now, new Set())
  const pictures = offices.flatMap(({ demo }) =>
    demo.matters(calendar).flatMap((matter) => matter.pictures ?? []),
  )
  const drawn = await drawPictures(deps, pictures)
  await deps.commits(async (trx) => {
    const seedOf = async (office: string): Promise<Seed> => ({
      trx,
      calendar: calendarOf(now, await holidaysOf(trx, office)),
      drawn,
    })
    for (const document of demoDocuments()) await publishDocument(await seedOf(document.office), document)
    for (const office of offices) {
      const seed = await seedOf(office.id)
      for (const matter of office.demo.matters(seed.calendar)) await walkMatter(seed, office, matter)
    }
    await setSetting(trx, seeded, String(now))
  })
}

type Seed = { trx: Transaction<Tables>; calendar: DemoCalendar; drawn: DrawnPictures }
type Run = {
  office: string
  procedure: Procedure
  owner: string
  content: Record<string, unknown>
  happenings: Happening[]
  /** When each is done: the first is the making of the request. In ms since 1970. */
  times: number[]
}

/** A day's work in office hours; the documents show only the day. */
const hours = ['09:00', '09:20', '10:10', '11:00', '13:20', '14:10', '15:00']
/** The undated guideline is taken to have been handled on one day, this many working days ago. */
const undatedAgo = 12

async function publishDocument(seed: Seed, document: DemoDocument): Promise<void> {
  const { office, title, body, category, source, date } = document
  const { calendar } = seed
  const { demo } = getOffice(office)
  const { people, until } = demo.document
  const options: WalkOptions = {
    owner: 'officer',
    groupDirector: 'groupDirector',
    officeDirector: 'officeDirector',
    contact: 'เจ้าหน้าที่ กลุ่มนโยบายและแผน',
    until: until?.(calendar),
    ...people,
  }
  const day = date ?? calendar.workingDayAgo(undatedAgo)
  await run(seed, {
    office,
    procedure: procedureOf(getOffice(office)),
    owner: options.owner,
    content: {
      title,
      body,
      source,
      ...(date !== null && { documentDate: date }),
      ...(category && { category }),
      ...channelsOf(demo),
    },
    happenings: demo.walk(options),
    times: hours.map((time) => bangkokTime(day, time)),
  })
}

async function walkMatter(seed: Seed, office: Office, matter: Matter): Promise<void> {
  const { calendar } = seed
  const { id, demo } = office
  const { owner, of, title, body, category, until, channels, pictures = [] } = matter
  const options: WalkOptions = {
    owner,
    groupDirector: owner === 'officer' ? 'groupDirector' : 'groupDirector2',
    officeDirector: 'officeDirector',
    contact: matter.source,
    pictures,
    until,
  }
  // Two things a working day, the last at the latest on the working day before today.
  const times = Array.from({ length: matter.workingDaysAgo * 2 }, (_, index) =>
    bangkokTime(
      calendar.workingDayAgo(matter.workingDaysAgo - Math.floor(index / 2)),
      index % 2 === 0 ? '09:40' : '14:25',
    ),
  )
  const procedure = procedureOf(office, of)
  const walk = of === undefined ? demo.walk : demo.furtherWalks?.[of]
  if (!walk) throw new Error(`The demo of ${id} does not say how ${procedure.id} goes`)
  const asked = new Set(procedure.form.map(({ name }) => name))
  const content = {
    title,
    body,
    source: matter.source,
    ...(category && { category }),
    ...channelsOf(demo, channels),
  }
  await run(seed, {
    office: id,
    procedure,
    owner,
    content: Object.fromEntries(Object.entries(content).filter(([field]) => asked.has(field))),
    happenings: [...walk(options).slice(0, matter.steps), ...(matter.after ?? [])],
    times,
  })
}

/** One of the office's procedures as it ships, by the last part of its id. */
function procedureOf({ id, procedures }: Office, name = 'publication'): Procedure {
  const found = procedures.find((one) => one.id === `${id}.${name}`)
  if (!found) throw new Error(`No procedure "${id}.${name}" ships`)
  return found
}

const channelsOf = ({ channels: usual }: OfficeDemo, channels = usual) => (usual ? { channels } : {})

/** Everything goes through the same path as an official's own events, as of the time at which it is said to be done. */
async function run(
  { trx, drawn }: Seed,
  { office, procedure, owner, content, happenings, times }: Run,
): Promise<void> {
  const by = async (who: string, at: number): Promise<By> => {
    const person = await findPersonByUsername(trx, `${office}.${who}`)
    if (!person) throw new Error(`The demo needs the person ${office}.${who}`)
    return { person, actor: await actorOf(trx, person.id, at) }
  }
  const timeOf = (index: number): number => {
    const at = times[index]
    if (at === undefined) throw new Error(`The demo has no time left for "${content.title}" in ${office}`)
    return at
  }
  const now = timeOf(0)
  const unit = (at: number): Unit => ({ trx, at, announce: () => {} })
  const { request: begun } = await createRequest(unit(now), await by(owner, now), {
    procedure: procedure.id,
    content,
  })
  const { id } = begun.row
  let { revision } = begun.row
  for (const [index, { who, type, data = {} }] of happenings.entries()) {
    if (who === 'timer') {
      revision = (await expire(trx, id)).request.row.revision
      continue
    }
    const at = timeOf(index + 1)
    const actor = await by(who, at)
    if (type === 'change' || type === 'album') {
      const attached = { trx, office, request: id, by: actor.person.id, at }
      const changed =
        type === 'album'
          ? { album: await attachPictures(attached, drawn, data.pictures as DemoPicture[]) }
          : data
      const change = { request: id, by: actor, ifMatch: revision, content: { ...content, ...changed } }
      revision = (await changeContent(unit(at), change)).row.revision
    } else {
      const taken = await takeEvent(unit(at), { request: id, by: actor, event: { type, ...data } })
      revision = taken.request.row.revision
    }
  }
}

/** Takes the request's timer at the time for which it was set. */
async function expire(trx: Transaction<Tables>, request: string): Promise<Recorded> {
  const [timer] = await timersOf(trx, request)
  if (!timer) throw new Error(`The demo has no timer to expire in the request ${request}`)
  const { id, dueAt } = timer
  await deleteTimer(trx, { request, id })
  return takeEvent({ trx, at: dueAt, announce: () => {} }, { request, by: 'timer', event: { type: id } })
}
