import type { Kysely, Selectable } from 'kysely'
import type { MoveTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type MoveRow = Selectable<MoveTable>
export type OlderRequest = {
  id: string
  title: string
  office: string
  steps: string
  procedureHash: string
  fromVersion: number
  revision: number
  updatedAt: number
  /** JSON, as it is stored. */
  snapshot: string
}

type Numbered = { procedure: string; version: number }

/** select … from request join procedureVersion … where version < $2 and status != 'ended' */
const older = (db: Db, { procedure, version }: Numbered) =>
  db
    .selectFrom('request')
    .innerJoin('procedureVersion', 'procedureVersion.hash', 'request.procedureHash')
    .select(['request.id', 'request.title', 'request.office', 'request.steps', 'request.procedureHash'])
    .select(['request.revision', 'request.updatedAt', 'request.snapshot'])
    .select('procedureVersion.version as fromVersion')
    .where('request.procedure', '=', procedure)
    .where('request.status', 'in', ['open', 'published'])
    .where('procedureVersion.version', '<', version)

/** The next requests, by id, that have not ended and run on an older version: … and id > $3 order by id limit $4 */
export const olderRequests = (
  db: Db,
  { after, limit, ...numbered }: Numbered & { after: string; limit: number },
): Promise<OlderRequest[]> =>
  older(db, numbered).where('request.id', '>', after).orderBy('request.id').limit(limit).execute()

/** One of them; undefined once it has ended or was moved. */
export const findOlderRequest = (
  db: Db,
  { id, ...numbered }: Numbered & { id: string },
): Promise<OlderRequest | undefined> => older(db, numbered).where('request.id', '=', id).executeTakeFirst()

export const findMove = (db: Db, id: string): Promise<MoveRow | undefined> =>
  db.selectFrom('move').selectAll().where('id', '=', id).executeTakeFirst()

/** The moves that were not finished, oldest first. */
export const runningMoves = (db: Db): Promise<MoveRow[]> =>
  db.selectFrom('move').selectAll().where('status', '=', 'running').orderBy('startedAt').execute()

export async function insertMove(db: Db, row: MoveRow): Promise<void> {
  await db.insertInto('move').values(row).execute()
}

export async function changeMove(db: Db, id: string, change: Partial<MoveRow>): Promise<void> {
  await db.updateTable('move').set(change).where('id', '=', id).execute()
}

/** update move set moved = moved + 1 where id = $1 */
export async function countMoved(db: Db, id: string): Promise<void> {
  await db
    .updateTable('move')
    .set((eb) => ({ moved: eb('moved', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
