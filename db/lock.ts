import Sqlite from 'better-sqlite3'

/**
 * Takes a lock that the operating system gives back however the process ends, so none is ever left behind; undefined
 * when another process has it. `file` stays empty. The function returned lets go of it.
 */
export function takeLock(file: string): (() => void) | undefined {
  const lock = new Sqlite(file, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
  return () => lock.close()
}
