import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { findKey, insertKey } from '../../db/idempotency.ts'
import { up } from '../../db/migrations/2026-12-01-lead-idempotency-digest.ts'
import { type Db, openDatabase } from '../../db/open.ts'

let db: Db
beforeEach(async () => {
  db = await openDatabase(':memory:')
})
afterEach(() => db.destroy())

const row = { person: 'p', key: 'k', requestHash: 'h', request: 'r', seq: 3, at: 1 }

describe('a key of Idempotency-Key', () => {
  test('is noted once for a person, and found by that person alone', async () => {
    expect(await insertKey(db, row)).toBe(true)
    expect(await insertKey(db, { ...row, requestHash: 'other' })).toBe(false)
    expect(await insertKey(db, { ...row, person: 'q', seq: 4 })).toBe(true)
    expect(await findKey(db, row)).toEqual({ requestHash: 'h', request: 'r', seq: 3 })
    expect((await findKey(db, { ...row, person: 'q' }))?.seq).toBe(4)
    expect(await findKey(db, { ...row, key: 'K' })).toBeUndefined()
  })

  test('that was noted before keys were found by their digests is found', async () => {
    await sql`DROP TABLE idempotency`.execute(db)
    await sql`CREATE TABLE idempotency (
      person TEXT NOT NULL, key TEXT NOT NULL, requestHash TEXT NOT NULL, request TEXT NOT NULL, seq INTEGER NOT NULL,
      at INTEGER NOT NULL, PRIMARY KEY (person, key)) STRICT, WITHOUT ROWID`.execute(db)
    await sql`INSERT INTO idempotency VALUES ('p', 'k', 'h', 'r', 3, 1), ('q', 'k', 'h', 'r', 4, 2)`.execute(
      db,
    )
    await up(db as never)
    expect(await findKey(db, row)).toEqual({ requestHash: 'h', request: 'r', seq: 3 })
    expect(await insertKey(db, { ...row, person: 'q' })).toBe(false)
  })
})
