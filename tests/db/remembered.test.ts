import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Db, openDatabase } from '../../db/open.ts'
import { remembered } from '../../db/remembered.ts'
import { setSetting } from '../../db/settings.ts'
import { adapterOf } from '../../db/sqlite-dialect.ts'

let db: Db
beforeEach(async () => {
  db = await openDatabase(':memory:')
})
afterEach(() => db.destroy())

test('what is remembered, sessions among it, is bounded: the first is forgotten, and is read once more', async () => {
  const reads: string[] = []
  const read = async (_: Db, id: string) => {
    reads.push(id)
    return id
  }
  const session = remembered(['setting'], read)
  for (let number = 0; number < 2500; number += 1) await session(db, `s${number}`)
  expect(reads).toHaveLength(2500)
  expect(adapterOf(db).remembered.get(read)?.size).toBe(2000)
  await session(db, 's2499')
  expect(reads).toHaveLength(2500)
  await session(db, 's0')
  expect(reads).toHaveLength(2501)
  expect(adapterOf(db).remembered.get(read)?.size).toBe(2000)
  // And nothing outlives a change.
  await setSetting(db, 'k', 'v')
  await session(db, 's2499')
  expect(reads).toHaveLength(2502)
})
