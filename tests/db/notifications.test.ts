import { expect, test } from '@jest/globals'
import { type RawBuilder, sql } from 'kysely'
import { projectNotices } from '../../db/notifications.ts'
import type { Db } from '../../db/open.ts'
import { refreshStatistics } from '../../db/statistics.ts'
import { openStorage, writeRows } from '../support/storage.ts'

const step = 'certification'
const few = 20
const open = 20_000

test('work that is done is filed no more slowly however much other work is open', async () => {
  const storage = await openStorage()
  try {
    const { db } = storage
    await writeRows(db)
    await openWork(db, sql`i <= ${few}`)
    // A new office's statistics: SQLite counts anew only when the tables have grown for hours.
    await refreshStatistics({ db, reads: db })
    await openWork(db, sql`i > ${few}`)
    await sql`
      INSERT INTO newNotice (request, at, gone, notices)
      SELECT id, 5, ${JSON.stringify([step])}, '[]' FROM request WHERE id <> 'r' LIMIT 500`.execute(db)

    const before = process.cpuUsage()
    await db.transaction().execute((trx) => projectNotices(trx, 500))
    const { user } = process.cpuUsage(before)

    const read = await db
      .selectFrom('notification')
      .select('readAt')
      .where('readAt', 'is not', null)
      .execute()
    expect(read).toEqual(Array.from({ length: 500 }, () => ({ readAt: 5 })))
    expect(user / 1000).toBeLessThan(250)
  } finally {
    await storage.close()
  }
})

/** Requests that wait for a person, who was told so and has not read it. */
async function openWork(db: Db, which: RawBuilder<unknown>): Promise<void> {
  await sql`
    WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ${open})
    INSERT INTO request (id, office, groupId, owner, procedureHash, procedure, title, searchText, category, state,
      snapshot, steps, engine, status, waiting, revision, contentRevision, createdAt, updatedAt, updatedBy, since, draftOf)
      SELECT 'r' || i, office, groupId, owner, procedureHash, procedure, title, searchText, category,
      state, snapshot, steps, engine, status, waiting, revision, contentRevision, createdAt, updatedAt, updatedBy, since,
      draftOf FROM n JOIN request ON id = 'r' WHERE ${which}`.execute(db)
  await sql`
    INSERT INTO notification (id, person, request, messageTh, messageEn, at, readAt, step)
    SELECT 'n' || id, 'p', id, 'มีเรื่อง', 'Work', 1, NULL, ${step} FROM request
    WHERE id <> 'r' AND id NOT IN (SELECT request FROM notification)`.execute(db)
}
