import { type Kysely, sql } from 'kysely'

/**
 * How often an item was read on a day of Bangkok and whether it was of use, as numbers alone: nobody is told apart. What
 * readers say is wrong with an item stays with it until the request is erased.
 */
const statements = [
  `CREATE TABLE publicationDay (
    publication TEXT NOT NULL REFERENCES publication, day TEXT NOT NULL, reads INTEGER NOT NULL,
    useful INTEGER NOT NULL, notUseful INTEGER NOT NULL, PRIMARY KEY (publication, day)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE feedback (
    id TEXT PRIMARY KEY, office TEXT NOT NULL REFERENCES office, request TEXT NOT NULL REFERENCES request,
    text TEXT NOT NULL, contentRevision INTEGER NOT NULL, at INTEGER NOT NULL,
    closedAt INTEGER, closedBy TEXT REFERENCES person) STRICT`,
  'CREATE INDEX feedbackOfRequest ON feedback (request, at)',
  'CREATE INDEX feedbackOpen ON feedback (office, request) WHERE closedAt IS NULL',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
