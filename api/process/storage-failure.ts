/**
 * Whether an error says that the storage is not to be had now (a full disk, a file that is read-only, gone, damaged or
 * held by another process), and not that a statement was wrong.
 */
export const isStorageFailure = (error: unknown): boolean =>
  /^SQLITE_(BUSY|LOCKED|IOERR|FULL|READONLY|CANTOPEN|PROTOCOL|CORRUPT|NOTADB|NOMEM|PERM|AUTH)/.test(
    String((error as { code?: unknown } | undefined)?.code),
  )

/** Whether an error says that a place on disk cannot be written to: it is full, read-only, or of another account. */
export const isUnwritable = (error: unknown): boolean =>
  /^(?:SQLITE_(?:READONLY|FULL|CANTOPEN|IOERR|PERM)|E(?:ROFS|NOSPC|ACCES|PERM|DQUOT|FBIG)$)/.test(
    String((error as { code?: unknown } | undefined)?.code),
  )

/** Whether an error says that a file is no database, or not a whole one. */
export const isDamaged = (error: unknown): boolean =>
  /^SQLITE_(?:CORRUPT|NOTADB)/.test(String((error as { code?: unknown } | undefined)?.code))

/** The commit of what was written failed in a way that does not tell whether it is on disk; `cause` is how. */
export class OutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super('It is not known whether this was saved', { cause })
    this.name = 'OutcomeUnknown'
  }
}
