import type { Kysely, Selectable } from 'kysely'
import type { ContentRow, EventRow, RequestRow, TimerRow } from './requests.ts'
import type { AskedTable, FigureTable, OfficeEventTable, PublicationTable, Tables } from './tables.ts'

type Db = Kysely<Tables>

/** Everything that is stored of a request; events and rows of `asked` are in their order. */
export type RequestRecord = {
  request: RequestRow
  events: EventRow[]
  contents: ContentRow[]
  timers: TimerRow[]
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

async function recordsOf(db: Db, requests: RequestRow[]): Promise<RequestRecord[]> {
  if (requests.length === 0) return []
  const ids = requests.map(({ id }) => id)
  const events = await db.selectFrom('event').selectAll().where('request', 'in', ids).orderBy('seq').execute()
  const contents = await db.selectFrom('content').selectAll().where('request', 'in', ids).execute()
  const timers = await db.selectFrom('timer').selectAll().where('request', 'in', ids).execute()
  const publications = await db.selectFrom('publication').selectAll().where('request', 'in', ids).execute()
  const asked = await db.selectFrom('asked').selectAll().where('request', 'in', ids).orderBy('whom').execute()
  const byRequest = <Row extends { request: string }>(rows: Row[]) => {
    const groups = Map.groupBy(rows, ({ request }) => request)
    return (request: string) => groups.get(request) ?? []
  }
  const [eventsOf, contentsOf, timersOf] = [byRequest(events), byRequest(contents), byRequest(timers)]
  const [publicationsOf, askedOf] = [byRequest(publications), byRequest(asked)]
  return requests.map((request) => ({
    request,
    events: eventsOf(request.id),
    contents: contentsOf(request.id),
    timers: timersOf(request.id),
    publication: publicationsOf(request.id)[0],
    asked: askedOf(request.id),
  }))
}

/** Every entry of every office's log, by office and number, row by row: no other query may run on `db` meanwhile. */
export const allOfficeEvents = (db: Db): AsyncIterable<OfficeEventTable> =>
  db.selectFrom('officeEvent').selectAll().orderBy('office').orderBy('seq').stream()

/** Every figure, filed or new, in no order, row by row: no other query may run on `db` meanwhile. */
export const allFigures = (db: Db): AsyncIterable<FigureTable> =>
  db.selectFrom('figure').selectAll().unionAll(db.selectFrom('newFigure').select(figureColumns)).stream()
const figureColumns = ['procedure', 'what', 'name', 'bucket', 'ms', 'at', 'request', 'seq'] as const
