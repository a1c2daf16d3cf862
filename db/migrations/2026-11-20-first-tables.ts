import { type Kysely, sql } from 'kysely'

const tables = [
  `CREATE TABLE office (
    id TEXT PRIMARY KEY, nameTh TEXT NOT NULL, nameEn TEXT NOT NULL,
    abbreviationTh TEXT NOT NULL, abbreviationEn TEXT NOT NULL,
    digits TEXT NOT NULL CHECK (digits IN ('arab', 'thai')), inspectorAllowed INTEGER NOT NULL DEFAULT 0,
    categories TEXT NOT NULL, laws TEXT NOT NULL) STRICT`,
  `CREATE TABLE officeGroup (
    office TEXT NOT NULL REFERENCES office, id TEXT NOT NULL, nameTh TEXT NOT NULL, nameEn TEXT NOT NULL,
    position INTEGER NOT NULL, PRIMARY KEY (office, id)) STRICT`,
  `CREATE TABLE person (
    id TEXT PRIMARY KEY, office TEXT NOT NULL REFERENCES office, username TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL, position TEXT NOT NULL, passwordHash TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0, demo INTEGER NOT NULL DEFAULT 0, createdAt INTEGER NOT NULL) STRICT`,
  `CREATE TABLE appointment (
    id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, office TEXT NOT NULL REFERENCES office,
    groupId TEXT, role TEXT NOT NULL,
    capacity TEXT NOT NULL CHECK (capacity IN ('holder', 'actingByLaw', 'actingInPost', 'delegated')),
    orderNumber TEXT, startsOn TEXT NOT NULL, endsOn TEXT,
    FOREIGN KEY (office, groupId) REFERENCES officeGroup (office, id)) STRICT`,
  'CREATE INDEX appointmentByPerson ON appointment (person)',
  'CREATE INDEX appointmentByRole ON appointment (office, role)',
  `CREATE TABLE session (
    id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person,
    createdAt INTEGER NOT NULL, lastSeenAt INTEGER NOT NULL, expiresAt INTEGER NOT NULL) STRICT`,
  'CREATE INDEX sessionByPerson ON session (person)',
  `CREATE TABLE signInAttempt (
    key TEXT PRIMARY KEY, failures INTEGER NOT NULL, blockedUntil INTEGER NOT NULL, lastAt INTEGER NOT NULL) STRICT`,
  `CREATE TABLE procedureVersion (
    hash TEXT NOT NULL PRIMARY KEY, procedure TEXT NOT NULL, office TEXT NOT NULL, version INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('scheduled', 'active', 'superseded')), json TEXT NOT NULL,
    createdAt INTEGER NOT NULL, createdBy TEXT REFERENCES person, activatedAt INTEGER, effectiveAt INTEGER,
    reasons TEXT NOT NULL DEFAULT '{}', layout TEXT, UNIQUE (procedure, version)) STRICT`,
  "CREATE UNIQUE INDEX oneActiveVersion ON procedureVersion (procedure) WHERE status = 'active'",
  `CREATE TABLE request (
    id TEXT PRIMARY KEY, office TEXT NOT NULL REFERENCES office, groupId TEXT NOT NULL,
    owner TEXT NOT NULL REFERENCES person, procedureHash TEXT NOT NULL REFERENCES procedureVersion,
    procedure TEXT NOT NULL, title TEXT NOT NULL, searchText TEXT NOT NULL, category TEXT,
    state TEXT NOT NULL, snapshot TEXT NOT NULL, steps TEXT NOT NULL, engine TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'published', 'ended')),
    waiting INTEGER NOT NULL, revision INTEGER NOT NULL, contentRevision INTEGER NOT NULL,
    createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, updatedBy TEXT, since INTEGER NOT NULL) STRICT`,
  'CREATE INDEX requestByOffice ON request (office, status, since)',
  'CREATE INDEX requestByOwner ON request (owner, updatedAt)',
  `CREATE TABLE content (
    request TEXT NOT NULL REFERENCES request, revision INTEGER NOT NULL, json TEXT NOT NULL, sha256 TEXT NOT NULL,
    frozen INTEGER NOT NULL, at INTEGER NOT NULL, "by" TEXT NOT NULL, PRIMARY KEY (request, revision)) STRICT`,
  `CREATE TRIGGER contentFrozen BEFORE UPDATE ON content WHEN OLD.frozen = 1
    BEGIN SELECT RAISE(ABORT, 'a frozen revision of the content cannot be changed'); END`,
  `CREATE TRIGGER contentKept BEFORE DELETE ON content WHEN OLD.frozen = 1
    BEGIN SELECT RAISE(ABORT, 'a frozen revision of the content cannot be deleted'); END`,
  // INSERT OR REPLACE deletes without firing the triggers of DELETE.
  `CREATE TRIGGER contentNotReplaced BEFORE INSERT ON content
    WHEN EXISTS (SELECT 1 FROM content WHERE request = NEW.request AND revision = NEW.revision AND frozen = 1)
    BEGIN SELECT RAISE(ABORT, 'a frozen revision of the content cannot be replaced'); END`,
  `CREATE TABLE event (
    request TEXT NOT NULL REFERENCES request, seq INTEGER NOT NULL, type TEXT NOT NULL, actor TEXT, actorName TEXT,
    actedAs TEXT, at INTEGER NOT NULL, payload TEXT NOT NULL, fromSteps TEXT NOT NULL, toSteps TEXT NOT NULL,
    contentRevision INTEGER NOT NULL, contentSha256 TEXT, procedureHash TEXT NOT NULL,
    previousHash TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, PRIMARY KEY (request, seq)) STRICT`,
  `CREATE TRIGGER eventUnchanged BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'events are append-only: UPDATE is refused'); END`,
  `CREATE TRIGGER eventKept BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'events are append-only: DELETE is refused'); END`,
  `CREATE TRIGGER eventNotReplaced BEFORE INSERT ON event
    WHEN EXISTS (SELECT 1 FROM event WHERE hash = NEW.hash OR (request = NEW.request AND seq = NEW.seq))
    BEGIN SELECT RAISE(ABORT, 'events are append-only: REPLACE is refused'); END`,
  `CREATE TABLE timer (
    request TEXT NOT NULL REFERENCES request, id TEXT NOT NULL, dueAt INTEGER NOT NULL, PRIMARY KEY (request, id)) STRICT`,
  'CREATE INDEX timerDue ON timer (dueAt)',
  `CREATE TABLE publication (
    id TEXT PRIMARY KEY, request TEXT NOT NULL UNIQUE REFERENCES request, office TEXT NOT NULL, groupId TEXT NOT NULL,
    category TEXT, title TEXT NOT NULL, contentRevision INTEGER NOT NULL, source TEXT,
    publishedAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, untilDay TEXT, untilAt INTEGER,
    endedAt INTEGER, endKind TEXT CHECK (endKind IN ('expired', 'takenDown')), endReason TEXT) STRICT`,
  'CREATE INDEX publicationByOffice ON publication (office, publishedAt DESC)',
  `CREATE TABLE notification (
    id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, request TEXT NOT NULL REFERENCES request,
    messageTh TEXT NOT NULL, messageEn TEXT NOT NULL, at INTEGER NOT NULL, readAt INTEGER) STRICT`,
  'CREATE INDEX notificationByPerson ON notification (person, at DESC)',
  `CREATE TABLE idempotency (
    person TEXT NOT NULL, key TEXT NOT NULL, requestHash TEXT NOT NULL, status INTEGER NOT NULL,
    response TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (person, key)) STRICT`,
  `CREATE TRIGGER versionUnchanged BEFORE UPDATE OF json, hash, procedure, version ON procedureVersion
    BEGIN SELECT RAISE(ABORT, 'a version of a procedure never changes'); END`,
  `CREATE TABLE draft (
    id TEXT PRIMARY KEY, office TEXT NOT NULL REFERENCES office, procedure TEXT NOT NULL UNIQUE, json TEXT NOT NULL,
    revision INTEGER NOT NULL, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL,
    updatedBy TEXT NOT NULL REFERENCES person) STRICT`,
  `CREATE TABLE scenario (
    id TEXT PRIMARY KEY, office TEXT NOT NULL REFERENCES office, procedure TEXT NOT NULL, name TEXT NOT NULL,
    steps TEXT NOT NULL, expected TEXT NOT NULL, createdAt INTEGER NOT NULL,
    createdBy TEXT NOT NULL REFERENCES person) STRICT`,
  'CREATE INDEX scenarioByProcedure ON scenario (procedure)',
  `CREATE TABLE officeEvent (
    office TEXT NOT NULL REFERENCES office, seq INTEGER NOT NULL, type TEXT NOT NULL, actor TEXT NOT NULL,
    actorName TEXT NOT NULL, at INTEGER NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
    previousHash TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, PRIMARY KEY (office, seq)) STRICT`,
  `CREATE TRIGGER officeEventUnchanged BEFORE UPDATE ON officeEvent
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: UPDATE is refused'); END`,
  `CREATE TRIGGER officeEventKept BEFORE DELETE ON officeEvent
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: DELETE is refused'); END`,
  `CREATE TRIGGER officeEventNotReplaced BEFORE INSERT ON officeEvent
    WHEN EXISTS (SELECT 1 FROM officeEvent WHERE hash = NEW.hash OR (office = NEW.office AND seq = NEW.seq))
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: REPLACE is refused'); END`,
  `CREATE TABLE move (
    id TEXT PRIMARY KEY, office TEXT NOT NULL REFERENCES office, procedure TEXT NOT NULL,
    toHash TEXT NOT NULL REFERENCES procedureVersion, mapping TEXT NOT NULL, reason TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'done')), total INTEGER NOT NULL, moved INTEGER NOT NULL,
    failed TEXT NOT NULL, startedAt INTEGER NOT NULL, startedBy TEXT NOT NULL REFERENCES person) STRICT`,
  "CREATE TABLE holiday (day TEXT PRIMARY KEY, name TEXT NOT NULL, source TEXT NOT NULL DEFAULT '') STRICT",
  'CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db)
}
