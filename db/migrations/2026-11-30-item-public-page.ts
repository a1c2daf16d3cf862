import { type Kysely, sql } from 'kysely'

const tables = ['contact', 'successor', 'withheldVersion']
/** As with all that the public sees: no statement that changes it can forget to say so. */
const raise = (row: 'NEW' | 'OLD') =>
  `BEGIN UPDATE office SET publicRevision = publicRevision + 1 WHERE id = ${row}.office; END`

/**
 * How the public reaches a group, or the office itself (the group ''); which publication took the place of another; which
 * versions that were public once nobody may read any more. Corrections are found by an index of their own.
 */
const statements = [
  `CREATE TABLE contact (
    office TEXT NOT NULL REFERENCES office (id), groupId TEXT NOT NULL, telephone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '', PRIMARY KEY (office, groupId)) STRICT`,
  `CREATE TABLE successor (
    office TEXT NOT NULL REFERENCES office (id), publication TEXT PRIMARY KEY REFERENCES publication (id),
    successor TEXT NOT NULL REFERENCES publication (id), at INTEGER NOT NULL, by TEXT NOT NULL REFERENCES person (id),
    CHECK (publication <> successor)) STRICT`,
  'CREATE INDEX successorOf ON successor (successor)',
  `CREATE TABLE withheldVersion (
    office TEXT NOT NULL REFERENCES office (id), publication TEXT NOT NULL REFERENCES publication (id),
    revision INTEGER NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (publication, revision)) STRICT`,
  ...tables.flatMap((table) => [
    `CREATE TRIGGER ${table}Added AFTER INSERT ON ${table} ${raise('NEW')}`,
    `CREATE TRIGGER ${table}Changed AFTER UPDATE ON ${table} ${raise('NEW')}`,
    `CREATE TRIGGER ${table}Removed AFTER DELETE ON ${table} ${raise('OLD')}`,
  ]),
  'CREATE INDEX publicationCorrected ON publication (office, updatedAt) WHERE updatedAt > publishedAt',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
