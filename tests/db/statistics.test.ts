import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { openReadOnly } from '../../db/open-read-only.ts'
import { refreshStatistics } from '../../db/statistics.ts'
import { openStorage, writeRows } from '../support/storage.ts'

let storage: Awaited<ReturnType<typeof openStorage>>
let reads: Db
beforeEach(async () => {
  storage = await openStorage()
  reads = openReadOnly(storage.file)
})
afterEach(async () => {
  await reads.destroy()
  await storage.close()
})

async function planOf(db: Db): Promise<string> {
  const { rows } = await sql<{ detail: string }>`
    EXPLAIN QUERY PLAN SELECT * FROM request WHERE id IN (SELECT value FROM json_each('["5"]'))`.execute(db)
  return rows[0]?.detail ?? ''
}

test('a table that has grown is no longer read whole, on the connection that reads alone either', async () => {
  for (let number = 0; number < 50; number += 1) await writeRows(storage.db, String(number))
  await refreshStatistics({ db: storage.db, reads })
  for (const db of [storage.db, reads]) expect(await planOf(db)).toMatch(/^SCAN request/)

  await storage.db.transaction().execute(async (trx) => {
    for (let number = 50; number < 2000; number += 1) await writeRows(trx, String(number))
  })
  await refreshStatistics({ db: storage.db, reads })
  for (const db of [storage.db, reads]) expect(await planOf(db)).toMatch(/^SEARCH request USING INDEX/)
})
