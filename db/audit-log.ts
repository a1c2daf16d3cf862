import { type Kysely, type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import type { OfficeEventTable, OfficeFactTable, Tables } from './tables.ts'

type Db = Kysely<Tables>

/** An entry of a log; `named` is JSON of what it says of persons, which stands in rows of its own, by number. */
export type StoredEntry = Selectable<OfficeEventTable> & { named: string }

/** select * from officeEvent where office = $1 order by seq desc limit 1 */
export const findLastOfficeEvent = (
  db: Db,
  office: string,
): Promise<Selectable<OfficeEventTable> | undefined> =>
  db
    .selectFrom('officeEvent')
    .selectAll()
    .where('office', '=', office)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()

/** insert into officeEvent …, insert into officeFact … */
export async function insertOfficeEvent(
  db: Db,
  event: Selectable<OfficeEventTable>,
  facts: readonly Pick<OfficeFactTable, 'number' | 'person' | 'json' | 'salt'>[],
): Promise<void> {
  await db.insertInto('officeEvent').values(event).execute()
  const { office, seq } = event
  // One by one: SQLite takes no more than 32,766 values, and the first entry of an office names everybody.
  for (const fact of facts)
    await db
      .insertInto('officeFact')
      .values({ ...fact, office, seq, erased: null })
      .execute()
}

/** Entries with what they say of persons, in one statement, since verification reads them row by row. */
export const entries = (db: Db): SelectQueryBuilder<Tables, 'officeEvent', StoredEntry> =>
  db
    .selectFrom('officeEvent')
    .selectAll('officeEvent')
    .select(
      sql<string>`(SELECT coalesce(json_group_array(json_object(
        'number', number, 'person', person, 'json', json, 'salt', salt, 'erased', erased)), '[]')
        FROM (SELECT * FROM officeFact f WHERE f.office = officeEvent.office AND f.seq = officeEvent.seq
          ORDER BY number))`.as('named'),
    )

/** The newest events of an office below `below` (all where it is undefined), at most `limit`, newest first. */
export function pageOfOfficeEvents(
  db: Db,
  office: string,
  { below, limit }: { below: number | undefined; limit: number },
): Promise<StoredEntry[]> {
  let found = entries(db).where('office', '=', office)
  if (below !== undefined) found = found.where('seq', '<', below)
  return found.orderBy('seq', 'desc').limit(limit).execute()
}

/** The entries of one kind in an office's log after its entry `after`, oldest first. */
export const officeEventsAfter = (
  db: Db,
  { office, type, after }: { office: string; type: string; after: number },
): Promise<StoredEntry[]> =>
  entries(db)
    .where('office', '=', office)
    .where('type', '=', type)
    .where('seq', '>', after)
    .orderBy('seq')
    .execute()

/** What one person did of one kind in an office since `since` (ms), newest first. */
export const officeEventsBy = (
  db: Db,
  { office, type, actor, since }: { office: string; type: string; actor: string; since: number },
): Promise<Selectable<OfficeEventTable>[]> =>
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
export async function findActivationOf(db: Db, draft: string): Promise<StoredEntry | undefined> {
  const events = await entries(db).where('type', '=', 'draft.activated').orderBy('at', 'desc').execute()
  return events.find(({ before }) => (JSON.parse(before) as { draft: string }).draft === draft)
}

/** Every change of the settings of an office, in the order of its log. */
export const settingChanges = (db: Db) =>
  db
    .selectFrom('officeEvent')
    .select(['office', 'after'])
    .where('type', '=', 'office.changed')
    .orderBy('office')
    .orderBy('seq')
    .execute()

/** Every order to erase personal data, in the order of the logs. */
export const erasureEntries = (db: Db) =>
  db
    .selectFrom('officeEvent')
    .select(['hash', 'at', 'after'])
    .where('type', '=', 'personal.erased')
    .orderBy('at')
    .orderBy('seq')
    .execute()

/** When (ms) what these entries order was erased, by the hash of the entry. */
export async function erasuresBy(db: Db, hashes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (hashes.length === 0) return new Map()
  const rows = await db
    .selectFrom('officeEvent')
    .select(['hash', 'at'])
    .where('hash', 'in', [...new Set(hashes)])
    .execute()
  return new Map(rows.map(({ hash, at }) => [hash, at]))
}
