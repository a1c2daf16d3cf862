import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { recordStanding } from '../../../api/offices/record-standing.ts'
import { notEvidence } from '../../../api/operations/not-evidence.ts'
import { verifyAll } from '../../../api/operations/verify-all.ts'
import { verifyStanding } from '../../../api/operations/verify-standing.ts'
import { type Db, openDatabase } from '../../../db/open.ts'
import { openReadOnly } from '../../../db/open-read-only.ts'
import { standingColumns, standingTables } from '../../../db/standing.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'

let office: Office
let directory: string
let file: Sqlite.Database
let reads: Db

/** Tables of SQLite itself, of Kysely, and those in which an index of search keeps itself. */
const isOfTool = (table: string) =>
  /^(sqlite_|kysely_)/.test(table) || /^(requestSearch|publicationSearch)_|Trigram$/.test(table)
type Column = { name: string; type: string; pk: number; notnull: number }
const columnsOf = (table: string) => file.pragma(`table_info("${table}")`) as Column[]
const tables = () =>
  (file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[]).filter(
    (table) => !isOfTool(table),
  )

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'prakat-columns-'))
  office = await startOffice()
  const { request } = await publish(office, { until: '2027-06-30' })
  await publish(office, { until: '2027-06-30' })
  office.clock.advance(60_000)
  await take(office, request, 'cmi4.webmaster', {
    ...{ type: 'TAKE_DOWN', reasons: { grounds: [], text: 'ข้อมูลล้าสมัย' } },
  })
  const path = join(directory, 'copy.sqlite')
  await sql`vacuum into ${path}`.execute(office.deps.db)
  file = new Sqlite(path)
  file.pragma('foreign_keys = OFF')
  file.pragma('ignore_check_constraints = ON')
  for (const table of standingTables) fill(table)
  file.close()
  const db = await openDatabase(path)
  for (const table of standingTables) await recordStanding(db, 'cmi4', [table], office.clock.now())
  await db.destroy()
  file = new Sqlite(path)
  file.pragma('foreign_keys = OFF')
  file.pragma('ignore_check_constraints = ON')
  const triggers = file.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all()
  for (const name of triggers) file.exec(`DROP TRIGGER "${name}"`)
  reads = openReadOnly(path)
})
afterAll(async () => {
  await reads?.destroy()
  file?.close()
  await office.close()
  rmSync(directory, { recursive: true })
})

/** Gives a table a row of the office where it has none. */
function fill(table: string) {
  const where = table === 'holiday' ? '1' : table === 'office' ? "id = 'cmi4'" : "office = 'cmi4'"
  if (file.prepare(`SELECT 1 FROM "${table}" WHERE ${where}`).get() !== undefined) return
  const values = columnsOf(table).map(({ name, type }) => {
    if (name === 'office') return 'cmi4'
    if (name === 'sha256') return createHash('sha256').update('x').digest('hex')
    return /INT/.test(type) ? 1 : /BLOB/.test(type) ? Buffer.from('x') : '{}'
  })
  file.prepare(`INSERT INTO "${table}" VALUES (${values.map(() => '?').join()})`).run(...values)
}

const reasonFor = (table: string, column: string): string | undefined => {
  const reasons = notEvidence[table]
  return typeof reasons === 'string' ? reasons : reasons?.[column]
}
const vouched = (table: string): readonly string[] =>
  (standingColumns as Record<string, readonly string[]>)[table] ?? []

/** Changes one value of one row, asks, and puts it back. */
async function whenChanged<Found>(table: string, { name, type }: Column, ask: () => Promise<Found>) {
  const isOfOffice = vouched(table).length > 0 && table !== 'holiday' && table !== 'office'
  const row = file
    .prepare(
      `SELECT * FROM "${table}" ${isOfOffice ? "WHERE office = 'cmi4'" : ''} ORDER BY "${name}" IS NULL LIMIT 1`,
    )
    .get() as Record<string, unknown> | undefined
  if (!row) return undefined
  const value = row[name]
  const other = /INT/.test(type)
    ? Number(value ?? 0) + 7
    : /BLOB/.test(type)
      ? Buffer.from('other')
      : `${value ?? ''}~${Math.random().toString(36).slice(2)}`
  const inKey = columnsOf(table).filter(({ pk }) => pk > 0)
  const keys = inKey.length > 0 ? inKey : columnsOf(table)
  const set = (to: unknown, from: Record<string, unknown>) => {
    const { changes } = file
      .prepare(
        `UPDATE "${table}" SET "${name}" = ? WHERE ${keys.map((key) => `"${key.name}" IS ?`).join(' AND ')}`,
      )
      .run(to, ...keys.map((key) => from[key.name]))
    expect([table, name, changes > 0]).toEqual([table, name, true])
  }
  set(other, row)
  try {
    return await ask()
  } finally {
    set(value, { ...row, [name]: other })
  }
}

test('every column of every table is tried, or said not to be evidence, with a reason; and no reason is of what is not there', () => {
  const there = new Map(tables().map((table) => [table, columnsOf(table).map(({ name }) => name)]))
  for (const [table, reasons] of Object.entries(notEvidence)) {
    expect([table, there.has(table)]).toEqual([table, true])
    for (const column of typeof reasons === 'string' ? [] : Object.keys(reasons))
      expect(there.get(table)).toContain(column)
  }
  expect(there.size).toBeGreaterThan(50)
})

test('nothing is found where nothing was changed', async () => {
  expect(
    (await verifyAll(reads, [], office.clock.now())).differences.filter(
      (what) => !/rows refer to|counts|kept as/.test(what),
    ),
  ).toEqual([])
})

describe('a change is found', () => {
  test.each(standingTables.map((table) => [table]))(
    'of %s, in each column for which the log vouches',
    async (table) => {
      const missed: string[] = []
      for (const column of columnsOf(table).filter(({ name }) => vouched(table).includes(name))) {
        expect(await verifyStanding(reads)).toEqual([])
        const told = await whenChanged(table, column, () => verifyStanding(reads))
        if (told === undefined || told.length === 0) missed.push(column.name)
      }
      expect(missed).toEqual([])
    },
  )

  test('in every other column of every table that has rows', async () => {
    const before = new Set((await verifyAll(reads, [], office.clock.now())).differences)
    const missed: string[] = []
    const empty = new Set<string>()
    let tried = 0
    for (const table of tables())
      for (const column of columnsOf(table)) {
        // The length of a file is compared with its bytes where they lie, in verify-files.test.ts.
        if (table === 'file' && column.name === 'size') continue
        if (vouched(table).includes(column.name) || reasonFor(table, column.name)) continue
        const told = await whenChanged(table, column, async () => {
          try {
            return (await verifyAll(reads, [], office.clock.now())).differences.filter(
              (one) => !before.has(one),
            )
          } catch (error) {
            return [String(error)]
          }
        })
        if (told === undefined) empty.add(table)
        tried += 1
        // The watch over tests ends one that never gives the event loop back.
        await turn()
        if (told !== undefined && told.length === 0) missed.push(`${table}.${column.name}`)
      }
    expect(missed).toEqual([])
    // Addresses are what the tests of mail change.
    expect([...empty].sort()).toEqual(['personMail'])
    expect(tried).toBeGreaterThan(90)
  }, 600_000)
})
