import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import type { Logger } from 'pino'
import { setScanNeeded } from '../../db/files.ts'
import { type HolidayRow, hasHolidays, insertHolidays } from '../../db/holidays.ts'
import { pendingMigrations } from '../../db/migrations/migrate.ts'
import { allOffices, insertGroup, insertOffice } from '../../db/offices.ts'
import { type Db, openDatabase } from '../../db/open.ts'
import { openReadOnly, openUnwritable } from '../../db/open-read-only.ts'
import { countPeople } from '../../db/people.ts'
import { projectAll } from '../../db/projections.ts'
import { offices } from '../../machines/offices/offices.ts'
import { seedDemoPeople } from '../demo/people.ts'
import { seedDemoRequests } from '../demo/seed-requests.ts'
import { renewCredentials } from '../effects/credentials.ts'
import { recordStanding, recordStandingOfEarlierEdition } from '../offices/record-standing.ts'
import { type Standing, standingOf } from '../offices/standing.ts'
import { logPeopleOfEarlierEdition } from '../people/log-people.ts'
import { logShipped } from '../procedures/take-effect.ts'
import { activate, type Reader } from '../procedures/versions.ts'
import { deriveByThisEdition, deriveOldRequests } from '../requests/derive.ts'
import { renewSearchTexts } from '../requests/search-text.ts'
import { type Config, databaseFile } from './config.ts'
import { type Clock, createDeps, type Deps } from './deps.ts'
import { assertModeFits } from './mode.ts'

/**
 * Opens the storage and brings it to where the server can run: tables, the five offices with their procedures, the
 * holidays and, in demo mode, people and requests. Running it again changes nothing that is there.
 */
export async function boot(config: Config, clock: Clock, log: Logger): Promise<Deps> {
  await mkdir(config.data, { recursive: true })
  const db = await openDatabase(databaseFile(config))
  let reads: Db | undefined
  try {
    reads = openReadOnly(databaseFile(config))
    // Kysely closes only a connection that was used; one left open would keep the log from being written back at the end.
    await countPeople(reads)
    await assertModeFits(db, config)
    await db.transaction().execute(async (trx) => {
      const now = clock.now()
      await recordStandingOfEarlierEdition(trx, now)
      await deriveByThisEdition(trx)
      await logPeopleOfEarlierEdition(trx, now)
      await seedOffices(trx, now)
      await seedHolidays(trx, now)
      await setScanNeeded(trx, config.clamd !== undefined)
    })
    const derived = await deriveOldRequests(db)
    if (derived > 0) log.info({ requests: derived }, 'The lists and figures of older requests were stored')
    const renewed = await renewSearchTexts(db)
    if (renewed > 0)
      log.info({ requests: renewed }, 'Older requests are found by the present way of searching')
    const deps = createDeps({ db, reads, clock, config, log })
    const sealed = await renewCredentials(db, deps.credentials)
    if (sealed.renewed > 0) log.info(sealed, 'Credentials were sealed by the present secret')
    if (sealed.lost > 0)
      log.warn(sealed, 'Credentials cannot be opened: name the secret of before in PRAKAT_FORMER_SECRETS')
    if (config.mode === 'demo') {
      await seedDemoPeople(db, offices, config.demoPassword, clock.now())
      await seedDemoRequests(deps)
    }
    await projectAll(db)
    return deps
  } catch (error) {
    await reads?.destroy()
    await db.destroy()
    throw error
  }
}

/**
 * Opens the storage where it cannot be written to, as it stands: what is public can be read, and whatever would write is
 * refused. Throws, with the way out, where there is nothing to read.
 */
export async function bootUnwritable(config: Config, clock: Clock, log: Logger, why: unknown): Promise<Deps> {
  const { data } = config
  const unwritable = `The directory ${data} cannot be written to (${(why as Error).message})`
  const wayOut = 'Make room or make it writable, then start again.'
  if (!existsSync(databaseFile(config)))
    throw new Error(`${unwritable}, and no database is in it. ${wayOut}`, { cause: why })
  let db: Db | undefined
  try {
    db = openUnwritable(databaseFile(config))
    if ((await pendingMigrations(db)).length > 0) throw new Error('its tables are of an earlier edition')
    await assertModeFits(db, config)
    log.warn(
      { err: why },
      `${unwritable}: the public site is served as it stands, and nobody can sign in. ${wayOut}`,
    )
    return createDeps({ db, reads: db, clock, config, log })
  } catch (error) {
    await db?.destroy()
    throw new Error(
      `${unwritable}, and its database cannot be read as it is: ${(error as Error).message}. ${wayOut}`,
      {
        cause: why,
      },
    )
  }
}

async function seedOffices(db: Reader, now: number): Promise<void> {
  for (const office of offices) {
    const { name, abbreviation } = office
    const before = await standingOf(db, office.id, ['office', 'officeGroup'])
    const isNew = await insertOffice(db, {
      id: office.id,
      nameTh: name.th,
      nameEn: name.en,
      abbreviationTh: abbreviation.th,
      abbreviationEn: abbreviation.en,
      digits: office.digits,
      province: office.province,
      categories: JSON.stringify(office.categories),
      laws: JSON.stringify(office.laws),
    })
    let newGroups = 0
    for (const [position, { id, name }] of office.groups.entries())
      if (await insertGroup(db, { office: office.id, id, nameTh: name.th, nameEn: name.en, position }))
        newGroups += 1
    // The holidays of the nation are its own from now on.
    if (isNew)
      await recordStanding(db, office.id, ['office', 'officeGroup', 'holiday'], now, { found: before })
    else if (newGroups > 0) {
      const { officeGroup = '' } = before
      await recordStanding(db, office.id, ['officeGroup'], now, { found: { officeGroup } })
    }
    for (const procedure of office.procedures) {
      const found = await standingOf(db, office.id, ['procedureVersion'])
      const shipped = await activate(db, procedure, now)
      if (shipped) await logShipped(db, shipped, now, found)
    }
  }
}

type HolidayFile = { source: string; years: Record<string, { date: string; name: string }[]> }

/** Only into an empty table: from then on `npm run holidays` and, each its own, the offices keep them. */
async function seedHolidays(db: Reader, now: number): Promise<void> {
  if (await hasHolidays(db)) return
  const file = new URL('../../db/holidays.json', import.meta.url)
  const { years } = JSON.parse(readFileSync(file, 'utf8')) as HolidayFile
  const days = new Map<string, HolidayRow>()
  for (const [year, list] of Object.entries(years))
    for (const { date: day, name } of list) {
      const source = `ชุดเริ่มต้น พ.ศ. ${Number(year) + 543} (ไม่ใช่ประกาศทางการ)`
      if (!days.has(day)) days.set(day, { day, scope: 'national', place: '', name, source })
    }
  const before = new Map<string, Standing>()
  for (const { id } of await allOffices(db)) before.set(id, await standingOf(db, id, ['holiday']))
  await insertHolidays(db, [...days.values()])
  for (const [id, found] of before) await recordStanding(db, id, ['holiday'], now, { found })
}
