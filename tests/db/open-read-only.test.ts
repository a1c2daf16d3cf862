import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { openReadOnly } from '../../db/open-read-only.ts'
import { openStorage, writeRows } from '../support/storage.ts'

let storage: Awaited<ReturnType<typeof openStorage>>
let reads: Db
beforeEach(async () => {
  storage = await openStorage()
  reads = openReadOnly(storage.file)
  await writeRows(storage.db, 'first')
})
afterEach(async () => {
  await reads.destroy()
  await storage.close()
})

const idsIn = async (db: Db) =>
  (await db.selectFrom('request').select('id').orderBy('id').execute()).map(({ id }) => id)

test('a reader sees what was committed, at once', async () => {
  expect(await idsIn(reads)).toEqual(['first'])
  await writeRows(storage.db, 'second')
  expect(await idsIn(reads)).toEqual(['first', 'second'])
})

test('a long read lets a write pass, and does not see it before it ends', async () => {
  await sql`begin deferred`.execute(reads)
  expect(await idsIn(reads)).toEqual(['first'])
  // If the writer had to wait for the reader it would fail here: both are this one thread.
  await writeRows(storage.db, 'second')
  expect(await idsIn(reads)).toEqual(['first'])
  await sql`commit`.execute(reads)
  expect(await idsIn(reads)).toEqual(['first', 'second'])
})

test('a long write lets a read pass, which does not see it before it is committed', async () => {
  const trx = await storage.db.startTransaction().execute()
  await writeRows(trx, 'second')
  expect(await idsIn(reads)).toEqual(['first'])
  await trx.commit().execute()
  expect(await idsIn(reads)).toEqual(['first', 'second'])
})

test('what is written on it is refused', async () => {
  await expect(reads.deleteFrom('event').execute()).rejects.toMatchObject({ code: 'SQLITE_READONLY' })
  await expect(sql`create temp table t (x)`.execute(reads)).rejects.toMatchObject({ code: 'SQLITE_READONLY' })
})
