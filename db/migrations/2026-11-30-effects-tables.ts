import { type Kysely, sql } from 'kysely'

/** One effect for each integration of the office that is turned on and wants to know of what happened. */
const effectOf = (what: string) => `
  INSERT INTO effect (key, office, integration, publication, what, at, dueAt)
    SELECT lower(hex(randomblob(16))), NEW.office, integration.id, NEW.id, ${what}, ${now}, ${now}
    FROM integration
    WHERE integration.office = NEW.office AND enabled = 1
      AND instr(integration.events, ',' || ${what} || ',') > 0;`
/** The instant of the event that moved the publication: what is shown was changed then, or ended. */
const now = 'max(NEW.updatedAt, coalesce(NEW.endedAt, 0))'
const whatChanged = `CASE
  WHEN NEW.endedAt IS NOT NULL THEN 'ended' WHEN OLD.endedAt IS NOT NULL THEN 'published' ELSE 'changed' END`
const seen = (row: 'NEW' | 'OLD') =>
  `(${row}.endedAt IS NULL, ${row}.contentRevision, ${row}.title, ${row}.category, ${row}.source, ${row}.untilAt)`

/**
 * What follows a committed event outside of this server. The rows are written by triggers on what the public sees, so
 * that they stand in the transaction of the event, whichever way it came, and no statement is added to it.
 */
const statements = [
  `CREATE TABLE integration (
    office TEXT NOT NULL REFERENCES office (id), id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('webhook', 'website', 'wordpress', 'joomla')),
    name TEXT NOT NULL, url TEXT NOT NULL, enabled INTEGER NOT NULL DEFAULT 0, events TEXT NOT NULL,
    settings TEXT NOT NULL, credential TEXT, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL,
    PRIMARY KEY (office, id)) STRICT`,
  `CREATE TABLE effect (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, office TEXT NOT NULL, integration TEXT NOT NULL,
    publication TEXT REFERENCES publication (id),
    what TEXT NOT NULL CHECK (what IN ('published', 'changed', 'ended', 'check', 'test')),
    at INTEGER NOT NULL, dueAt INTEGER NOT NULL,
    status TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'done', 'dead')),
    attempts INTEGER NOT NULL DEFAULT 0, claim TEXT, claimedUntil INTEGER, problem TEXT, settledAt INTEGER,
    FOREIGN KEY (office, integration) REFERENCES integration (office, id)) STRICT`,
  "CREATE INDEX effectDue ON effect (dueAt, id) WHERE status = 'waiting'",
  "CREATE INDEX effectInOrder ON effect (integration, publication, id) WHERE status = 'waiting'",
  'CREATE INDEX effectOfOffice ON effect (office, integration, id)',
  'CREATE INDEX effectOfPublication ON effect (publication, id)',
  'CREATE INDEX effectSettled ON effect (settledAt) WHERE settledAt IS NOT NULL',
  `CREATE TABLE effectAttempt (
    effect INTEGER NOT NULL REFERENCES effect (id) ON DELETE CASCADE, number INTEGER NOT NULL, at INTEGER NOT NULL,
    ms INTEGER NOT NULL, status INTEGER, problem TEXT, PRIMARY KEY (effect, number)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE remoteItem (
    integration TEXT NOT NULL, publication TEXT NOT NULL REFERENCES publication (id), remote TEXT NOT NULL,
    url TEXT NOT NULL, shown INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (integration, publication)) STRICT, WITHOUT ROWID`,
  'CREATE INDEX remoteItemOfPublication ON remoteItem (publication)',
  `CREATE TABLE placement (
    id TEXT PRIMARY KEY, office TEXT NOT NULL REFERENCES office (id), publication TEXT NOT NULL REFERENCES publication (id),
    url TEXT NOT NULL, by TEXT NOT NULL REFERENCES person (id), at INTEGER NOT NULL, removedAt INTEGER) STRICT`,
  'CREATE INDEX placementOfPublication ON placement (publication)',
  `CREATE TABLE placementCheck (
    placement TEXT NOT NULL REFERENCES placement (id), number INTEGER NOT NULL, at INTEGER NOT NULL,
    expected TEXT NOT NULL CHECK (expected IN ('there', 'gone')),
    found TEXT NOT NULL CHECK (found IN ('there', 'gone', 'other', 'unknown')),
    status INTEGER, url TEXT, problem TEXT, PRIMARY KEY (placement, number)) STRICT, WITHOUT ROWID`,
  `CREATE TRIGGER publicationHasEffects AFTER INSERT ON publication BEGIN ${effectOf("'published'")} END`,
  `CREATE TRIGGER publicationChangeHasEffects
    AFTER UPDATE OF contentRevision, title, category, source, untilAt, endedAt ON publication
    WHEN ${seen('OLD')} IS NOT ${seen('NEW')} AND (OLD.endedAt IS NULL OR NEW.endedAt IS NULL)
    BEGIN ${effectOf(whatChanged)} END`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
