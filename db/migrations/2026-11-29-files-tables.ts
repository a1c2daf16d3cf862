import { type Kysely, sql } from 'kysely'

/**
 * Files by their SHA-256, the requests into which they were brought, what is on its way, and under which publications
 * they ever stood: an address that was public once says so for good.
 */
const statements = [
  `CREATE TABLE file (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), size INTEGER NOT NULL CHECK (size > 0), type TEXT NOT NULL,
    charset TEXT, width INTEGER, height INTEGER,
    scan TEXT NOT NULL CHECK (scan IN ('notNeeded', 'waiting', 'clean', 'infected')), scannedAt INTEGER, threat TEXT,
    at INTEGER NOT NULL) STRICT`,
  "CREATE INDEX fileToScan ON file (at) WHERE scan = 'waiting'",
  `CREATE TABLE requestFile (
    office TEXT NOT NULL REFERENCES office (id), request TEXT NOT NULL REFERENCES request (id),
    sha256 TEXT NOT NULL REFERENCES file (sha256), name TEXT NOT NULL, by TEXT NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL, kept INTEGER NOT NULL DEFAULT 0, unnamedSince INTEGER, PRIMARY KEY (office, request, sha256)) STRICT`,
  'CREATE INDEX requestFileOfRequest ON requestFile (request)',
  'CREATE INDEX requestFileOfFile ON requestFile (sha256)',
  'CREATE INDEX requestFileNotKept ON requestFile (at) WHERE kept = 0',
  `CREATE TABLE upload (
    id TEXT PRIMARY KEY, office TEXT NOT NULL REFERENCES office (id), request TEXT NOT NULL REFERENCES request (id),
    person TEXT NOT NULL REFERENCES person (id), name TEXT NOT NULL, size INTEGER NOT NULL, at INTEGER NOT NULL,
    touchedAt INTEGER NOT NULL, sha256 TEXT, problem TEXT, CHECK (sha256 IS NULL OR problem IS NULL)) STRICT`,
  'CREATE INDEX uploadOfPerson ON upload (person)',
  'CREATE INDEX uploadOfOffice ON upload (office)',
  'CREATE INDEX uploadOfRequest ON upload (request)',
  'CREATE INDEX uploadByTouch ON upload (touchedAt)',
  `CREATE TABLE publishedFile (
    office TEXT NOT NULL REFERENCES office (id), publication TEXT NOT NULL REFERENCES publication (id),
    sha256 TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (office, publication, sha256)) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
