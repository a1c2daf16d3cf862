import type { z } from 'zod'
import { countInbox, type Inbox, pageOfInbox } from '../../db/asked.ts'
import { ownersOf } from '../../db/people.ts'
import {
  firstDueTimers,
  inOrder,
  type ListedRequest,
  lastEventsOf,
  type PageOfRequests,
  pageOfRequests,
  placeOf,
  type RequestFilter,
  type RequestPlace,
} from '../../db/request-lists.ts'
import { seatsOf } from '../../machines/run/asked.ts'
import { bangkokDay, startOfBangkokDay } from '../../machines/run/thai-time.ts'
import { searchWords } from '../../machines/text/search-key.ts'
import type { listQuerySchema, RequestListItem } from '../http/contract.ts'
import { ApiProblem } from '../http/problem.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import { hasPost, readableDrafts } from './may-read.ts'
import { namesOf } from './request-core.ts'
import { lateness, requestListItem } from './request-list-item.ts'

type Query = z.output<typeof listQuerySchema>
type List = {
  items: RequestListItem[]
  nextCursor: string | null
  total: number
  totalIsLeast: boolean
}
type Placed = { row: ListedRequest; late: RequestListItem['late'] }

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
      ? await inboxOf(db, me, { filter, now }, wanted)
      : await pageOfRequests(db, filter, { order: orderOf(query), ...wanted })
  const ids = page.rows.map(({ id }) => id)
  const due = await firstDueTimers(db, ids, now)
  const found: Placed[] = []
  for (const row of page.rows)
    found.push({ row, late: lateness(row, await getCompiled(db, row.procedureHash), due.get(row.id), now) })
  return listOf(db, me, found, { ...page, query })
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
  wanted: { after: RequestPlace | undefined; limit: number },
): Promise<PageOfRequests> {
  const inbox = inboxFor(person, actor, filter, now)
  const places = await pageOfInbox(db, inbox, wanted)
  const rows = await inOrder(
    db,
    places.map(({ id }) => id),
  )
  return { rows, total: await countInbox(db, inbox), totalIsLeast: false }
}

const orderOf = ({ view }: Query) => (view === 'mine' || view === 'drafts' ? 'changed' : 'underWay')

function filterOf(me: SignedIn, { view, status, procedure, state, q = '' }: Query): RequestFilter {
  return {
    office: me.person.office,
    ...(view === 'mine' && { owner: me.person.id, stage: 'submitted' as const }),
    ...(view === 'drafts' && { owner: me.person.id, stage: 'drafts' as const }),
    status: status || undefined,
    procedure: procedure || undefined,
    step: state || undefined,
    // Every word must occur, as on the public site.
    words: searchWords(q),
  }
}

/** The page in words, everything that it needs read at once; `found` holds one more than the page where there is more. */
async function listOf(
  db: Reader,
  me: SignedIn,
  found: Placed[],
  { query, total, totalIsLeast }: { query: Query; total: number; totalIsLeast: boolean },
): Promise<List> {
  const page = found.slice(0, query.limit)
  const names = await namesOf(db, me.person.office)
  const events = await lastEventsOf(
    db,
    page.map(({ row }) => row.id),
  )
  const owners = await ownersOf(db, [...new Set(page.map(({ row }) => row.owner))])
  const items: RequestListItem[] = []
  for (const { row, late } of page) {
    const owner = owners.get(row.owner)
    if (!owner) throw new Error(`There is no person ${row.owner}.`)
    const compiled = await getCompiled(db, row.procedureHash)
    const known = { names, compiled, actor: me.actor, owner, last: events.get(row.id), late }
    items.push(requestListItem(row, known))
  }
  const last = page.at(-1)
  return {
    items,
    nextCursor: found.length > page.length && last ? cursorOf(placeIn(query)(last)) : null,
    total,
    totalIsLeast,
  }
}

/* ── Places and cursors ───────────────────────────────────────────────────────────────── */

const placeIn =
  (query: Query) =>
  ({ row, late }: Placed): RequestPlace =>
    query.view === 'inbox'
      ? { group: late === null ? 1 : 0, at: row.since, id: row.id }
      : placeOf(row, orderOf(query))

const cursorOf = ({ group, at, id }: RequestPlace): string =>
  Buffer.from(`${group}.${at}.${id}`).toString('base64url')

function readCursor(cursor: string | undefined): RequestPlace | undefined {
  if (cursor === undefined) return undefined
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const [, group, at, id] = /^([01])\.(-?\d{1,16})\.([\w.-]{1,100})$/.exec(text) ?? []
  if (id !== undefined) return { group: Number(group), at: Number(at), id }
  const message = {
    th: 'เครื่องหมายหน้าถัดไปไม่ถูกต้อง โปรดเปิดรายการใหม่ตั้งแต่ต้น',
    en: 'not a cursor that this server gave',
  }
  throw new ApiProblem('invalid_request', { errors: [{ path: 'query.cursor', message }] })
}
