import { promises as fs } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import { PrakatSqliteDialect } from '../../db/sqlite-dialect.ts'
import type { Tables } from '../../db/tables.ts'

/** Tables with an office that is not first in their key, and why. */
const officeBehind: Record<string, string> = {
  request: 'read by its id alone in every event; its lists go by indexes that begin with the office',
  publication: 'written in the transaction of events; its lists go by indexes that begin with the office',
}

/** Tables whose rows name no office, and why. */
const officeless: Record<string, string> = {
  office: 'is the office',
  setting: 'is of the server',
  session: 'of a person, who may hold posts in several offices',
  signInAttempt: 'of whoever tries, before it is known who that is',
  idempotency: 'of a person and their client',
  holiday: 'of a scope: the nation, a region, a province or an office',
  file: 'named by its bytes; requestFile says in which office it is',
  fileReading: 'of a file',
  notification: 'of a person, in any office',
  unreadCount: 'of a person, in any office',
  newNotice: 'of a request, until it is filed',
  lateNotice: 'of a request, which names the office; read by its time over all offices',
  content: 'of a request, which names the office',
  event: 'of a request, which names the office; hashed as it stands',
  reminder: 'of a request, which names the office; read by its time over all offices',
  timer: 'of a request, which names the office; read by its time over all offices',
  figure: 'of a procedure, whose name begins with the office',
  newFigure: 'of a procedure, until it is counted',
  figureCount: 'of a procedure, whose name begins with the office',
  underived: 'a list of requests that are behind',
  searchedOtherwise: 'a list of requests that are behind',
  searchDocument: 'of a request; its number begins with that of the office',
  staleDocument: 'a list of documents that are behind; the numbers begin with that of the office',
  publicationDay: 'of a publication, which names the office',
  remoteItem: 'of an integration, which names the office',
  effectAttempt: 'of an effect, which names the office',
  effectNotice: 'of an effect, which names the office',
  placementCheck: 'of a placement, which names the office',
}

let sqlite: Sqlite.Database
let db: Kysely<Tables>
beforeEach(() => {
  sqlite = new Sqlite(':memory:')
  sqlite.pragma('foreign_keys = ON')
  db = new Kysely<Tables>({ dialect: new PrakatSqliteDialect(sqlite) })
})
afterEach(() => db.destroy())

const migrator = () =>
  new Migrator({
    db,
    provider: new FileMigrationProvider({
      fs,
      path,
      migrationFolder: fileURLToPath(new URL('../../db/migrations', import.meta.url)),
    }),
  })

async function migrateTo(name: string | undefined): Promise<void> {
  const { error } = await (name ? migrator().migrateTo(name) : migrator().migrateToLatest())
  if (error) throw error
}

type Column = { name: string; type: string; notnull: 0 | 1; pk: number }
const columnsOf = (table: string) => sqlite.pragma(`table_info(${table})`) as Column[]
const namesOf = (sql: string, ...given: string[]) =>
  sqlite
    .prepare(sql)
    .pluck()
    .all(...given) as string[]

/** The tables of the product; those that full-text search keeps for itself are left out. */
const tables = () =>
  namesOf(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
    AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'kysely_%' ORDER BY name`)

/** The columns of the primary key, and of every unique index over whole columns. */
function keysOf(table: string): string[][] {
  const primary = columnsOf(table).filter(({ pk }) => pk > 0)
  primary.sort((a, b) => a.pk - b.pk)
  const unique = namesOf('SELECT name FROM pragma_index_list(?) WHERE "unique" AND NOT partial', table)
  return [
    primary.map(({ name }) => name),
    ...unique.map((index) => namesOf('SELECT name FROM pragma_index_info(?)', index)),
  ]
}

describe('a table', () => {
  test('whose rows belong to an office names it first in a key, or says why not', async () => {
    await migrateTo(undefined)
    const all = tables().map((table) => ({
      table,
      hasOffice: columnsOf(table).some(({ name }) => name === 'office'),
      isFirst: keysOf(table).some(([first]) => first === 'office'),
    }))
    expect(all.length).toBeGreaterThan(50)
    const told = (found: typeof all) => found.map(({ table }) => table)
    expect(told(all.filter(({ hasOffice, isFirst }) => hasOffice && !isFirst))).toEqual(
      Object.keys(officeBehind).sort(),
    )
    expect(told(all.filter(({ hasOffice }) => !hasOffice))).toEqual(Object.keys(officeless).sort())
  })
})

describe('the migration that puts the office first', () => {
  const moved = [
    'appointment',
    'draft',
    'feedback',
    'move',
    'officeNotice',
    'placement',
    'scenario',
    'successor',
    'upload',
    'withheldVersion',
  ]
  const valid: Record<string, Record<string, string | number | null>> = {
    office: { digits: 'thai', site: '{}' },
    procedureVersion: { status: 'active' },
    request: { status: 'open' },
    publication: { endKind: null, endedAt: null },
    appointment: { capacity: 'holder' },
    move: { status: 'running' },
    placementCheck: { expected: 'there', found: 'gone' },
    upload: { problem: null },
    successor: { successor: 'publication 2' },
  }

  /** A row that fits its table: parents by their ids, which are the names of their tables. */
  function fill(table: string, id = table): void {
    const parents = new Map(
      (sqlite.pragma(`foreign_key_list(${table})`) as { from: string; table: string }[]).map((key) => [
        key.from,
        key.table,
      ]),
    )
    const row = columnsOf(table).map(({ name, type }) => {
      const given = valid[table]?.[name]
      if (given !== undefined) return given
      if (name === 'id' || name === 'hash') return id
      if (name === 'office' || name === 'groupId') return name
      return parents.get(name) ?? (type === 'INTEGER' ? 1 : name)
    })
    sqlite.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?')})`).run(...row)
  }
  const besides = () =>
    namesOf(
      `SELECT tbl_name || ' ' || sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL
        AND tbl_name IN (SELECT value FROM json_each(?)) ORDER BY 1`,
      JSON.stringify(moved),
    )
  const rows = () =>
    [...moved, 'placementCheck', 'office'].map((table) => sqlite.prepare(`SELECT * FROM ${table}`).all())

  test('keeps every row, index and trigger, and counts nothing anew', async () => {
    await migrateTo('2026-12-02-claims-listed-as-submitted')
    for (const parent of ['office', 'officeGroup', 'person', 'procedureVersion', 'request', 'publication'])
      fill(parent, parent === 'officeGroup' ? 'groupId' : parent)
    sqlite.exec(`INSERT INTO request SELECT 'request 2' AS id, ${listed('request')} FROM request`)
    sqlite.exec(
      `INSERT INTO publication SELECT 'publication 2', 'request 2', ${listed('publication', 2)} FROM publication`,
    )
    for (const table of [...moved, 'placementCheck']) fill(table)
    const [before, kept] = [rows(), besides()]
    expect(before.every((one) => one.length > 0)).toBe(true)
    await migrateTo('2026-12-03-rooms-office-first-keys')
    expect(rows()).toEqual(before)
    expect(besides()).toEqual(kept.filter((statement) => !statement.includes('uploadOfOffice')))
    expect(sqlite.pragma('foreign_key_check')).toEqual([])
    for (const table of moved) expect(keysOf(table)[0]?.[0]).toBe('office')
  })

  const listed = (table: string, from = 1) =>
    columnsOf(table)
      .slice(from)
      .map(({ name }) => name)
      .join()

  test('leaves an id the only one of all offices', async () => {
    await migrateTo(undefined)
    for (const table of moved.filter((name) => columnsOf(name).some((column) => column.name === 'id')))
      expect(keysOf(table)).toContainEqual(['id'])
  })
})

test('the migration that adds e-mail keeps what was due to other systems, with its attempts', async () => {
  await migrateTo('2026-12-08-content-searched-by-number')
  sqlite.exec(`INSERT INTO office (id, nameTh, nameEn, abbreviationTh, abbreviationEn, digits, categories, laws)
      VALUES ('office', '', '', '', '', 'thai', '[]', '[]');
    INSERT INTO integration VALUES ('office', 'one', 'webhook', 'name', 'url', 1, ',ended,', '{}', 'sealed', 1, 2);
    INSERT INTO effect (id, key, office, integration, what, at, dueAt, status, attempts, problem, settledAt)
      VALUES (7, 'key', 'office', 'one', 'test', 3, 4, 'dead', 5, 'problem', 6);
    INSERT INTO effectAttempt VALUES (7, 1, 3, 9, 500, 'problem')`)
  const rows = () =>
    ['integration', 'effect', 'effectAttempt'].map((table) => sqlite.prepare(`SELECT * FROM ${table}`).all())
  const [integrations, effects, attempts] = rows()
  await migrateTo(undefined)
  const withPerson = effects?.map((row) => ({ ...(row as object), person: null }))
  expect(rows()).toEqual([integrations, withPerson, attempts])
  expect(sqlite.pragma('foreign_key_check')).toEqual([])
})

test('the migration that has files read again leaves pictures and plain texts, and what was found until then', async () => {
  await migrateTo('2026-12-11-effects-unsettled')
  const documents = 'application/vnd.openxmlformats-officedocument'
  const types = [
    ...['application/pdf', 'image/jpeg', 'text/plain', 'application/vnd.oasis.opendocument.text'],
    ...[`${documents}.wordprocessingml.document`, `${documents}.spreadsheetml.sheet`],
  ]
  for (const [index, type] of types.entries()) {
    const sha256 = String(index).repeat(64)
    sqlite
      .prepare('INSERT INTO file (sha256, size, type, at, scan) VALUES (?, 1, ?, 1, ?)')
      .run(sha256, type, 'clean')
    sqlite.prepare("INSERT INTO fileReading VALUES (?, 1, 0, 3, 1, 1, '[]', '[1]', '[2]', '[3]')").run(sha256)
  }
  await migrateTo('2026-12-12-read-again')
  const again = { waiting: 1, tries: 0 }
  const left = { waiting: 0, tries: 3 }
  expect(sqlite.prepare('SELECT waiting, tries FROM fileReading ORDER BY sha256').all()).toEqual([
    ...[again, left, left, again, again, again],
  ])
  const found = sqlite.prepare('SELECT DISTINCT preview, findings, markings, pieces FROM fileReading').all()
  expect(found).toEqual([{ preview: 1, findings: '[1]', markings: '[2]', pieces: '[3]' }])
})
