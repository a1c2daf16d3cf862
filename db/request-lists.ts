import { type ExpressionBuilder, type Kysely, type Selectable, sql } from 'kysely'
import type { EventRow, RequestRow } from './requests.ts'
import type { Tables, TimerTable } from './tables.ts'

type Db = Kysely<Tables>
/** A request without the text that searches look through, which may be as long as its content. */
export type ListedRequest = Omit<RequestRow, 'searchText'>
export type RequestFilter = {
  office: string
  owner?: string | undefined
  /** Only those at a step that asks somebody to act. */
  waiting?: boolean | undefined
  status?: RequestRow['status'] | undefined
  procedure?: string | undefined
  /** A step's dotted path: requests at it or at a step inside it. */
  step?: string | undefined
  /** Normalised words that must all occur in title or text. */
  words: string[]
}
/**
 * `underWay`: what is open first, the longest at its step on top; then the rest, the latest on top. `changed`: the last
 * changed first.
 */
export type RequestOrder = 'underWay' | 'changed'
/** Where a request stands in an order: all three ascending. */
export type RequestPlace = { group: number; at: number; id: string }

/** As the indexes of requests have them, to the letter: otherwise SQLite would sort everything for each page. */
const underWay = {
  group: sql<number>`case when "status" = 'open' then 0 else 1 end`,
  at: sql<number>`case when "status" = 'open' then "since" else -"since" end`,
}
const changed = { group: undefined, at: sql<number>`-"updatedAt"` }

/** The place of a request in an order. */
export function placeOf({ id, status, since, updatedAt }: ListedRequest, order: RequestOrder): RequestPlace {
  if (order === 'changed') return { group: 0, at: -updatedAt, id }
  return status === 'open' ? { group: 0, at: since, id } : { group: 1, at: -since, id }
}

const columns = [
  ...(['id', 'office', 'groupId', 'owner', 'procedureHash', 'procedure', 'title', 'category'] as const),
  ...(['state', 'snapshot', 'steps', 'engine', 'status', 'waiting', 'revision', 'contentRevision'] as const),
  ...(['createdAt', 'updatedAt', 'updatedBy', 'since'] as const),
]

function matching(db: Db, { office, owner, waiting, status, procedure, step, words }: RequestFilter) {
  let found = db.selectFrom('request').where('office', '=', office)
  if (owner !== undefined) found = found.where('owner', '=', owner)
  if (waiting !== undefined) found = found.where('waiting', '=', Number(waiting))
  if (status !== undefined) found = found.where('status', '=', status)
  if (procedure !== undefined) found = found.where('procedure', '=', procedure)
  if (step !== undefined) {
    // instr, not LIKE: what comes from outside is taken as it stands.
    const asked = [`,${step},`, `,${step}.`]
    found = found.where((eb) => eb.or(asked.map((text) => eb(within(eb, 'steps', text), '>', 0))))
  }
  for (const word of words) found = found.where((eb) => eb(within(eb, 'searchText', word), '>', 0))
  return found
}

type Columns = ExpressionBuilder<Tables, 'request'>
/** Where in the column the text begins, from 1; 0 where it does not occur. */
const within = (eb: Columns, column: 'steps' | 'searchText', text: string) =>
  eb.fn<number>('instr', [column, eb.val(text)])

/** select count(*) from request where … */
export async function countRequests(db: Db, filter: RequestFilter): Promise<number> {
  const { count } = await matching(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Every request that matches, the longest at its step first. */
export const allRequests = (db: Db, filter: RequestFilter): Promise<ListedRequest[]> =>
  matching(db, filter).select(columns).orderBy('since').orderBy('id').execute()

/**
 * The requests behind a place, at most `limit`. By the place of the last one and not by a number of rows: what goes or
 * comes before it meanwhile makes no other request be passed over or shown twice.
 */
export function pageOfRequests(
  db: Db,
  filter: RequestFilter,
  { order, after, limit }: { order: RequestOrder; after: RequestPlace | undefined; limit: number },
): Promise<ListedRequest[]> {
  const { group, at } = order === 'changed' ? changed : underWay
  let page = matching(db, filter).select(columns)
  if (after)
    page = page.where((eb) => {
      const behind = eb.or([eb(at, '>', after.at), eb.and([eb(at, '=', after.at), eb('id', '>', after.id)])])
      return group
        ? eb.or([eb(group, '>', after.group), eb.and([eb(group, '=', after.group), behind])])
        : behind
    })
  if (group) page = page.orderBy(group)
  return page.orderBy(at).orderBy('id').limit(limit).execute()
}

export type LastEvent = Pick<EventRow, 'request' | 'type' | 'at' | 'actorName' | 'payload' | 'fromSteps'>

/** The newest event of each of these requests, by request. */
export async function lastEventsOf(db: Db, requests: string[]): Promise<Map<string, LastEvent>> {
  if (requests.length === 0) return new Map()
  const newest = db
    .selectFrom('event')
    .select((eb) => ['request', eb.fn.max('seq').as('seq')])
    .where('request', 'in', requests)
    .groupBy('request')
  const rows = await db
    .selectFrom('event')
    .innerJoin(newest.as('newest'), (join) =>
      join.onRef('newest.request', '=', 'event.request').onRef('newest.seq', '=', 'event.seq'),
    )
    .select(['event.request', 'type', 'at', 'actorName', 'payload', 'fromSteps'])
    .execute()
  return new Map(rows.map((row) => [row.request, row]))
}

/** Of each request with timers that are due by `now` (ms), the one that has been so for longest, by request. */
export async function firstDueTimers(db: Db, now: number): Promise<Map<string, Selectable<TimerTable>>> {
  const rows = await db
    .selectFrom('timer')
    .selectAll()
    .where('dueAt', '<=', now)
    .orderBy('dueAt', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.request, row]))
}
