import { type Kysely, sql } from 'kysely'

/** What was read out of each file, once, and what the check found in it; it goes with the file. */
const statements = [
  `CREATE TABLE fileReading (
    sha256 TEXT PRIMARY KEY REFERENCES file (sha256) ON DELETE CASCADE, at INTEGER NOT NULL,
    waiting INTEGER NOT NULL CHECK (waiting IN (0, 1)), tries INTEGER NOT NULL, detector INTEGER NOT NULL,
    preview INTEGER NOT NULL CHECK (preview IN (0, 1)), unread TEXT NOT NULL, findings TEXT NOT NULL,
    markings TEXT NOT NULL, pieces TEXT NOT NULL) STRICT`,
  'CREATE INDEX fileReadingWaiting ON fileReading (at) WHERE waiting = 1',
  'CREATE INDEX fileReadingByDetector ON fileReading (detector)',
  // What was attached before is read in the background.
  `INSERT INTO fileReading
    SELECT sha256, at, 1, 0, 1, 0, '[{"why":"notRead"}]', '[]', '[]', '[]' FROM file`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
