import Sqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import type { Db } from './open.ts'
import { PrakatSqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'

/**
 * Opens the SQLite database at `file`, whose tables are there already, for reading alone. In WAL mode it neither waits for
 * the connection that writes nor lets it wait, and each statement sees everything that was committed before it began.
 * `mappedBytes` of the file are read where the system has them in memory; they count as this process's memory.
 */
export function openReadOnly(file: string, { mappedBytes = 1024 ** 3 } = {}): Db {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true })
  sqlite.pragma('busy_timeout = 5000')
  sqlite.pragma(`mmap_size = ${mappedBytes}`)
  // A statement that writes is refused by name, also one that only makes a temporary table.
  sqlite.pragma('query_only = ON')
  // The first read opens the write-ahead log too: from here on nothing is looked for by name any more.
  sqlite.pragma('schema_version')
  return new Kysely<Tables>({ dialect: new PrakatSqliteDialect(sqlite) })
}
