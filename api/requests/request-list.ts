import type { z } from 'zod'
import {
  allRequests,
  countRequests,
  firstDueTimers,
  type ListedRequest,
  lastEventsOf,
  pageOfRequests,
  placeOf,
  type RequestFilter,
  type RequestPlace,
} from '../../db/request-lists.ts'
import { choices } from '../../machines/run/choices.ts'
import { restore } from '../../machines/run/step.ts'
import type { listQuerySchema, RequestListItem } from '../http/contract.ts'
import { ApiProblem } from '../http/problem.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import { namesOf } from './request-core.ts'
import { lateness, requestListItem } from './request-list-item.ts'
import { normaliseThai } from './search-text.ts'

type Query = z.output<typeof listQuerySchema>
type List = { items: RequestListItem[]; nextCursor: string | null; total: number }
type Placed = { row: ListedRequest; late: RequestListItem['late'] }

/**
 * A page of requests. The inbox holds what waits for this person: whatever has a choice that its step waits for and
 * that this person may take; late ones first, then the oldest. The office has what is under way first; mine, the last changed. `total` counts them all, not only this page.
 */
export async function listRequests(db: Reader, me: SignedIn, query: Query, now: number): Promise<List> {
  const after = readCursor(query.cursor)
  const filter = filterOf(me, query)
  const due = await firstDueTimers(db, now)
  const place = async (row: ListedRequest): Promise<Placed> => ({
    row,
    late: lateness(row, await getCompiled(db, row.procedureHash), due.get(row.id), now),
  })
  if (query.view === 'inbox') {
    const waiting: Placed[] = []
    for (const row of await allRequests(db, filter))
      if (await asksThem(db, me, row)) waiting.push(await place(row))
    waiting.sort((a, b) => compare(placeIn(query)(a), placeIn(query)(b)))
    const left = after ? waiting.filter((one) => compare(placeIn(query)(one), after) > 0) : waiting
    return listOf(db, me, left.slice(0, query.limit + 1), { query, total: waiting.length })
  }
  const order = orderOf(query)
  const rows = await pageOfRequests(db, filter, { order, after, limit: query.limit + 1 })
  const found: Placed[] = []
  for (const row of rows) found.push(await place(row))
  return listOf(db, me, found, { query, total: await countRequests(db, filter) })
}

const orderOf = ({ view }: Query) => (view === 'mine' ? 'changed' : 'underWay')

function filterOf(me: SignedIn, { view, status, procedure, state, q = '' }: Query): RequestFilter {
  return {
    office: me.person.office,
    ...(view === 'inbox' && { waiting: true }),
    ...(view === 'mine' && { owner: me.person.id }),
    ...{ status: status || undefined, procedure: procedure || undefined, step: state || undefined },
    // Every word must occur, as on the public site.
    words: normaliseThai(q).split(' ').filter(Boolean),
  }
}

async function asksThem(db: Reader, { actor }: SignedIn, row: ListedRequest): Promise<boolean> {
  const compiled = await getCompiled(db, row.procedureHash)
  const snapshot = restore(compiled, JSON.parse(row.snapshot))
  return choices(compiled, snapshot, actor).some(({ awaited, allowed }) => awaited && allowed)
}

/** The page in words, everything that it needs read at once; `found` holds one more than the page where there is more. */
async function listOf(
  db: Reader,
  me: SignedIn,
  found: Placed[],
  { query, total }: { query: Query; total: number },
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
  }
}

async function ownersOf(db: Reader, ids: string[]) {
  const people = db.selectFrom('person').select(['id', 'name', 'disabled'])
  const rows = ids.length === 0 ? [] : await people.where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/* ── Places and cursors ───────────────────────────────────────────────────────────────── */

const placeIn =
  (query: Query) =>
  ({ row, late }: Placed): RequestPlace =>
    query.view === 'inbox'
      ? { group: late === null ? 1 : 0, at: row.since, id: row.id }
      : placeOf(row, orderOf(query))

const compare = (a: RequestPlace, b: RequestPlace): number =>
  a.group - b.group || a.at - b.at || (a.id < b.id ? -1 : Number(a.id !== b.id))

const cursorOf = ({ group, at, id }: RequestPlace): string =>
  Buffer.from(`${group}.${at}.${id}`).toString('base64url')

function readCursor(cursor: string | undefined): RequestPlace | undefined {
  if (cursor === undefined) return undefined
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const [, group, at, id] = /^([01])\.(-?\d{1,16})\.([\w.-]{1,100})$/.exec(text) ?? []
  if (id !== undefined) return { group: Number(group), at: Number(at), id }
  const message = { th: 'cursor ไม่ถูกต้อง', en: 'not a cursor that this server gave' }
  throw new ApiProblem('invalid_request', { errors: [{ path: 'query.cursor', message }] })
}
