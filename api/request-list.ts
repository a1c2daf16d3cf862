import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { RequestRow } from '../db/requests.ts'
import type { Tables } from '../db/tables.ts'
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
  if (query.procedure) found = found.where('procedure', '=', query.procedure)
  if (query.state) {
    // The step itself, or a step inside it. instr, not LIKE: what comes from outside is taken as it stands.
    const asked = [`,${query.state},`, `,${query.state}.`]
    found = found.where((eb) => eb.or(asked.map((text) => eb(within(eb, 'steps', text), '>', 0))))
  }
  if (query.q) {
    // Every word must occur, as on the public site.
    for (const word of normaliseThai(query.q).split(' ').filter(Boolean))
      found = found.where((eb) => eb(within(eb, 'searchText', word), '>', 0))
  }
  return inOrder(found, query.view).orderBy('id').execute()
}

type Found = SelectQueryBuilder<Tables, 'request', RequestRow>

/** Mine: the last changed first. The inbox: the oldest. The office: what is under way, the oldest first, then the rest, the newest first. */
function inOrder(found: Found, view: Query['view']): Found {
  if (view === 'mine') return found.orderBy('updatedAt', 'desc')
  if (view === 'inbox') return found.orderBy('since')
  const underWay = sql<number>`case when ${sql.ref('status')} = 'open' then 0 else 1 end`
  const age = sql<number>`case when ${sql.ref('status')} = 'open' then ${sql.ref('since')} else -${sql.ref('since')} end`
  return found.orderBy(underWay).orderBy(age)
}

type Columns = ExpressionBuilder<Tables, 'request'>
/** Where in the column the text begins, from 1; 0 where it does not occur. */
const within = (eb: Columns, column: 'steps' | 'searchText', text: string) =>
  eb.fn<number>('instr', [column, eb.val(text)])
