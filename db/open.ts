import Sqlite from 'better-sqlite3'
import { CompiledQuery, type DatabaseConnection, Kysely, SqliteDialect, SqliteDriver } from 'kysely'
import { migrateToLatest } from './migrations/migrate.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

/**
 * Opens the SQLite database at `file`, creates or migrates its tables, and answers when it is ready. Throws when the
 * file cannot be written or when SQLite would not sync every commit to disk.
 */
export async function openDatabase(file: string): Promise<Db> {
  const sqlite = new Sqlite(file)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('busy_timeout = 5000')
  sqlite.pragma('foreign_keys = ON')
  // In WAL mode better-sqlite3 falls back to NORMAL after the first write, which may lose committed decisions when
  // the power fails, unless FULL is set on the connection by name.
  sqlite.pragma('synchronous = FULL')
  const db = new Kysely<Tables>({ dialect: new ImmediateSqliteDialect({ database: sqlite }) })
  await migrateToLatest(db)
  assertFullSync(sqlite)
  return db
}

/** Throws unless SQLite syncs each commit (synchronous = FULL) also after a write. */
function assertFullSync(sqlite: Sqlite.Database): void {
  sqlite.exec(
    "INSERT INTO setting (key, value) VALUES ('opened', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1",
  )
  const level = sqlite.pragma('synchronous', { simple: true })
  if (level !== 2) throw new Error(`SQLite must run with synchronous=FULL (2), but it is ${level}`)
}

/**
 * Transactions begin IMMEDIATE: with a deferred one, two processes that both read and then write fail with
 * SQLITE_BUSY although each would wait for the other.
 */
class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDialect>[0]
  constructor(config: ConstructorParameters<typeof SqliteDialect>[0]) {
    super(config)
    this.#config = config
  }
  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config)
  }
}

class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}
