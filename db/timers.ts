import { type Kysely, type Selectable, sql } from 'kysely'
import { statement } from './statement.ts'
import type { Tables, TimerTable } from './tables.ts'

type Db = Kysely<Tables>
/** A timer, with its place among those of the same moment. */
export type DueTimer = Selectable<TimerTable> & { rowid: number }

const rowid = sql<number>`rowid`

/**
 * The timers due by `by` (ms) that come behind `after`, oldest first; a page is read from the index and nothing before it.
 * select … from timer where dueAt <= $1 and (dueAt, rowid) > ($2, $3) order by dueAt, rowid limit $4
 */
export function dueTimers(
  db: Db,
  { by, after, limit }: { by: number; after: DueTimer | undefined; limit: number },
): Promise<DueTimer[]> {
  let page = db.selectFrom('timer').selectAll().select(rowid.as('rowid')).where('dueAt', '<=', by)
  if (after) page = page.where(sql<boolean>`(dueAt, rowid) > (${after.dueAt}, ${after.rowid})`)
  return page.orderBy('dueAt').orderBy(rowid).limit(limit).execute()
}

/** Removes a timer that is still due by `by` (ms); false when it was taken, cancelled or set anew meanwhile. */
export async function removeDueTimer(
  db: Db,
  { request, id }: Pick<DueTimer, 'request' | 'id'>,
  by: number,
): Promise<boolean> {
  const { numAffectedRows } = await removeDue(db, { request, id, by })
  return numAffectedRows === 1n
}

const removeDue = statement((db, given: { request: string; id: string; by: number }) =>
  db
    .deleteFrom('timer')
    .where('request', '=', given.request)
    .where('id', '=', given.id)
    .where('dueAt', '<=', given.by),
)
