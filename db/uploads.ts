import type { Kysely, Selectable } from 'kysely'
import type { Tables, UploadTable } from './tables.ts'

type Db = Kysely<Tables>
export type UploadRow = Selectable<UploadTable>

/** select * from upload where id = $1 */
export const findUpload = (db: Db, id: string): Promise<UploadRow | undefined> =>
  db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst()

/** insert into upload … */
export async function insertUpload(db: Db, row: UploadRow): Promise<void> {
  await db.insertInto('upload').values(row).execute()
}

/** update upload set touchedAt where id = $1 */
export async function touchUpload(db: Db, id: string, at: number): Promise<void> {
  await db.updateTable('upload').set({ touchedAt: at }).where('id', '=', id).execute()
}

/** update upload set sha256, problem, touchedAt where id = $1 */
export async function endUpload(
  db: Db,
  id: string,
  end: Pick<UploadRow, 'sha256' | 'problem' | 'touchedAt'>,
): Promise<void> {
  await db.updateTable('upload').set(end).where('id', '=', id).execute()
}

/** delete from upload where id = $1 */
export async function deleteUpload(db: Db, id: string): Promise<void> {
  await db.deleteFrom('upload').where('id', '=', id).execute()
}

export type OnTheirWay = { count: number; bytes: number }

/** How much is on its way: by a person, into an office or into a request. */
export async function onTheirWay(
  db: Db,
  column: 'person' | 'office' | 'request',
  value: string,
): Promise<OnTheirWay> {
  const { count, bytes } = await db
    .selectFrom('upload')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.sum<number | null>('size').as('bytes')])
    .where(column, '=', value)
    .where('sha256', 'is', null)
    .where('problem', 'is', null)
    .executeTakeFirstOrThrow()
  return { count: Number(count), bytes: Number(bytes ?? 0) }
}

/** The uploads that nothing came for since `before`, the oldest first. */
export const uploadsUntouchedSince = (db: Db, before: number, limit: number): Promise<{ id: string }[]> =>
  db
    .selectFrom('upload')
    .select('id')
    .where('touchedAt', '<=', before)
    .orderBy('touchedAt')
    .limit(limit)
    .execute()
