import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { deriveOldRequests } from '../../../api/requests/derive.ts'
import { openDatabase } from '../../../db/open.ts'
import { projectAll } from '../../../db/projections.ts'
import { hashOf } from '../../../machines/hash/canonical.ts'
import { eventHash, type HashedEvent, noHash } from '../../../machines/hash/event-hash.ts'
import { marks, type Template } from './templates.ts'

/**
 * Writes many requests straight into the product's database: the rows of the templates under new ids, words and times,
 * chained with the product's own hashes, so that `npm run verify` passes. The only file of the bench that knows how the
 * product stores. What only charts can tell is derived by the product's own code, as after an upgrade.
 */

type Value = string | number | null
type Row = Record<string, Value>
/** A text in pieces, every second of which is a mark; or a value that is the same for all. */
type Column = { name: string; pieces: string[] } | { name: string; value: Value }
type Pattern = { table: string; columns: Column[] }
type Prepared = { open: boolean; times: number[]; hashes: string[]; id: string; rows: Pattern[] }

export type Bulk = { requests: number; publications: string[] }

const dayMs = 86_400_000
const years = 3
const words = ['รายงานผล', 'แผนปฏิบัติการ', 'ประกาศผล', 'จัดซื้อจัดจ้าง', 'รับสมัคร', 'ประชุมสัมมนา', 'งบทดลอง']
/** From one event of a request to its next. */
const pause = 7 * 3_600_000

/**
 * The keys of clients that repeat what they sent (each is for one answer, and forgotten after a week); and what triggers
 * or the product's start derive from the other rows.
 */
const leftOut = new Set(['idempotency', 'asked', 'figure', 'newFigure', 'searchDocument', 'underived'])

const databaseOf = (data: string) => join(data, 'prakat.sqlite')
const endOfBangkokDay = (day: string) => Date.parse(`${day}T00:00:00Z`) + dayMs - 7 * 3_600_000

/**
 * Adds so many requests to the database of a product that does not run, over the last three years, in the shares of the
 * templates; with `only`, of that kind alone. `untilDay` is the last day of what is published.
 */
export async function writeRequests(
  data: string,
  templates: Template[],
  given: { count: number; only?: string; untilDay?: string },
): Promise<Bulk> {
  await bringUpToDate(data)
  const sqlite = new Sqlite(databaseOf(data))
  // Nobody else has it open, and what fails is thrown away whole.
  sqlite.pragma('journal_mode = OFF')
  sqlite.pragma('synchronous = OFF')
  sqlite.pragma('cache_size = -200000')
  const chosen = templates.filter(({ name }) => given.only === undefined || name === given.only)
  const prepared = chosen.map((template) => prepare(sqlite, template))
  const inserts = new Map<string, Sqlite.Statement>()
  const insert = (table: string, row: Row) => {
    const names = Object.keys(row)
    const statement =
      inserts.get(table) ??
      sqlite.prepare(
        `INSERT INTO "${table}" (${names.map((name) => `"${name}"`)}) VALUES (${names.map(() => '?')})`,
      )
    inserts.set(table, statement)
    statement.run(Object.values(row))
  }
  const underive = sqlite.prepare('INSERT INTO underived (request) VALUES (?)')
  const publications: string[] = []
  const next = inShares(chosen)
  const { untilDay = marks.untilDay } = given
  const now = Date.now()
  sqlite.transaction(() => {
    for (let number = 0; number < given.count; number += 1) {
      const template = prepared[next()] as Prepared
      // What is open began in the last month; the rest over the years, and ended a week ago at the latest.
      const span = template.open ? 30 * dayMs : years * 365 * dayMs
      const latest = now - template.times.length * pause
      const begin = Math.floor(latest - span * (1 - number / given.count))
      const replaced = marksOf(template, { number, begin, untilDay })
      const published = writeOne(template, replaced, insert)
      underive.run(replaced.get(template.id))
      if (published !== undefined) publications.push(published)
    }
  })()
  sqlite.pragma('journal_mode = WAL')
  sqlite.close()
  await bringUpToDate(data)
  return { requests: given.count, publications }
}

/** As a start of the product does: what follows the events in batches stands in its own tables then. */
async function bringUpToDate(data: string): Promise<void> {
  const db = await openDatabase(databaseOf(data))
  await deriveOldRequests(db)
  await projectAll(db)
  await db.destroy()
}

/** Lets every timer of the directory's product, which does not run, fall due at one moment (ms). */
export function setTimers(data: string, at: number): number {
  const sqlite = new Sqlite(databaseOf(data))
  const { changes } = sqlite.prepare('UPDATE timer SET dueAt = ?').run(at)
  sqlite.close()
  return changes
}

/** Asks a running product's database how many timers are due and not yet taken; `close` when done. */
export function watchTimers(data: string): { due: () => number; close: () => void } {
  const sqlite = new Sqlite(databaseOf(data), { readonly: true })
  const count = sqlite.prepare('SELECT count(*) FROM timer WHERE dueAt <= ?').pluck()
  return { due: () => count.get(Date.now()) as number, close: () => sqlite.close() }
}

/** Lets a running product make every public page of an office anew, as a publication does; `close` when done. */
export function renewingPages(data: string, office: string): { renew: () => void; close: () => void } {
  const sqlite = new Sqlite(databaseOf(data), { timeout: 5000 })
  const renew = sqlite.prepare('UPDATE office SET publicRevision = publicRevision + 1 WHERE id = ?')
  return { renew: () => void renew.run(office), close: () => sqlite.close() }
}

/** The rows of a template's request in every table that has some, its own first; its events in their order. */
function prepare(sqlite: Sqlite.Database, { id, open }: Template): Prepared {
  const tables = sqlite
    .prepare(
      "SELECT m.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'request'",
    )
    .pluck()
    .all() as string[]
  const rowsOf = (table: string, column: string) =>
    (sqlite.prepare(`SELECT * FROM "${table}" WHERE "${column}" = ?`).all(id) as Row[])
      .toSorted((a, b) => Number(a.seq ?? a.revision ?? 0) - Number(b.seq ?? b.revision ?? 0))
      .map((row) => ({ table, row }))
  // Contents before events: these name their hashes.
  const rest = tables
    .filter((table) => !leftOut.has(table))
    .toSorted()
    .flatMap((table) => rowsOf(table, 'request'))
  const rows = [...rowsOf('request', 'id'), ...rest]
  const times = rest.filter(({ table }) => table === 'event').map(({ row }) => row.at as number)
  if (new Set(times).size !== times.length) throw new Error('Two events of a template have the same time')
  const hashes = rest.filter(({ table }) => table === 'content').map(({ row }) => row.sha256 as string)
  const until = String(endOfBangkokDay(marks.untilDay))
  const all = [id, ...times.map(String), ...hashes, until, ...Object.values(marks)]
  const mark = new RegExp(`(${all.join('|')})`)
  return {
    ...{ open, times, hashes, id },
    rows: rows.map(({ table, row }) => ({
      table,
      columns: Object.entries(row).map(([name, value]): Column => {
        const pieces = value === null ? [] : String(value).split(mark)
        return pieces.length > 1 ? { name, pieces } : { name, value }
      }),
    })),
  }
}

function marksOf(
  { id, times }: Prepared,
  { number, begin, untilDay }: { number: number; begin: number; untilDay: string },
): Map<string, string> {
  return new Map([
    [id, randomUUID()],
    ...times.map((time, index): [string, string] => [String(time), String(begin + index * pause)]),
    [marks.number, `n${String(number).padStart(7, '0')}`],
    [marks.word, words[number % words.length] ?? ''],
    [marks.untilDay, untilDay],
    [String(endOfBangkokDay(marks.untilDay)), String(endOfBangkokDay(untilDay))],
  ])
}

/** Writes one request; answers the id of its publication, if it is public now. */
function writeOne(
  { rows }: Prepared,
  replaced: Map<string, string>,
  insert: (table: string, row: Row) => void,
): string | undefined {
  let previousHash = noHash
  let published: string | undefined
  for (const { table, columns } of rows) {
    const row: Row = {}
    for (const column of columns)
      row[column.name] = 'pieces' in column ? written(column.pieces, replaced) : column.value
    if (table === 'content') {
      const sha256 = hashOf(JSON.parse(row.json as string))
      replaced.set(row.sha256 as string, sha256)
      row.sha256 = sha256
    }
    if (table === 'event') {
      row.previousHash = previousHash
      row.hash = previousHash = eventHash(row as unknown as HashedEvent)
    }
    if (table === 'publication' || table === 'notification') row.id = randomUUID()
    if (table === 'publication' && row.endedAt === null) published = row.id as string
    insert(table, row)
  }
  return published
}

function written(pieces: string[], replaced: Map<string, string>): Value {
  const text = pieces
    .map((piece, index) => (index % 2 === 1 ? (replaced.get(piece) ?? piece) : piece))
    .join('')
  // A column that is nothing but a time is a number.
  return pieces.length === 3 && pieces[0] === '' && pieces[2] === '' && /^\d{13}$/.test(text)
    ? Number(text)
    : text
}

/** Which template comes next, so that each has its share and they come mixed. */
function inShares(templates: Template[]): () => number {
  const given = templates.map(() => 0)
  return () => {
    const weights = templates.map(({ share }, index) => ((given[index] ?? 0) + 1) / share)
    const next = weights.indexOf(Math.min(...weights))
    given[next] = (given[next] ?? 0) + 1
    return next
  }
}
