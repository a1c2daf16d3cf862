import { type Kysely, sql } from 'kysely'

const documentOf = (request: string) => `(SELECT id FROM searchDocument WHERE request = ${request})`
/** That an index of search has to be brought after a document. */
const note = (what: 'request' | 'publication', request: string) =>
  `INSERT OR IGNORE INTO staleDocument (what, document) VALUES ('${what}', ${documentOf(request)});`

/**
 * The indexes of search and the figures are brought after the events in batches (`db/projections.ts`), no more within
 * each event: FTS5 writes a segment of its index at each savepoint, which was most of what a commit wrote.
 */
const statements = [
  `CREATE TABLE staleDocument (
    what TEXT NOT NULL CHECK (what IN ('request', 'publication')), document INTEGER NOT NULL,
    PRIMARY KEY (what, document)) STRICT, WITHOUT ROWID`,
  // The order of a table by its own number is the order of arrival: appending is all that an event pays.
  `CREATE TABLE newFigure (
    id INTEGER PRIMARY KEY, procedure TEXT NOT NULL, what TEXT NOT NULL, name TEXT NOT NULL, bucket INTEGER NOT NULL,
    ms INTEGER NOT NULL, at INTEGER NOT NULL, request TEXT NOT NULL, seq INTEGER NOT NULL) STRICT`,
  'DROP TRIGGER figureCounted',

  'DROP TRIGGER requestSearched',
  `CREATE TRIGGER requestSearched AFTER INSERT ON request BEGIN
    INSERT OR IGNORE INTO searchOffice (office) VALUES (NEW.office);
    INSERT INTO searchDocument (id, request)
      SELECT coalesce((SELECT max(id) FROM searchDocument WHERE id > o.number << 40 AND id < (o.number + 1) << 40),
        o.number << 40) + 1, NEW.id
      FROM searchOffice o WHERE o.office = NEW.office;
    ${note('request', 'NEW.id')} END`,
  'DROP TRIGGER requestResearched',
  `CREATE TRIGGER requestResearched AFTER UPDATE OF searchText ON request WHEN OLD.searchText <> NEW.searchText
    BEGIN ${note('request', 'NEW.id')} END`,
  'DROP TRIGGER requestUnsearched',
  `CREATE TRIGGER requestUnsearched AFTER DELETE ON request
    BEGIN DELETE FROM requestSearch WHERE rowid = ${documentOf('OLD.id')};
      DELETE FROM staleDocument WHERE document = ${documentOf('OLD.id')};
      DELETE FROM searchDocument WHERE request = OLD.id; END`,
  'DROP TRIGGER publicationSearched',
  `CREATE TRIGGER publicationSearched AFTER INSERT ON publication WHEN NEW.endedAt IS NULL
    BEGIN ${note('publication', 'NEW.request')} END`,
  'DROP TRIGGER publicationResearched',
  `CREATE TRIGGER publicationResearched AFTER UPDATE OF searchText, endedAt ON publication
    WHEN OLD.searchText <> NEW.searchText OR (OLD.endedAt IS NULL) <> (NEW.endedAt IS NULL)
    BEGIN ${note('publication', 'NEW.request')} END`,
  'DROP TRIGGER publicationUnsearched',
  `CREATE TRIGGER publicationUnsearched AFTER DELETE ON publication BEGIN ${note('publication', 'OLD.request')} END`,
]

/**
 * An event dirties fewer pages: its hash names its request and number, so that no index has to keep it unique, and as
 * events are never deleted the last one's rowid is their count.
 */
const events = [
  'DROP TRIGGER eventCounted',
  'DROP TABLE eventCount',
  `CREATE TABLE eventNew (
    request TEXT NOT NULL REFERENCES request, seq INTEGER NOT NULL, type TEXT NOT NULL, actor TEXT, actorName TEXT,
    actedAs TEXT, at INTEGER NOT NULL, payload TEXT NOT NULL, fromSteps TEXT NOT NULL, toSteps TEXT NOT NULL,
    contentRevision INTEGER NOT NULL, contentSha256 TEXT, procedureHash TEXT NOT NULL,
    previousHash TEXT NOT NULL, hash TEXT NOT NULL, holidays TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (request, seq)) STRICT`,
  `INSERT INTO eventNew SELECT request, seq, type, actor, actorName, actedAs, at, payload, fromSteps, toSteps,
    contentRevision, contentSha256, procedureHash, previousHash, hash, holidays FROM event ORDER BY rowid`,
  'DROP TRIGGER eventUnchanged',
  'DROP TRIGGER eventKept',
  'DROP TRIGGER eventNotReplaced',
  'DROP TABLE event',
  'ALTER TABLE eventNew RENAME TO event',
  `CREATE TRIGGER eventUnchanged BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'events are append-only: UPDATE is refused'); END`,
  `CREATE TRIGGER eventKept BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'events are append-only: DELETE is refused'); END`,
  `CREATE TRIGGER eventNotReplaced BEFORE INSERT ON event
    WHEN EXISTS (SELECT 1 FROM event WHERE rowid = NEW.rowid OR (request = NEW.request AND seq = NEW.seq))
    BEGIN SELECT RAISE(ABORT, 'events are append-only: REPLACE is refused'); END`,
  // A row may also be named by its rowid, which is -1 where SQLite is to choose one.
  'DROP TRIGGER contentNotReplaced',
  `CREATE TRIGGER contentNotReplaced BEFORE INSERT ON content
    WHEN EXISTS (SELECT 1 FROM content WHERE frozen = 1
      AND (rowid = NEW.rowid OR (request = NEW.request AND revision = NEW.revision)))
    BEGIN SELECT RAISE(ABORT, 'a frozen revision of the content cannot be replaced'); END`,
  'DROP TRIGGER officeEventNotReplaced',
  `CREATE TRIGGER officeEventNotReplaced BEFORE INSERT ON officeEvent
    WHEN EXISTS (SELECT 1 FROM officeEvent
      WHERE rowid = NEW.rowid OR hash = NEW.hash OR (office = NEW.office AND seq = NEW.seq))
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: REPLACE is refused'); END`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...statements, ...events]) await sql.raw(statement).execute(db)
}
