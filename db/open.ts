import Sqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { watchIdentity } from './file-identity.ts'
import { migrateToLatest } from './migrations/migrate.ts'
import { PrakatSqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

/**
 * Opens the SQLite database at `file`, creates or migrates its tables, and answers when it is ready. Throws when the
 * file cannot be written or when SQLite would not sync every commit to disk. What is written after the file was removed or
 * replaced is refused with `DatabaseFileLost`.
 */
export async function openDatabase(file: string): Promise<Db> {
  const sqlite = new Sqlite(file)
  try {
    return await madeReady(sqlite, file)
  } catch (error) {
    sqlite.close()
    throw error
  }
}

async function madeReady(sqlite: Sqlite.Database, file: string): Promise<Db> {
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('busy_timeout = 5000')
  sqlite.pragma('foreign_keys = ON')
  // In WAL mode better-sqlite3 falls back to NORMAL after the first write, which may lose committed decisions when
  // the power fails, unless FULL is set on the connection by name.
  sqlite.pragma('synchronous = FULL')
  // 64 MiB of pages: events of many requests touch pages all over the file.
  sqlite.pragma('cache_size = -65536')
  sqlite.pragma('temp_store = MEMORY')
  // Every 16 MiB instead of 4: each checkpoint writes and syncs the database file beside the log.
  sqlite.pragma('wal_autocheckpoint = 4000')
  const dialect = new PrakatSqliteDialect(sqlite)
  const db = new Kysely<Tables>({ dialect })
  await migrateToLatest(db)
  assertFullSync(sqlite)
  dialect.checkCommits(watchIdentity(file))
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
