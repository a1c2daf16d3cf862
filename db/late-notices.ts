import { type Kysely, sql } from 'kysely'
import type { LateNoticeTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type DueNotice = Omit<LateNoticeTable, 'dueAt'> & { dueAt: number }

/** The notices due by `by` (ms) that come behind `after`, the oldest first: select … from lateNotice where dueAt <= $1 order by dueAt, request limit $2 */
export function dueLateNotices(
  db: Db,
  { by, after, limit }: { by: number; after: DueNotice | undefined; limit: number },
): Promise<DueNotice[]> {
  let page = db
    .selectFrom('lateNotice')
    .select(['request', 'since'])
    .select((eb) => eb.ref('dueAt').$notNull().as('dueAt'))
    .where('dueAt', 'is not', null)
    .where('dueAt', '<=', by)
  if (after) page = page.where(sql<boolean>`(dueAt, request) > (${after.dueAt}, ${after.request})`)
  return page.orderBy('dueAt').orderBy('request').limit(limit).execute()
}

/** Puts a notice off, or down as told (null); false where it was taken, or the step entered anew, meanwhile. */
export async function settleLateNotice(
  db: Db,
  { request, since, dueAt }: DueNotice,
  next: number | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lateNotice')
    .set({ dueAt: next })
    .where('request', '=', request)
    .where('since', '=', since)
    .where('dueAt', '=', dueAt)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
