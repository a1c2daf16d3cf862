import type Sqlite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely'
import { TableVersions } from './table-versions.ts'

/** Queries with lists of values have many texts; beyond this the statement that was made first is forgotten. */
const maxKept = 500

/**
 * Kysely's SQLite dialect, but for four things. Prepared statements are kept by their SQL: preparing anew was a quarter
 * of an event's CPU. Transactions begin IMMEDIATE: with a deferred one, two processes that both read and then write fail
 * with SQLITE_BUSY although each would wait for the other. Writes are counted by table (`TableVersions`). And commits can be checked (`checkCommits`).
 */
export class PrakatSqliteDialect extends SqliteDialect {
  readonly #database: KeptStatements
  readonly #adapter = new PrakatSqliteAdapter()
  constructor(sqlite: Sqlite.Database) {
    const database = new KeptStatements(sqlite, maxKept)
    super({ database })
    this.#database = database
    database.versions = this.#adapter.versions
    const elsewhere = sqlite.prepare('PRAGMA data_version').pluck()
    this.#adapter.run = (sql, parameters) => resultOf(database.prepare(sql), parameters)
    this.#adapter.writtenElsewhere = oncePerTurn(() => elsewhere.get() as number)
  }
  /** `check` runs before and after whatever is written is committed, and fails it by throwing. */
  checkCommits(check: () => void): void {
    this.#database.checkCommit = check
  }
  override createAdapter(): PrakatSqliteAdapter {
    return this.#adapter
  }
  override createDriver(): SqliteDriver {
    return new ImmediateDriver({ database: this.#database })
  }
}

/** What Kysely's own connection answers. */
function resultOf<Row>(statement: SqliteStatement, parameters: readonly unknown[]): QueryResult<Row> {
  if (statement.reader) return { rows: statement.all(parameters) as Row[] }
  const { changes, lastInsertRowid } = statement.run(parameters)
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
}

/** Outside a transaction SQLite locks the file to answer; what others write is noticed in the next turn at the latest. */
function oncePerTurn(read: () => number): () => number {
  let known: number | undefined
  const forget = () => {
    known = undefined
  }
  return () => {
    if (known === undefined) {
      known = read()
      setImmediate(forget)
    }
    return known
  }
}

export type Remembered = { version: number; elsewhere: number; value: unknown }

/** What is known of one database beside its rows; found again from any transaction on it. */
export class PrakatSqliteAdapter extends SqliteAdapter {
  readonly versions = new TableVersions()
  /** Runs a statement on the one connection at once: only for who holds it (`statement`). */
  run: <Row>(sql: string, parameters: readonly unknown[]) => QueryResult<Row> = () => ({ rows: [] })
  /** A number that changes when another connection has written to the file. */
  writtenElsewhere: () => number = () => 0
  /** Queries compiled once (`statement`), by the function that builds them. */
  readonly compiled = new Map<object, CompiledQuery>()
  /** What was read and is remembered (`remembered`), by the function that reads it. */
  readonly remembered = new Map<object, Map<string, Remembered>>()
}

/** The adapter of this database; throws for one that `openDatabase` did not open. */
export function adapterOf(db: Pick<Kysely<never>, 'getExecutor'>): PrakatSqliteAdapter {
  const { adapter } = db.getExecutor()
  if (adapter instanceof PrakatSqliteAdapter) return adapter
  throw new Error('This database was not opened by openDatabase')
}

class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(begin)
  }
}
const begin = CompiledQuery.raw('begin immediate')

// recheck-ignore: our own statements; checking it takes ten seconds
const writes =
  /^\s*(?:insert(?:\s+or\s+\w+)?\s+into|update(?:\s+or\s+\w+)?|delete\s+from|replace\s+into)\s+"?(\w+)"?/i
const begins = /^\s*begin\b/i
const commits = /^\s*(?:commit|end)\b/i
const ends = /^\s*(?:commit|end|rollback(?!\s+to\b))\b/i

class KeptStatements implements SqliteDatabase {
  readonly #sqlite: Sqlite.Database
  readonly #max: number
  readonly #kept = new Map<string, SqliteStatement>()
  versions = new TableVersions()
  checkCommit: () => void = () => {}
  /** Whether a transaction is open. Kept, since asking SQLite at each statement was 1 % of an event's CPU. */
  #isOpen = false

  constructor(sqlite: Sqlite.Database, max: number) {
    this.#sqlite = sqlite
    this.#max = max
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#kept.get(sql)
    if (known) return known
    const statement = this.#watched(sql, this.#sqlite.prepare(sql) as unknown as SqliteStatement)
    for (const oldest of this.#kept.keys()) if (this.#kept.size >= this.#max) this.#kept.delete(oldest)
    this.#kept.set(sql, statement)
    return statement
  }

  close(): void {
    this.#kept.clear()
    this.#sqlite.close()
  }

  /** The statement itself, or one that also tells `versions` what it did. */
  #watched(sql: string, statement: SqliteStatement): SqliteStatement {
    const after = this.#noteOf(sql)
    if (!after) return statement
    const [opens, closes, isEnd] = [begins.test(sql), commits.test(sql), ends.test(sql)]
    const noting =
      <Result>(run: (parameters: readonly unknown[]) => Result) =>
      (parameters: readonly unknown[]): Result => {
        // Outside of a transaction a statement commits by itself.
        const alone = !this.#isOpen
        if (opens || alone) this.checkCommit()
        let result: Result
        try {
          result = run(parameters)
          if (opens || isEnd) this.#isOpen = opens
        } catch (error) {
          // A full disk makes SQLite roll back by itself.
          this.#isOpen = this.#sqlite.inTransaction
          throw error
        } finally {
          // Also when it fails: one count too many does no harm.
          after()
        }
        if (closes || (alone && !opens)) this.checkCommit()
        return result
      }
    return {
      reader: statement.reader,
      all: noting((parameters) => statement.all(parameters)),
      run: noting((parameters) => statement.run(parameters)),
      iterate: (parameters) => statement.iterate(parameters),
    }
  }

  #noteOf(sql: string): (() => void) | undefined {
    const table = writes.exec(sql)?.[1]
    if (table !== undefined) return () => this.versions.wrote(table)
    if (begins.test(sql)) return () => this.versions.began()
    if (ends.test(sql)) return () => this.versions.ended()
    return undefined
  }
}
