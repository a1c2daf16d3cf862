import type { z } from 'zod'
import type { RequestRow } from '../db/requests.ts'
import type { listQuerySchema, RequestListItem } from './contract.ts'
import { ApiProblem } from './problem.ts'
import type { Reader } from './procedures.ts'
import { requestListItem, seenBy } from './request-view.ts'
import { normaliseThai } from './search-text.ts'
import type { SignedIn } from './sessions.ts'

type Query = z.output<typeof listQuerySchema>
type List = { items: RequestListItem[]; nextCursor: string | null; total: number }

/**
 * A page of requests. The inbox holds what waits for this person: whatever has a choice that its step waits for and
 * that this person may take; late ones first, then the oldest. `total` counts them all, not only this page.
 */
export async function listRequests(db: Reader, me: SignedIn, query: Query, now: number): Promise<List> {
  const rows = await matching(db, me, query)
  const seen = await seenBy(db, me.person.office, me.actor, now)
  const from = readCursor(query.cursor)
  if (query.view !== 'inbox') {
    const page = rows.slice(from, from + query.limit)
    const items: RequestListItem[] = []
    for (const row of page) items.push(await requestListItem(seen, row))
    return pageOf(items, from, query.limit, rows.length)
  }
  const waiting: RequestListItem[] = []
  for (const row of rows) {
    const item = await requestListItem(seen, row)
    if (item.asked.length > 0) waiting.push(item)
  }
  // Rows come oldest first, and the sort is stable.
  waiting.sort((a, b) => Number(b.late !== null) - Number(a.late !== null))
  return pageOf(waiting.slice(from, from + query.limit), from, query.limit, waiting.length)
}

const pageOf = (items: RequestListItem[], from: number, limit: number, total: number): List => ({
  items,
  nextCursor: from + limit < total ? Buffer.from(String(from + limit)).toString('base64url') : null,
  total,
})

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  const from = Buffer.from(cursor, 'base64url').toString('utf8')
  if (/^\d{1,9}$/.test(from)) return Number(from)
  const message = { th: 'cursor ไม่ถูกต้อง', en: 'not a cursor that this server gave' }
  throw new ApiProblem('invalid_request', { errors: [{ path: 'query.cursor', message }] })
}

function matching(db: Reader, me: SignedIn, query: Query): Promise<RequestRow[]> {
  let found = db.selectFrom('request').selectAll().where('office', '=', me.person.office)
  if (query.view === 'inbox') found = found.where('waiting', '=', 1)
  if (query.view === 'mine') found = found.where('owner', '=', me.person.id)
  if (query.status) found = found.where('status', '=', query.status)
  if (query.state) {
    const step = escapeLike(query.state)
    // The step itself, or a step inside it.
    found = found.where((eb) =>
      eb.or([`%,${step},%`, `%,${step}.%`].map((pattern) => eb('steps', 'like', pattern))),
    )
  }
  if (query.q) {
    // instr, not LIKE: what people type is taken as it stands.
    const words = normaliseThai(query.q)
    found = found.where((eb) => eb(eb.fn<number>('instr', ['searchText', eb.val(words)]), '>', 0))
  }
  const newestFirst = query.view === 'mine' ? found.orderBy('updatedAt', 'desc') : found.orderBy('since')
  return newestFirst.orderBy('id').execute()
}

// A step's path holds none of the characters that mean something to LIKE but `_`.
const escapeLike = (text: string) => text.replaceAll(/[%\\]/g, '')
