import { readFileSync, statSync } from 'node:fs'
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
  return reading(sqlite)
}

/**
 * The same where not even the index of its log can be made, as on a full disk: for this connection alone, and without
 * whatever others do later. Throws SQLite's error where the file cannot be read so either.
 */
export function openUnwritable(file: string): Db {
  try {
    return openReadOnly(file)
  } catch {
    const log = statSync(`${file}-wal`, { throwIfNoEntry: false })
    if ((log?.size ?? 0) > 0) {
      const sqlite = new Sqlite(file, { fileMustExist: true })
      // SQLite then keeps the index of the log in memory.
      sqlite.pragma('locking_mode = EXCLUSIVE')
      return reading(sqlite)
    }
    // The file alone holds everything. Bytes 18 and 19 of its header say that there is a log; in memory there is none.
    const image = readFileSync(file)
    image.fill(1, 18, 20)
    return reading(new Sqlite(image, { readonly: true }))
  }
}

function reading(sqlite: Sqlite.Database): Db {
  try {
    // A statement that writes is refused by name, also one that only makes a temporary table.
    sqlite.pragma('query_only = ON')
    // The first read opens the write-ahead log too: from here on nothing is looked for by name any more.
    sqlite.pragma('schema_version')
  } catch (error) {
    sqlite.close()
    throw error
  }
  return new Kysely<Tables>({ dialect: new PrakatSqliteDialect(sqlite) })
}
