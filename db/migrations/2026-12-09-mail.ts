import { type Kysely, sql } from 'kysely'

/** SQLite changes no CHECK in place: the tables are made anew, with what stood in them. */
const integration = `CREATE TABLE integration (
  office TEXT NOT NULL REFERENCES office (id), id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('webhook', 'website', 'wordpress', 'joomla', 'mail')),
  name TEXT NOT NULL, url TEXT NOT NULL, enabled INTEGER NOT NULL DEFAULT 0, events TEXT NOT NULL,
  settings TEXT NOT NULL, credential TEXT, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL,
  PRIMARY KEY (office, id)) STRICT`
const effect = `CREATE TABLE effect (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, office TEXT NOT NULL, integration TEXT NOT NULL,
  publication TEXT REFERENCES publication (id),
  what TEXT NOT NULL CHECK (what IN ('published', 'changed', 'ended', 'check', 'test', 'notices')),
  at INTEGER NOT NULL, dueAt INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'done', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0, claim TEXT, claimedUntil INTEGER, problem TEXT, settledAt INTEGER,
  person TEXT REFERENCES person (id), CHECK (what <> 'notices' OR person IS NOT NULL),
  FOREIGN KEY (office, integration) REFERENCES integration (office, id)) STRICT`
const effectAttempt = `CREATE TABLE effectAttempt (
  effect INTEGER NOT NULL REFERENCES effect (id) ON DELETE CASCADE, number INTEGER NOT NULL, at INTEGER NOT NULL,
  ms INTEGER NOT NULL, status INTEGER, problem TEXT, PRIMARY KEY (effect, number)) STRICT, WITHOUT ROWID`

/**
 * What a person is told joins the message that waits for them and was never tried, or begins one: a message that may have
 * arrived says what it said, whatever its further attempts.
 */
const untried = `e.person = NEW.person AND e.status = 'waiting' AND e.what = 'notices' AND e.attempts = 0
  AND NOT EXISTS (SELECT 1 FROM effectAttempt AS a WHERE a.effect = e.id)`
const mailed = (
  table: string,
) => `CREATE TRIGGER ${table}IsMailed AFTER INSERT ON ${table} WHEN NEW.readAt IS NULL
  AND EXISTS (SELECT 1 FROM personMail AS m JOIN integration AS i ON i.office = m.office AND i.kind = 'mail'
    WHERE m.person = NEW.person AND m.address <> '' AND m.delivery <> 'none' AND i.enabled = 1)
  BEGIN
    INSERT INTO effect (key, office, integration, person, what, at, dueAt)
      SELECT lower(hex(randomblob(16))), i.office, i.id, m.person, 'notices', NEW.at, NEW.at
      FROM personMail AS m JOIN integration AS i ON i.office = m.office AND i.kind = 'mail'
      WHERE m.person = NEW.person AND NOT EXISTS (SELECT 1 FROM effect AS e WHERE ${untried});
    INSERT INTO effectNotice (effect, notice)
      SELECT e.id, NEW.id FROM effect AS e WHERE ${untried} ORDER BY e.id DESC LIMIT 1;
  END`

const statements = [
  'CREATE TEMP TABLE attemptsMeanwhile AS SELECT * FROM effectAttempt',
  'CREATE TEMP TABLE effectsMeanwhile AS SELECT * FROM effect ORDER BY id',
  'CREATE TEMP TABLE integrationsMeanwhile AS SELECT * FROM integration ORDER BY rowid',
  'DROP TABLE main.effectAttempt',
  'DROP TABLE main.effect',
  'DROP TABLE main.integration',
  integration,
  effect,
  effectAttempt,
  `INSERT INTO integration (office, id, kind, name, url, enabled, events, settings, credential, createdAt, updatedAt)
    SELECT office, id, kind, name, url, enabled, events, settings, credential, createdAt, updatedAt
    FROM integrationsMeanwhile`,
  `INSERT INTO effect (id, key, office, integration, publication, what, at, dueAt, status, attempts, claim,
      claimedUntil, problem, settledAt)
    SELECT id, key, office, integration, publication, what, at, dueAt, status, attempts, claim, claimedUntil, problem,
      settledAt FROM effectsMeanwhile`,
  `INSERT INTO effectAttempt (effect, number, at, ms, status, problem)
    SELECT effect, number, at, ms, status, problem FROM attemptsMeanwhile`,
  'DROP TABLE attemptsMeanwhile',
  'DROP TABLE effectsMeanwhile',
  'DROP TABLE integrationsMeanwhile',
  "CREATE INDEX effectDue ON effect (dueAt, id) WHERE status = 'waiting'",
  "CREATE INDEX effectInOrder ON effect (integration, publication, id) WHERE status = 'waiting'",
  'CREATE UNIQUE INDEX effectOfOffice ON effect (office, integration, id)',
  'CREATE INDEX effectOfPublication ON effect (publication, id)',
  'CREATE INDEX effectSettled ON effect (settledAt) WHERE settledAt IS NOT NULL',
  'CREATE INDEX effectOfPerson ON effect (person, status) WHERE person IS NOT NULL',
  "CREATE UNIQUE INDEX mailOfOffice ON integration (office) WHERE kind = 'mail'",
  `CREATE TABLE personMail (
    office TEXT NOT NULL REFERENCES office (id), person TEXT NOT NULL UNIQUE REFERENCES person (id),
    address TEXT NOT NULL, delivery TEXT NOT NULL CHECK (delivery IN ('atOnce', 'daily', 'none')),
    PRIMARY KEY (office, person)) STRICT`,
  `CREATE TABLE effectNotice (
    effect INTEGER NOT NULL REFERENCES effect (id) ON DELETE CASCADE, notice TEXT NOT NULL,
    PRIMARY KEY (effect, notice)) STRICT, WITHOUT ROWID`,
  mailed('notification'),
  mailed('officeNotice'),
]

/**
 * E-mail of what people are told. It hangs on the notices, which `db/projections.ts` files in batches behind the events,
 * and goes the way of every other effect.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
