import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { countInbox, type Inbox, pageOfInbox } from '../../db/asked.ts'
import { ownersOf } from '../../db/people.ts'
import { firstTimers, lastEventsOf } from '../../db/request-lines.ts'
import {
  inOrder,
  type ListedRequest,
  type PageOfRequests,
  pageOfRequests,
  placeOf,
  type RequestFilter,
  type RequestOrder,
  type RequestPlace,
} from '../../db/request-lists.ts'
import type { TimerTable } from '../../db/tables.ts'
import { seatsOf } from '../../machines/run/asked.ts'
import { fiscalPeriod } from '../../machines/run/fiscal-year.ts'
import { bangkokDay, endOfBangkokDay, startOfBangkokDay } from '../../machines/run/thai-time.ts'
import { searchWords } from '../../machines/text/search-key.ts'
import type { listQuerySchema, RequestListItem } from '../http/contract.ts'
import { invalidAt } from '../http/problem.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import { hasPost, readableDrafts } from './may-read.ts'
import { namesOf } from './request-core.ts'
import { inTime, requestListItem } from './request-list-item.ts'

type Query = z.output<typeof listQuerySchema>
type List = {
  items: RequestListItem[]
  nextCursor: string | null
  total: number
  totalIsLeast: boolean
}
export type Placed = {
  row: ListedRequest
  inTime: ReturnType<typeof inTime>
  /** The first deadline that runs. */
  due: Selectable<TimerTable> | undefined
}

/**
 * A page of requests. The inbox holds what waits for this person: whatever has a choice that its step waits for and
 * that this person may take; late ones first, then the oldest. The office has what is under way first; what I submitted, and
 * my drafts, the last changed. `total` counts them all, not only this page; what a search finds, up to a number (`totalIsLeast`).
 */
export async function listRequests(db: Reader, me: SignedIn, query: Query, now: number): Promise<List> {
  const wanted = { after: readCursor(query.cursor), limit: query.limit + 1 }
  if (!hasPost(me)) return { items: [], nextCursor: null, total: 0, totalIsLeast: false }
  const drafts = query.view === 'office' ? await readableDrafts(db, me) : undefined
  const filter = { ...filterOf(me, query), ...(drafts && { drafts }) }
  const page =
    query.view === 'inbox'
      ? await inboxOf(db, me, { filter, now }, { ...wanted, newest: query.sort === 'newest' })
      : await pageOfRequests(db, filter, { order: orderOf(query), ...wanted })
  const found = await placedOf(db, page.rows, now)
  const shown = found.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    items: await itemsOf(db, me, shown),
    nextCursor: found.length > shown.length && last ? cursorOf(placeIn(query)(last)) : null,
    total: page.total,
    totalIsLeast: page.totalIsLeast,
  }
}

/** Of each of some requests, how it is in time now. */
export async function placedOf(db: Reader, rows: ListedRequest[], now: number): Promise<Placed[]> {
  const timers = await firstTimers(
    db,
    rows.map(({ id }) => id),
  )
  const found: Placed[] = []
  for (const row of rows) {
    const timer = timers.get(row.id)
    const isPassed = timer !== undefined && timer.dueAt <= now
    const compiled = await getCompiled(db, row.procedureHash)
    found.push({
      row,
      inTime: inTime(row, compiled, isPassed ? timer : undefined, now),
      due: isPassed ? undefined : timer,
    })
  }
  return found
}

/** How many requests wait for this person. */
export const inboxTotal = (db: Reader, { person, actor }: SignedIn, now: number): Promise<number> =>
  countInbox(db, inboxFor(person, actor, { office: person.office, words: [] }, now))

/** What waits for this person next, beside the request that they have before them, and how many such there are. */
export async function nextInInbox(
  db: Reader,
  { person, actor }: SignedIn,
  { except, now }: { except: string; now: number },
): Promise<{ next: { id: string; title: string } | null; remaining: number }> {
  const inbox = { ...inboxFor(person, actor, { office: person.office, words: [] }, now), except }
  const places = await pageOfInbox(db, inbox, { after: undefined, limit: 1 })
  const [row] = await inOrder(
    db,
    places.map(({ id }) => id),
  )
  return { next: row ? { id: row.id, title: row.title } : null, remaining: await countInbox(db, inbox) }
}

const inboxFor = (
  { id, office }: SignedIn['person'],
  actor: SignedIn['actor'],
  filter: RequestFilter,
  now: number,
): Inbox => ({
  person: id,
  seats: seatsOf(actor, office),
  filter,
  now,
  today: startOfBangkokDay(bangkokDay(now)),
})

async function inboxOf(
  db: Reader,
  { person, actor }: SignedIn,
  { filter, now }: { filter: RequestFilter; now: number },
  wanted: { after: RequestPlace | undefined; limit: number; newest: boolean },
): Promise<PageOfRequests> {
  const inbox = inboxFor(person, actor, filter, now)
  const places = await pageOfInbox(db, inbox, wanted)
  const rows = await inOrder(
    db,
    places.map(({ id }) => id),
  )
  return { rows, total: await countInbox(db, inbox), totalIsLeast: false }
}

/** What was begun in a time is listed by its beginning: in any other order it would lie scattered among everything else. */
function orderOf(query: Query): RequestOrder {
  if (query.sort === 'newest' || begunIn(query)) return 'newest'
  return query.view === 'mine' || query.view === 'drafts' ? 'changed' : 'underWay'
}

/** The days in Bangkok of a month or of a fiscal year, as instants; where both are asked for, the month alone counts. */
function begunIn({ month, fiscalYear }: Query): RequestFilter['begun'] {
  if (month) {
    const [year = 0, number = 0] = month.split('-').map(Number)
    const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
    return { from: startOfBangkokDay(`${month}-01`), until: startOfBangkokDay(next) }
  }
  if (fiscalYear === undefined) return undefined
  const { from, until } = fiscalPeriod(fiscalYear)
  return { from: startOfBangkokDay(from), until: endOfBangkokDay(until) }
}

function filterOf(me: SignedIn, query: Query): RequestFilter {
  const { view, status, procedure, state, group, category, q = '' } = query
  return {
    office: me.person.office,
    ...(view === 'mine' && { owner: me.person.id, stage: 'submitted' as const }),
    ...(view === 'drafts' && { owner: me.person.id, stage: 'drafts' as const }),
    status: status || undefined,
    procedure: procedure || undefined,
    step: state || undefined,
    group: group || undefined,
    category: category || undefined,
    begun: begunIn(query),
    // Every word must occur, as on the public site.
    words: searchWords(q),
  }
}

/** The lines of a page in words, everything that they need read at once. */
export async function itemsOf(db: Reader, me: SignedIn, page: Placed[]): Promise<RequestListItem[]> {
  const names = await namesOf(db, me.person.office)
  const events = await lastEventsOf(
    db,
    page.map(({ row }) => row.id),
  )
  const owners = await ownersOf(db, [...new Set(page.map(({ row }) => row.owner))])
  const items: RequestListItem[] = []
  for (const { row, inTime, due } of page) {
    const owner = owners.get(row.owner)
    if (!owner) throw new Error(`There is no person ${row.owner}.`)
    const compiled = await getCompiled(db, row.procedureHash)
    const known = { names, compiled, actor: me.actor, owner, last: events.get(row.id), inTime, due }
    items.push(requestListItem(row, known))
  }
  return items
}

/* ── Places and cursors ───────────────────────────────────────────────────────────────── */

const placeIn =
  (query: Query) =>
  ({ row, inTime: { late } }: Placed): RequestPlace =>
    query.view === 'inbox' && query.sort === 'newest'
      ? { group: 0, at: -row.since, id: row.id }
      : query.view === 'inbox'
        ? { group: late === null ? 1 : 0, at: row.since, id: row.id }
        : placeOf(row, orderOf(query))

export const cursorOf = ({ group, at, id }: RequestPlace): string =>
  Buffer.from(`${group}.${at}.${id}`).toString('base64url')

export function readCursor(cursor: string | undefined): RequestPlace | undefined {
  if (cursor === undefined) return undefined
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const [, group, at, id] = /^([01])\.(-?\d{1,16})\.([\w.-]{1,100})$/.exec(text) ?? []
  if (id !== undefined) return { group: Number(group), at: Number(at), id }
  const message = {
    th: 'เครื่องหมายหน้าถัดไปไม่ถูกต้อง โปรดเปิดรายการใหม่ตั้งแต่ต้น',
    en: 'not a cursor that this server gave',
  }
  throw invalidAt('query.cursor', message)
}
