import { closeSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'

/** More pages than any file of SQLite has. */
const all = 0x7fffffff

/**
 * Copies the SQLite database at `from` into the new file `to` as it stands at one moment, what is only in its write-ahead
 * log included, while others read and write it. The copy is one file without a log, so that it can be read from a medium
 * that cannot be written to, and is on disk when this resolves.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true })
  try {
    // In one step: between two, every write of another process would have it begin anew, under load for ever.
    await source.backup(to, { progress: () => all })
  } finally {
    source.close()
  }
  const copy = new Sqlite(to)
  try {
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
  syncToDisk(to)
  syncToDisk(dirname(to))
}

/** Returns once a file's bytes, or the names in a directory, would survive a loss of power. */
export function syncToDisk(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
