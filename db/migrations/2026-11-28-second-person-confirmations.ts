import { type Kysely, sql } from 'kysely'

/** What an administrator asked for and a second person of the office has to confirm before it takes effect. */
const statements = [
  `CREATE TABLE confirmation (
    id TEXT NOT NULL, office TEXT NOT NULL REFERENCES office (id),
    kind TEXT NOT NULL CHECK (kind IN ('activation', 'appointment', 'password')), subject TEXT NOT NULL,
    payload TEXT NOT NULL, askedBy TEXT NOT NULL REFERENCES person (id), askedAt INTEGER NOT NULL,
    expiresAt INTEGER NOT NULL, decidedBy TEXT REFERENCES person (id), decidedAt INTEGER,
    decision TEXT CHECK (decision IN ('confirmed', 'declined', 'withdrawn')), reason TEXT,
    PRIMARY KEY (office, id),
    CHECK ((decision IS NULL) = (decidedAt IS NULL) AND (decision IS NULL) = (decidedBy IS NULL))) STRICT`,
  'CREATE INDEX confirmationWaiting ON confirmation (office, kind, subject) WHERE decision IS NULL',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
