import { type Kysely, sql } from 'kysely'

/**
 * Tables whose rows belong to an office, away from the path of events, have it first in their key; by their ids alone,
 * which stay unique, they are found as before. SQLite changes no key in place: each table is copied, with its indexes
 * and triggers, except for an index that the new key makes needless.
 */
const tables: Record<string, string> = {
  appointment: `id TEXT NOT NULL UNIQUE, person TEXT NOT NULL REFERENCES person, office TEXT NOT NULL REFERENCES office,
    groupId TEXT, role TEXT NOT NULL,
    capacity TEXT NOT NULL CHECK (capacity IN ('holder', 'actingByLaw', 'actingInPost', 'delegated')),
    orderNumber TEXT, startsOn TEXT NOT NULL, endsOn TEXT, PRIMARY KEY (office, id),
    FOREIGN KEY (office, groupId) REFERENCES officeGroup (office, id)`,
  draft: `id TEXT NOT NULL UNIQUE, office TEXT NOT NULL REFERENCES office, procedure TEXT NOT NULL UNIQUE,
    json TEXT NOT NULL, revision INTEGER NOT NULL, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL,
    updatedBy TEXT NOT NULL REFERENCES person, PRIMARY KEY (office, id)`,
  scenario: `id TEXT NOT NULL UNIQUE, office TEXT NOT NULL REFERENCES office, procedure TEXT NOT NULL, name TEXT NOT NULL,
    steps TEXT NOT NULL, expected TEXT NOT NULL, createdAt INTEGER NOT NULL, createdBy TEXT NOT NULL REFERENCES person,
    PRIMARY KEY (office, id)`,
  move: `id TEXT NOT NULL UNIQUE, office TEXT NOT NULL REFERENCES office, procedure TEXT NOT NULL,
    toHash TEXT NOT NULL REFERENCES procedureVersion, mapping TEXT NOT NULL, reason TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'done')), total INTEGER NOT NULL, moved INTEGER NOT NULL,
    failed TEXT NOT NULL, startedAt INTEGER NOT NULL, startedBy TEXT NOT NULL REFERENCES person,
    PRIMARY KEY (office, id)`,
  feedback: `id TEXT NOT NULL UNIQUE, office TEXT NOT NULL REFERENCES office, request TEXT NOT NULL REFERENCES request,
    text TEXT NOT NULL, contentRevision INTEGER NOT NULL, at INTEGER NOT NULL, closedAt INTEGER,
    closedBy TEXT REFERENCES person, PRIMARY KEY (office, id)`,
  placement: `id TEXT NOT NULL UNIQUE, office TEXT NOT NULL REFERENCES office (id),
    publication TEXT NOT NULL REFERENCES publication (id), url TEXT NOT NULL, by TEXT NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL, removedAt INTEGER, PRIMARY KEY (office, id)`,
  successor: `office TEXT NOT NULL REFERENCES office (id), publication TEXT NOT NULL UNIQUE REFERENCES publication (id),
    successor TEXT NOT NULL REFERENCES publication (id), at INTEGER NOT NULL, by TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (office, publication), CHECK (publication <> successor)`,
  withheldVersion: `office TEXT NOT NULL REFERENCES office (id), publication TEXT NOT NULL REFERENCES publication (id),
    revision INTEGER NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (office, publication, revision), UNIQUE (publication, revision)`,
  upload: `id TEXT NOT NULL UNIQUE, office TEXT NOT NULL REFERENCES office (id),
    request TEXT NOT NULL REFERENCES request (id), person TEXT NOT NULL REFERENCES person (id), name TEXT NOT NULL,
    size INTEGER NOT NULL, at INTEGER NOT NULL, touchedAt INTEGER NOT NULL, sha256 TEXT, problem TEXT,
    PRIMARY KEY (office, id), CHECK (sha256 IS NULL OR problem IS NULL)`,
  officeNotice: `id TEXT NOT NULL UNIQUE, person TEXT NOT NULL REFERENCES person (id),
    office TEXT NOT NULL REFERENCES office (id), messageTh TEXT NOT NULL, messageEn TEXT NOT NULL, at INTEGER NOT NULL,
    readAt INTEGER, PRIMARY KEY (office, id)`,
}
const needless = new Set(['uploadOfOffice'])

/** People and versions are referred to by their ids from everywhere: they stay, and get the office's order beside them. */
const indexes = [
  'CREATE UNIQUE INDEX personOfOffice ON person (office, username)',
  'CREATE UNIQUE INDEX versionOfOffice ON procedureVersion (office, procedure, version)',
  'DROP INDEX effectOfOffice',
  'CREATE UNIQUE INDEX effectOfOffice ON effect (office, integration, id)',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  // A table that others refer to cannot be dropped.
  await run('CREATE TEMP TABLE checksMeanwhile AS SELECT * FROM placementCheck')
  await run('DELETE FROM placementCheck')
  for (const [table, columns] of Object.entries(tables)) {
    const { rows: beside } = await sql<{ name: string; sql: string }>`SELECT name, sql FROM sqlite_schema
      WHERE tbl_name = ${table} AND type IN ('index', 'trigger') AND sql IS NOT NULL`.execute(db)
    const { rows: names } = await sql<{ name: string }>`SELECT name FROM pragma_table_info(${table})`.execute(
      db,
    )
    const listed = names.map(({ name }) => name).join(', ')
    // Not renamed into place: triggers of other tables name some of these, and SQLite would refuse.
    await run(`CREATE TEMP TABLE meanwhile AS SELECT ${listed} FROM ${table} ORDER BY rowid`)
    await run(`DROP TABLE main.${table}`)
    await run(`CREATE TABLE ${table} (${columns}) STRICT`)
    await run(`INSERT INTO ${table} (${listed}) SELECT ${listed} FROM meanwhile ORDER BY rowid`)
    await run('DROP TABLE meanwhile')
    for (const { name, sql: statement } of beside) if (!needless.has(name)) await run(statement)
  }
  await run('INSERT INTO placementCheck SELECT * FROM checksMeanwhile')
  await run('DROP TABLE checksMeanwhile')
  for (const statement of indexes) await run(statement)
}
