import { type Kysely, type Selectable, sql } from 'kysely'
import { entries, type StoredEntry } from './audit-log.ts'
import type { ContentRow, EventRow, RequestRow, TimerRow } from './requests.ts'
import type {
  AppointmentTable,
  AskedTable,
  FigureTable,
  PersonTable,
  PublicationTable,
  ReminderTable,
  Tables,
} from './tables.ts'

type Db = Kysely<Tables>

/** Everything that is stored of a request; events and rows of `asked` are in their order. */
export type RequestRecord = {
  request: RequestRow
  events: EventRow[]
  contents: ContentRow[]
  timers: TimerRow[]
  reminders: ReminderTable[]
  publication: Selectable<PublicationTable> | undefined
  asked: AskedTable[]
}

/** Contents may be long: of so few requests the longest fit into memory together. */
const requestsAtOnce = 20

/** Every request with its records, by id, with only a few of them in memory at once. */
export async function* allRequestRecords(db: Db): AsyncGenerator<RequestRecord> {
  for (let last = ''; ; ) {
    const requests = await db
      .selectFrom('request')
      .selectAll()
      .where('id', '>', last)
      .orderBy('id')
      .limit(requestsAtOnce)
      .execute()
    yield* await recordsOf(db, requests)
    if (requests.length < requestsAtOnce) return
    last = requests.at(-1)?.id ?? ''
  }
}

/** Everything that is stored of one request; undefined where there is none. */
export async function findRequestRecord(db: Db, id: string): Promise<RequestRecord | undefined> {
  const requests = await db.selectFrom('request').selectAll().where('id', '=', id).execute()
  const [record] = await recordsOf(db, requests)
  return record
}

async function recordsOf(db: Db, requests: RequestRow[]): Promise<RequestRecord[]> {
  if (requests.length === 0) return []
  const ids = requests.map(({ id }) => id)
  // Ordered by the request first, so that the planner takes the index also where its statistics are of a small table.
  const events = await db
    .selectFrom('event')
    .selectAll()
    .where('request', 'in', ids)
    .orderBy('request')
    .orderBy('seq')
    .execute()
  const contents = await db
    .selectFrom('content')
    .selectAll()
    .where('request', 'in', ids)
    .orderBy('request')
    .orderBy('revision')
    .execute()
  const timers = await db
    .selectFrom('timer')
    .selectAll()
    .where('request', 'in', ids)
    .orderBy('request')
    .orderBy('id')
    .execute()
  const reminders = await db.selectFrom('reminder').selectAll().where('request', 'in', ids).execute()
  const publications = await db
    .selectFrom('publication')
    .selectAll()
    .where('request', 'in', ids)
    .orderBy('request')
    .execute()
  const asked = await db.selectFrom('asked').selectAll().where('request', 'in', ids).orderBy('whom').execute()
  const byRequest = <Row extends { request: string }>(rows: Row[]) => {
    const groups = Map.groupBy(rows, ({ request }) => request)
    return (request: string) => groups.get(request) ?? []
  }
  const [eventsOf, contentsOf, timersOf] = [byRequest(events), byRequest(contents), byRequest(timers)]
  const [publicationsOf, askedOf] = [byRequest(publications), byRequest(asked)]
  const remindersOf = byRequest(reminders)
  return requests.map((request) => ({
    request,
    events: eventsOf(request.id),
    contents: contentsOf(request.id),
    timers: timersOf(request.id),
    reminders: remindersOf(request.id),
    publication: publicationsOf(request.id)[0],
    asked: askedOf(request.id),
  }))
}

/** Every entry of every audit log, by office and number, row by row: no other query may run on `db` meanwhile. */
export const allOfficeEvents = (db: Db): AsyncIterable<StoredEntry> =>
  entries(db).orderBy('office').orderBy('seq').stream()

/** Every figure, filed or new, in no order, row by row: no other query may run on `db` meanwhile. */
export const allFigures = (db: Db): AsyncIterable<FigureTable> =>
  db.selectFrom('figure').selectAll().unionAll(db.selectFrom('newFigure').select(figureColumns)).stream()
const figureColumns = ['procedure', 'what', 'name', 'bucket', 'ms', 'at', 'request', 'seq'] as const

/** A hash of an office's chain ('' where there is no such office), and its place in the table. */
export type Link = { place: number; office: string; hash: string }

/**
 * The events of all requests in the order in which they were written, `limit` of them after the place `after`. Events are
 * never deleted, so SQLite numbers them upwards, and every copy of the file keeps their order.
 */
export async function pageOfEventLinks(db: Db, after: number, limit: number): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select event.rowid as place, coalesce(request.office, '') as office, event.hash
    from event left join request on request.id = event.request
    where event.rowid > ${after} order by event.rowid limit ${limit}`.execute(db)
  return rows
}

/** The entries of all offices' logs in the order in which they were written, `limit` of them after the place `after`. */
export async function pageOfLogLinks(db: Db, after: number, limit: number): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select rowid as place, office, hash from officeEvent
    where rowid > ${after} order by rowid limit ${limit}`.execute(db)
  return rows
}

/** Whether the tables are there without which a file is no database of this product. */
export async function holdsTables(db: Db): Promise<boolean> {
  const needed = ['request', 'event', 'officeEvent', 'person', 'kysely_migration']
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(
    db,
  )
  return needed.every((name) => rows.some((row) => row.name === name))
}

/** What SQLite itself finds wrong with the file: pages, indexes, types and conditions of columns. */
export async function faultsOfFile(db: Db): Promise<string[]> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(20)`.execute(db)
  return rows.map((row) => row.integrity_check).filter((what) => what !== 'ok')
}

/** Columns that name a row of another table without SQLite being told so: [table, column, other table, its column]. */
const references = [
  ['asked', 'request', 'request', 'id'],
  ['figure', 'request', 'request', 'id'],
  ['newFigure', 'request', 'request', 'id'],
  ['newNotice', 'request', 'request', 'id'],
  ['searchDocument', 'request', 'request', 'id'],
  ['underived', 'request', 'request', 'id'],
  ['idempotency', 'request', 'request', 'id'],
  ['idempotency', 'person', 'person', 'id'],
  ['event', 'actor', 'person', 'id'],
  ['event', 'procedureHash', 'procedureVersion', 'hash'],
  ['content', 'by', 'person', 'id'],
  ['request', 'updatedBy', 'person', 'id'],
  ['publication', 'office', 'office', 'id'],
  ['procedureVersion', 'office', 'office', 'id'],
] as const

type Orphans = { table: string; parent: string; count: number }

/** How many rows refer to a row that there is not, by table. */
export async function orphans(db: Db): Promise<Orphans[]> {
  const { rows } = await sql<Orphans>`
    select "table", parent, count(*) as count from pragma_foreign_key_check group by 1, 2`.execute(db)
  for (const [table, column, parent, key] of references) {
    const found = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(table)} as child
      where ${sql.ref(`child.${column}`)} is not null and not exists
        (select 1 from ${sql.table(parent)} as named where ${sql.ref(`named.${key}`)} = ${sql.ref(`child.${column}`)})`.execute(
      db,
    )
    const count = found.rows[0]?.count ?? 0
    if (count > 0) rows.push({ table, parent, count })
  }
  return rows
}

export const allPeople = (db: Db): Promise<Selectable<PersonTable>[]> =>
  db.selectFrom('person').selectAll().orderBy('id').execute()

export const allAppointments = (db: Db): Promise<Selectable<AppointmentTable>[]> =>
  db.selectFrom('appointment').selectAll().orderBy('id').execute()

/**
 * Each name and post under which each person took events, with the time (ms) of the first and of the last; names that were
 * erased apart.
 */
export const actorsOfEvents = (db: Db) =>
  db
    .selectFrom('event')
    .innerJoin('request', 'request.id', 'event.request')
    .select(['actor', 'actorName', 'actedAs', 'request.office'])
    .select(sql<number>`actorErased IS NOT NULL`.as('isErased'))
    .select((eb) => [eb.fn.min<number>('at').as('first'), eb.fn.max<number>('at').as('last')])
    .where('actor', 'is not', null)
    .groupBy(['actor', 'actorName', 'actedAs', 'request.office', sql`actorErased IS NOT NULL`])
    .execute()

/** When the last event of a request or of an audit log happened; null where none ever did. */
export async function lastEventAt(db: Db): Promise<number | null> {
  const row = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('event')
        .select((of) => of.fn.max('at').as('at'))
        .as('ofRequests'),
      eb
        .selectFrom('officeEvent')
        .select((of) => of.fn.max('at').as('at'))
        .as('ofOffices'),
    ])
    .executeTakeFirstOrThrow()
  const found = [row.ofRequests, row.ofOffices].filter((at) => at !== null)
  return found.length === 0 ? null : Math.max(...found)
}
