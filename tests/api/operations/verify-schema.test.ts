import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { verifySchema } from '../../../api/operations/verify-schema.ts'
import { openDatabase } from '../../../db/open.ts'

const directory = mkdtempSync(join(tmpdir(), 'prakat-schema-'))
afterAll(() => rmSync(directory, { recursive: true }))

let count = 0
/** What is told of a database in which `statements` were run. */
async function told(...statements: string[]): Promise<string[]> {
  const db = await openDatabase(join(directory, `${++count}.sqlite`))
  try {
    for (const statement of statements) await sql.raw(statement).execute(db)
    return await verifySchema(db)
  } finally {
    await db.destroy()
  }
}

test('nothing is told of what this edition made', async () => {
  expect(await told()).toEqual([])
  expect(await told('ANALYZE')).toEqual([])
})

test('nor of a database that an earlier edition made and this one migrated', async () => {
  const file = join(directory, 'earlier.sqlite')
  const earlier = new URL('before-2026-11-29.sqlite.br', import.meta.url)
  writeFileSync(file, brotliDecompressSync(readFileSync(earlier)))
  const db = await openDatabase(file)
  expect(await verifySchema(db)).toEqual([])
  await db.destroy()
})

test('a trigger that was taken off is missed, by which the log could be changed', async () => {
  expect(await told('DROP TRIGGER officeEventUnchanged')).toEqual([
    'schema: the trigger officeEventUnchanged is missing',
  ])
})

test('a trigger that somebody put there is told of, before it has done anything', async () => {
  const forged = `CREATE TRIGGER forged AFTER INSERT ON event BEGIN UPDATE office SET nameTh = 'ปลอม'; END`
  expect(await told(forged)).toEqual(['schema: the trigger forged is none of this edition'])
})

test('one that does something else under its name is told of, and so is a table with another column', async () => {
  const forged = 'CREATE TRIGGER officeEventUnchanged BEFORE UPDATE ON officeEvent BEGIN SELECT 1; END'
  expect(
    await told('DROP TRIGGER officeEventUnchanged', forged, 'ALTER TABLE setting ADD COLUMN more TEXT'),
  ).toEqual([
    'schema: the table setting is not as this edition makes it',
    'schema: the trigger officeEventUnchanged is not as this edition makes it',
  ])
})
