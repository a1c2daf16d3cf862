import { type Kysely, type Selectable, sql } from 'kysely'
import type { ProcedureVersionTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type VersionRow = Omit<Selectable<ProcedureVersionTable>, 'layout'>
/** A version with the name of whoever made it, and how many requests that have not ended run on it. */
export type CountedVersionRow = Omit<VersionRow, 'json'> & {
  /** JSON. */
  order: string
  createdByName: string | null
  openRequests: number
}

const headColumns = [
  ...(['hash', 'procedure', 'office', 'version', 'status'] as const),
  ...(['createdAt', 'createdBy', 'activatedAt', 'effectiveAt', 'reasons'] as const),
]
const columns = [...headColumns, 'json' as const]

/** Every version of a procedure, newest first, without what it says; empty where there is no such procedure. */
export const versionsOf = (db: Db, procedure: string): Promise<CountedVersionRow[]> =>
  db
    .selectFrom('procedureVersion')
    .select(headColumns.map((column) => `procedureVersion.${column}` as const))
    .select(sql<string>`procedureVersion.json -> '$.order'`.as('order'))
    .select((eb) => [
      eb
        .selectFrom('person')
        .select('person.name')
        .whereRef('person.id', '=', 'procedureVersion.createdBy')
        .as('createdByName'),
      eb
        .selectFrom('request')
        .select(eb.fn.countAll<number>().as('count'))
        .whereRef('request.procedureHash', '=', 'procedureVersion.hash')
        .where('request.status', '!=', 'ended')
        .$asScalar()
        .$notNull()
        .as('openRequests'),
    ])
    .where('procedureVersion.procedure', '=', procedure)
    .orderBy('procedureVersion.version', 'desc')
    .execute()

export const findVersion = (db: Db, procedure: string, version: number): Promise<VersionRow | undefined> =>
  db
    .selectFrom('procedureVersion')
    .select(columns)
    .where('procedure', '=', procedure)
    .where('version', '=', version)
    .executeTakeFirst()

export const findActiveVersion = (db: Db, procedure: string): Promise<VersionRow | undefined> =>
  db
    .selectFrom('procedureVersion')
    .select(columns)
    .where('procedure', '=', procedure)
    .where('status', '=', 'active')
    .executeTakeFirst()

export const findVersionByHash = (db: Db, hash: string): Promise<VersionRow | undefined> =>
  db.selectFrom('procedureVersion').select(columns).where('hash', '=', hash).executeTakeFirst()

/** select hash, version from procedureVersion */
export const versionNumbers = (db: Db): Promise<{ hash: string; version: number }[]> =>
  db.selectFrom('procedureVersion').select(['hash', 'version']).execute()

/** select max(version) … ; 0 where there is none. */
export async function lastVersionNumber(db: Db, procedure: string): Promise<number> {
  const row = await db
    .selectFrom('procedureVersion')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('procedure', '=', procedure)
    .executeTakeFirst()
  return row?.version ?? 0
}

export async function insertVersion(db: Db, row: VersionRow): Promise<void> {
  await db
    .insertInto('procedureVersion')
    .values({ ...row, layout: null })
    .execute()
}

export async function setVersionStatus(
  db: Db,
  hash: string,
  change: Pick<VersionRow, 'status'> & Partial<Pick<VersionRow, 'activatedAt'>>,
): Promise<void> {
  await db.updateTable('procedureVersion').set(change).where('hash', '=', hash).execute()
}

/**
 * The scheduled versions whose day has come, in the order in which their orders take effect; of one day, the newest
 * last, so that it is the one that stays.
 */
export const dueVersions = (db: Db, now: number): Promise<VersionRow[]> =>
  db
    .selectFrom('procedureVersion')
    .select(columns)
    .where('status', '=', 'scheduled')
    .where('effectiveAt', '<=', now)
    .orderBy('effectiveAt')
    .orderBy('version')
    .execute()

/** select hash from procedureVersion where office = $1: all that an office ever had, and those to come */
export async function hashesOfOffice(db: Db, office: string): Promise<string[]> {
  const rows = await db.selectFrom('procedureVersion').select('hash').where('office', '=', office).execute()
  return rows.map(({ hash }) => hash)
}

/** The stored drawing of a version, as JSON; null where none is. */
export async function findLayout(db: Db, hash: string): Promise<string | null> {
  const row = await db
    .selectFrom('procedureVersion')
    .select('layout')
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row?.layout ?? null
}

/** update procedureVersion set layout = $2 where hash = $1 */
export async function setLayout(db: Db, hash: string, layout: string): Promise<void> {
  await db.updateTable('procedureVersion').set({ layout }).where('hash', '=', hash).execute()
}

/** Every version with what its hash names: select hash, json, procedure, version from procedureVersion */
export const allVersions = (db: Db): Promise<Pick<VersionRow, 'hash' | 'json' | 'procedure' | 'version'>[]> =>
  db.selectFrom('procedureVersion').select(['hash', 'json', 'procedure', 'version']).execute()

/** The procedure version that a request runs on. */
export const procedureOfRequest = (db: Db, request: string): Promise<{ json: string }> =>
  db
    .selectFrom('request')
    .innerJoin('procedureVersion', 'procedureVersion.hash', 'request.procedureHash')
    .select('procedureVersion.json')
    .where('request.id', '=', request)
    .executeTakeFirstOrThrow()

/** The procedures in force in an office. */
export const activeProcedures = (db: Db, office: string): Promise<{ json: string; version: number }[]> =>
  db
    .selectFrom('procedureVersion')
    .select(['json', 'version'])
    .where('office', '=', office)
    .where('status', '=', 'active')
    .orderBy('procedure')
    .execute()
