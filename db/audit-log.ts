import type { Kysely } from 'kysely'
import type { OfficeEventTable, Tables } from './tables.ts'

type Db = Kysely<Tables>

/** select * from officeEvent where office = $1 order by seq desc limit 1 */
export const findLastOfficeEvent = (db: Db, office: string): Promise<OfficeEventTable | undefined> =>
  db
    .selectFrom('officeEvent')
    .selectAll()
    .where('office', '=', office)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()

export async function insertOfficeEvent(db: Db, event: OfficeEventTable): Promise<void> {
  await db.insertInto('officeEvent').values(event).execute()
}

/** The newest events of an office below `below` (all where it is undefined), at most `limit`, newest first. */
export function pageOfOfficeEvents(
  db: Db,
  office: string,
  { below, limit }: { below: number | undefined; limit: number },
): Promise<OfficeEventTable[]> {
  let found = db.selectFrom('officeEvent').selectAll().where('office', '=', office)
  if (below !== undefined) found = found.where('seq', '<', below)
  return found.orderBy('seq', 'desc').limit(limit).execute()
}

/** What one person did of one kind in an office since `since` (ms), newest first. */
export const officeEventsBy = (
  db: Db,
  { office, type, actor, since }: { office: string; type: string; actor: string; since: number },
): Promise<OfficeEventTable[]> =>
  db
    .selectFrom('officeEvent')
    .selectAll()
    .where('office', '=', office)
    .where('type', '=', type)
    .where('actor', '=', actor)
    .where('at', '>', since)
    .orderBy('seq', 'desc')
    .execute()

/** The entry that says that a draft was activated, if it was. Drafts are named by random ids, so one entry has it. */
export async function findActivationOf(db: Db, draft: string): Promise<OfficeEventTable | undefined> {
  const events = await db
    .selectFrom('officeEvent')
    .selectAll()
    .where('type', '=', 'draft.activated')
    .orderBy('at', 'desc')
    .execute()
  return events.find(({ before }) => (JSON.parse(before) as { draft: string }).draft === draft)
}
