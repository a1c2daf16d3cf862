import { statSync } from 'node:fs'

/** The database, its write-ahead log and the index of that: SQLite keeps all three open for as long as it writes. */
const suffixes = ['', '-wal', '-shm']

/** The database file that is open is no longer the one at its path: what is written goes nowhere. */
export class DatabaseFileLost extends Error {
  /** SQLite's own name for it, which it uses only without a write-ahead log. */
  readonly code = 'SQLITE_READONLY_DBMOVED'
  constructor(path: string) {
    super(`${path} was removed or replaced while the server had it open. Put it back, or stop the server.`)
    this.name = 'DatabaseFileLost'
  }
}

/**
 * Remembers which files stand at the path of an open database. The function returned throws `DatabaseFileLost` once one
 * of them is another or none; it takes three calls of stat(2), about 5 µs.
 */
export function watchIdentity(file: string): () => void {
  const opened = suffixes.map((suffix) => ({ path: file + suffix, was: identityOf(file + suffix) }))
  return () => {
    for (const { path, was } of opened) if (identityOf(path) !== was) throw new DatabaseFileLost(path)
  }
}

function identityOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  return found && `${found.dev}:${found.ino}`
}
