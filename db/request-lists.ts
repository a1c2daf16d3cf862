import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import { begunAt, type Facets, facetsOf, idsOfFacets, isFaceted, withoutFacets } from './request-facets.ts'
import { noSteps, type RequestRow } from './requests.ts'
import { findMatching, type Match, matchOf } from './search.ts'
import type { RequestCountTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
/** A request without the text that searches look through, which may be as long as its content. */
export type ListedRequest = Omit<RequestRow, 'searchText' | 'findings'>
export type RequestFilter = Facets & {
  office: string
  owner?: string | undefined
  status?: RequestRow['status'] | undefined
  procedure?: string | undefined
  /** A step's dotted path: requests at it or at a step inside it. */
  step?: string | undefined
  /** The groups whose drafts are shown, of those that were never submitted; where it is absent, everyone's are. */
  drafts?: string[] | undefined
  /** `drafts`: what is open and was never submitted; `submitted`: everything else. */
  stage?: 'drafts' | 'submitted' | undefined
  /** Normalised words that must all occur in title or text. */
  words: string[]
}
/**
 * `underWay`: what is open first, the longest at its step on top; then the rest, the latest on top. `changed`: the last
 * changed first. `newest`: the last begun first.
 */
export type RequestOrder = 'underWay' | 'changed' | 'newest'
/** Where a request stands in an order: all three ascending. */
export type RequestPlace = { group: number; at: number; id: string }
export type PageOfRequests = {
  rows: ListedRequest[]
  total: number
  /** There may be more than `total`: what a search finds is counted up to a number only. */
  totalIsLeast: boolean
}
type Wanted = { order: RequestOrder; after: RequestPlace | undefined; limit: number }

/** What a search finds is sorted and counted up to so many; of more, the lists are walked and the total is a least one. */
const maxSorted = 1000
/** So many of what a search finds are looked at to count those that a filter lets through. */
const maxCounted = 2000
/** A walk lets others have their turn after so many requests. */
const maxAtOnce = 2000

/** As the indexes of requests have them, to the letter: otherwise SQLite would sort everything for each page. */
const underWay = {
  group: sql<number>`case when "status" = 'open' then 0 else 1 end`,
  at: sql<number>`case when "status" = 'open' then "since" else -"since" end`,
}
const changed = { group: undefined, at: sql<number>`-"updatedAt"` }
const newest = { group: undefined, at: begunAt }
const orders = { underWay, changed, newest }

type Placed = Pick<ListedRequest, 'id' | 'status' | 'since' | 'updatedAt' | 'createdAt'>
const placed = ['id', 'status', 'since', 'updatedAt', 'createdAt'] as const

/** The place of a request in an order. */
export function placeOf(
  { id, status, since, updatedAt, createdAt }: Placed,
  order: RequestOrder,
): RequestPlace {
  if (order === 'newest') return { group: 0, at: -createdAt, id }
  if (order === 'changed') return { group: 0, at: -updatedAt, id }
  return status === 'open' ? { group: 0, at: since, id } : { group: 1, at: -since, id }
}

const columns = [
  ...(['id', 'office', 'groupId', 'owner', 'procedureHash', 'procedure', 'title', 'category'] as const),
  ...([
    'state',
    'snapshot',
    'steps',
    'engine',
    'status',
    'draftOf',
    'waiting',
    'revision',
    'contentRevision',
  ] as const),
  ...(['createdAt', 'updatedAt', 'updatedBy', 'since'] as const),
]

/** Whether a filter asks for more than the office. */
export const narrows = (filter: RequestFilter): boolean => {
  const { owner, status, procedure, step, words } = filter
  return (
    [owner, status, procedure, step].some((one) => one !== undefined) || words.length > 0 || isFaceted(filter)
  )
}

/**
 * select from request where office = $1 and …, whatever the filter asks for; of these requests alone, where `ids` are
 * given. With ids or an owner a unary + keeps SQLite from going through an index of the whole office instead.
 */
export function matching(db: Db, filter: RequestFilter, ids?: string[]) {
  const { office, owner, status, procedure, step, words } = filter
  const column = (name: 'office' | 'owner' | 'status' | 'procedure') =>
    ids ? sql<string>`+${sql.ref(name)}` : sql.ref<string>(name)
  const ofOffice = owner === undefined ? column('office') : sql<string>`+${sql.ref('office')}`
  let found = db.selectFrom('request').where(ofOffice, '=', office)
  if (ids) found = found.where('id', 'in', listed(ids))
  if (owner !== undefined) found = found.where(column('owner'), '=', owner)
  if (status !== undefined) found = found.where(column('status'), '=', status)
  if (procedure !== undefined) found = found.where(column('procedure'), '=', procedure)
  if (step !== undefined) {
    // instr, not LIKE: what comes from outside is taken as it stands.
    const asked = stepTexts(step)
    found = found.where((eb) => eb.or(asked.map((text) => eb(within(eb, 'steps', text), '>', 0))))
  }
  if (filter.stage === 'drafts') found = found.where(isDraft)
  if (filter.stage === 'submitted') found = found.where((eb) => eb.not(isDraft))
  found = found.where(sql`+${sql.ref('steps')}`, '!=', noSteps)
  for (const facet of facetsOf(filter)) found = found.where(facet)
  if (filter.drafts) found = found.where(sql`+${sql.ref('draftOf')}`, 'in', listed(['', ...filter.drafts]))
  for (const word of words) found = found.where((eb) => eb(within(eb, 'searchText', word), '>', 0))
  return found
}

/** As the index of drafts has it, to the letter. */
const isDraft = sql<boolean>`("status" = 'open' AND "draftOf" <> '')`

const stepTexts = (step: string) => [`,${step},`, `,${step}.`]

type Columns = ExpressionBuilder<Tables, 'request'>
/** Where in the column the text begins, from 1; 0 where it does not occur. */
const within = (eb: Columns, column: 'steps' | 'searchText', text: string) =>
  eb.fn<number>('instr', [column, eb.val(text)])

/** A page of an office's requests, or of one owner's, and how many there are in all. */
export async function pageOfRequests(db: Db, filter: RequestFilter, wanted: Wanted): Promise<PageOfRequests> {
  const cells = await cellsOf(db, filter)
  const counted = cells.reduce((sum, { count }) => sum + count, 0)
  if (counted === 0) return nothing
  if (filter.words.length > 0) return pageOfSearch(db, filter, wanted, { cells, counted })
  if (isFaceted(filter)) {
    const some = await idsOfFacets(db, filter, maxSorted + 1)
    if (some.length <= maxSorted) return pageOfFew(db, filter, wanted, some)
    return pageOfMany(db, filter, wanted, { cells, counted }, () => countSome(db, filter, some))
  }
  if (wanted.order === 'newest' && narrows(filter) && counted <= maxSorted)
    return pageOfFew(db, filter, wanted, await allOfCells(db, filter, cells))
  const ids = await placesOf(db, filter, wanted, cells)
  return {
    rows: await inOrder(
      db,
      ids.map(({ id }) => id),
    ),
    total: counted,
    totalIsLeast: false,
  }
}

const nothing: PageOfRequests = { rows: [], total: 0, totalIsLeast: false }

type Cell = Pick<RequestCountTable, 'procedure' | 'status' | 'steps' | 'draftOf'> & { count: number }

/** The kept counts of what a filter lets through, its words apart: select … from requestCount where office = $1 and owner = $2 … */
async function cellsOf(
  db: Db,
  { office, owner = '', status, procedure, step, drafts, stage }: RequestFilter,
): Promise<Cell[]> {
  let query = db
    .selectFrom('requestCount')
    .select(['procedure', 'status', 'steps', 'draftOf'])
    .select((eb) => eb.fn.sum<number>('count').as('count'))
    .where('office', '=', office)
    .where('owner', '=', owner)
    .where('count', '>', 0)
    .where('steps', '!=', noSteps)
    .groupBy(['procedure', 'status', 'steps', 'draftOf'])
  if (stage === 'drafts') query = query.where(isDraft)
  if (stage === 'submitted') query = query.where((eb) => eb.not(isDraft))
  if (status !== undefined) query = query.where('status', '=', status)
  if (procedure !== undefined) query = query.where('procedure', '=', procedure)
  if (drafts) query = query.where('draftOf', 'in', listed(['', ...drafts]))
  const cells = await query.execute()
  if (step === undefined) return cells
  const asked = stepTexts(step)
  return cells.filter(({ steps }) => asked.some((text) => steps.includes(text)))
}

/**
 * The next places of what a filter lets through, its words apart. Where it asks for a status, a procedure or a step, each
 * kind of request that it lets through gives its first, and those are sorted: a list of everything would be walked
 * for long to find a few.
 */
async function placesOf(db: Db, filter: RequestFilter, wanted: Wanted, cells: Cell[]): Promise<Standing[]> {
  const { status, procedure, step, drafts } = filter
  const isPlain = [status, procedure, step, drafts].every((one) => one === undefined)
  if (isPlain || wanted.order !== 'underWay') return nextPlaces(db, filter, wanted)
  return firstOfCells(db, filter, wanted, cells)
}

/** As much of a request as its place needs; `found` is 1 where every word occurs in it and every facet is its own. */
type Standing = Placed & { found: number }

const isFound = (filter: RequestFilter) => {
  const all = [...filter.words.map((word) => sql`instr("searchText", ${word}) > 0`), ...facetsOf(filter)]
  return all.length === 0 ? sql<number>`1` : sql<number>`coalesce(${sql.join(all, sql` AND `)}, 0)`
}

/** select … from request where … and (group, at, id) > $after order by group, at, id limit … */
function nextPlaces(db: Db, filter: RequestFilter, { order, after, limit }: Wanted): Promise<Standing[]> {
  const { group, at } = orders[order]
  // By the time of the beginning the walk keeps to it; in another order what was begun then lies scattered.
  const within = order === 'newest' ? { begun: filter.begun } : {}
  let page = matching(db, { ...withoutFacets({ ...filter, words: [] }), ...within })
    .select(placed)
    .select(isFound(filter).as('found'))
  if (after)
    // By the place of the last one and not by a number of rows: what goes or comes before it meanwhile makes no other
    // request be passed over or shown twice.
    page = page.where((eb) => {
      const behind = eb.or([eb(at, '>', after.at), eb.and([eb(at, '=', after.at), eb('id', '>', after.id)])])
      return group
        ? eb.or([eb(group, '>', after.group), eb.and([eb(group, '=', after.group), behind])])
        : eb.and([eb(at, '>=', after.at), behind])
    })
  if (group) page = page.orderBy(group)
  return page.orderBy(at).orderBy('id').limit(limit).execute()
}

async function firstOfCells(
  db: Db,
  filter: RequestFilter,
  { after, limit }: Wanted,
  cells: Cell[],
): Promise<Standing[]> {
  const groupOf = (status: string) => (status === 'open' ? 0 : 1)
  const open = cells.filter(({ status }) => !after || groupOf(status) >= after.group)
  const given = open.map(({ procedure, status, steps, draftOf }) => {
    const isLast = after && groupOf(status) === after.group
    const [at, id] = isLast ? [after.at, after.id] : [Number.MIN_SAFE_INTEGER, '']
    return [procedure, status, steps, draftOf, at, id]
  })
  const { rows } = await sql<Standing>`
    SELECT request.id, request.status, request.since, request.updatedAt, request.createdAt,
      ${isFound(filter)} AS found
    FROM json_each(${JSON.stringify(given)}) AS cell CROSS JOIN request
    WHERE request.id IN (
      SELECT id FROM request
      WHERE office = ${filter.office} AND procedure = cell.value ->> 0 AND status = cell.value ->> 1
        AND steps = cell.value ->> 2 AND draftOf = cell.value ->> 3 AND ${underWay.at} >= cell.value ->> 4
        AND (${underWay.at} > cell.value ->> 4 OR id > cell.value ->> 5)
      ORDER BY ${underWay.at}, id LIMIT ${limit})
    ORDER BY ${underWay.group}, ${underWay.at}, request.id LIMIT ${limit}`.execute(db)
  return rows
}

/** The requests with these ids, in the order of the ids: select … from request where id in … */
export async function inOrder(db: Db, ids: string[]): Promise<ListedRequest[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('request').select(columns).where('id', 'in', listed(ids)).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** One parameter however many there are, so that it stays one statement. */
const listed = (ids: string[]) => sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`

/* ── Search ───────────────────────────────────────────────────────────────────────────── */

async function pageOfSearch(
  db: Db,
  filter: RequestFilter,
  wanted: Wanted,
  { cells, counted }: { cells: Cell[]; counted: number },
): Promise<PageOfRequests> {
  const match = await matchOf(db, 'request', filter.words)
  if (match === undefined) return nothing
  const found = await findMatching(db, 'request', {
    office: filter.office,
    match,
    limit: maxSorted + 1,
  })
  if (found.length <= maxSorted) return pageOfFew(db, filter, wanted, found)
  return pageOfMany(db, filter, wanted, { cells, counted }, () => countAtLeast(db, filter, match))
}

/** Every request that the kept counts tell of, where they are few: its words and facets apart. */
async function allOfCells(db: Db, filter: RequestFilter, cells: Cell[]): Promise<string[]> {
  // An owner's are walked by themselves: the first of a kind are the office's, and may all be somebody else's.
  const order = filter.owner === undefined ? 'underWay' : 'changed'
  const wanted: Wanted = { order, after: undefined, limit: maxSorted }
  const all = await placesOf(db, withoutFacets({ ...filter, words: [] }), wanted, cells)
  return all.map(({ id }) => id)
}

/** A page of what words or facets let through of many: walked for in the order that is wanted, and counted up to a number. */
async function pageOfMany(
  db: Db,
  filter: RequestFilter,
  wanted: Wanted,
  { cells, counted }: { cells: Cell[]; counted: number },
  count: () => Promise<number>,
): Promise<PageOfRequests> {
  if (counted <= maxSorted) return pageOfFew(db, filter, wanted, await allOfCells(db, filter, cells))
  const ids: string[] = []
  let ended = false
  for (let { after } = wanted, atOnce = 4 * wanted.limit; ids.length < wanted.limit && !ended; ) {
    const limit = Math.min(atOnce, maxAtOnce)
    const passed = await placesOf(db, filter, { ...wanted, after, limit }, cells)
    ids.push(...passed.filter((one) => one.found === 1).map(({ id }) => id))
    const last = passed.at(-1)
    ended = passed.length < limit || !last
    if (last) after = placeOf(last, wanted.order)
    atOnce *= 4
    if (!ended) await new Promise((resolve) => setImmediate(resolve))
  }
  const rows = await inOrder(db, ids.slice(0, wanted.limit))
  if (ended && !wanted.after && ids.length <= wanted.limit)
    return { rows, total: rows.length, totalIsLeast: false }
  return { rows, total: await count(), totalIsLeast: true }
}

/** A page of those of a few requests that a filter lets through, and how many they are. */
export async function pageOfFew(
  db: Db,
  filter: RequestFilter,
  { order, after, limit }: Wanted,
  ids: string[],
): Promise<PageOfRequests> {
  if (ids.length === 0) return nothing
  const rows = await matching(db, filter, ids).select(placed).execute()
  const places = rows.map((row) => placeOf(row, order)).sort(comparePlaces)
  const left = after ? places.filter((place) => comparePlaces(place, after) > 0) : places
  const page = await inOrder(
    db,
    left.slice(0, limit).map(({ id }) => id),
  )
  return { rows: page, total: rows.length, totalIsLeast: false }
}

export const comparePlaces = (a: RequestPlace, b: RequestPlace): number =>
  a.group - b.group || a.at - b.at || (a.id < b.id ? -1 : Number(a.id !== b.id))

/** How many of the first that a search finds its filter lets through, and no more than the most that are sorted. */
async function countAtLeast(db: Db, filter: RequestFilter, match: Match): Promise<number> {
  const { office, owner, status, procedure, step, drafts } = filter
  const isPlain = [owner, status, procedure, step, drafts].every((one) => one === undefined)
  if (isPlain && !isFaceted(filter) && match.isExact) return maxSorted
  const some = await findMatching(db, 'request', { office, match, limit: maxCounted })
  return countSome(db, match.isExact ? { ...filter, words: [] } : filter, some)
}

/** How many of some requests a filter lets through, and no more than the most that are sorted. */
async function countSome(db: Db, filter: RequestFilter, ids: string[]): Promise<number> {
  const { count } = await matching(db, filter, ids)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Math.min(count, maxSorted)
}

/** How many requests of an office stand at which steps of which version: select … from requestCount where office = $1 and owner = '' … */
export const countBySteps = (db: Db, office: string) =>
  db
    .selectFrom('requestCount')
    .innerJoin('procedureVersion', 'procedureVersion.hash', 'requestCount.procedureHash')
    .select(['requestCount.procedure', 'procedureHash', 'procedureVersion.version', 'steps'])
    .select((eb) => eb.fn.sum<number>('count').as('count'))
    .where('requestCount.office', '=', office)
    .where('owner', '=', '')
    .where('count', '>', 0)
    .where('steps', '!=', noSteps)
    .groupBy(['requestCount.procedure', 'procedureHash', 'procedureVersion.version', 'steps'])
    .execute()
