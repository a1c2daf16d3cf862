import { type Kysely, sql } from 'kysely'

const item = `office TEXT NOT NULL REFERENCES office (id), assessor TEXT NOT NULL CHECK (assessor IN ('nacc', 'obec')),
  fiscalYear INTEGER NOT NULL, code TEXT NOT NULL`
const said = 'at INTEGER NOT NULL, by TEXT NOT NULL REFERENCES person (id)'

const statements = [
  `CREATE TABLE oitItem (${item}, title TEXT NOT NULL, removed INTEGER NOT NULL CHECK (removed IN (0, 1)), ${said},
    PRIMARY KEY (office, assessor, fiscalYear, code)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE oitExplanation (${item}, text TEXT NOT NULL, ${said},
    PRIMARY KEY (office, assessor, fiscalYear, code)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE oitServed (${item}, publication TEXT NOT NULL REFERENCES publication (id), ${said},
    PRIMARY KEY (office, assessor, fiscalYear, code, publication)) STRICT, WITHOUT ROWID`,
  'CREATE INDEX oitServedBy ON oitServed (publication, fiscalYear)',
]

/** What assessors of integrity and transparency ask, as each office reads it, and what of it which publication serves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
