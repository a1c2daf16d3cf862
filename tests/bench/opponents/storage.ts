import Sqlite from 'better-sqlite3'

/** The tables of the opponents, as Kysely sees them. Times are ms since 1970 UTC; JSON is text. */
export type Tables = {
  request: { id: string; state: string; version: number; snapshot: string; updated_at: number }
  audit: {
    request: string
    seq: number
    type: string
    actor: string | null
    at: number
    payload: string
    from_state: string
    to_state: string
  }
  timer: { request: string; id: string; due_at: number }
}

/** Opens an opponent's own database in WAL mode; every commit is synced to disk, as the product's are. */
export function openStorage(file: string): Sqlite.Database {
  const sqlite = new Sqlite(file)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.exec(`
    CREATE TABLE request (
      id TEXT PRIMARY KEY, state TEXT NOT NULL, version INTEGER NOT NULL, snapshot TEXT NOT NULL,
      updated_at INTEGER NOT NULL) STRICT;
    CREATE TABLE audit (
      request TEXT NOT NULL, seq INTEGER NOT NULL, type TEXT NOT NULL, actor TEXT, at INTEGER NOT NULL,
      payload TEXT NOT NULL, from_state TEXT NOT NULL, to_state TEXT NOT NULL, PRIMARY KEY (request, seq)) STRICT;
    CREATE TABLE timer (
      request TEXT NOT NULL, id TEXT NOT NULL, due_at INTEGER NOT NULL, PRIMARY KEY (request, id)) STRICT;
    CREATE INDEX timer_due ON timer (due_at);`)
  // better-sqlite3 falls back to NORMAL after the first write in WAL mode unless FULL is set by name; it was, above.
  if (sqlite.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous is not FULL')
  return sqlite
}
