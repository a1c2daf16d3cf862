import { type Kysely, sql } from 'kysely'

const same = (columns: readonly string[]) =>
  columns.map((column) => `NEW."${column}" IS OLD."${column}"`).join(' AND ')

/** Only an entry of an office's log that orders it lets anything be erased; it has to be written first. */
const ordered = (hash: string) =>
  `EXISTS (SELECT 1 FROM officeEvent WHERE hash = ${hash} AND type = 'personal.erased')`

const hashed = [
  ...['rowid', 'request', 'seq', 'type', 'actor', 'actedAs', 'at', 'payload', 'fromSteps', 'toSteps'],
  ...['contentRevision', 'procedureHash', 'previousHash', 'hash', 'holidays', 'form'],
]
type Part = { texts: string[]; salt: string; digest: string; erased: string }
const actor: Part = {
  ...{ texts: ['actorName'], salt: 'actorSalt', digest: 'actorDigest', erased: 'actorErased' },
}
const texts: Part = {
  ...{ texts: ['texts', 'contentSha256'], salt: 'textsSalt', digest: 'textsDigest', erased: 'textsErased' },
}
/** Text and salt go together, for ever, and their digest comes; or all stays as it was. */
const untouchedOrErased = (part: Part) => `(
  (${same([...part.texts, part.salt, part.digest, part.erased])})
  OR (OLD.${part.erased} IS NULL AND OLD.${part.salt} IS NOT NULL AND NEW.${part.salt} IS NULL
    AND ${part.texts.map((column) => `NEW.${column} IS NULL`).join(' AND ')}
    AND length(NEW.${part.digest}) = 64 AND ${ordered(`NEW.${part.erased}`)}))`

const statements = [
  /* Events: what is personal stands apart from what is hashed. */
  'ALTER TABLE event ADD COLUMN form INTEGER NOT NULL DEFAULT 1',
  ...['actorSalt', 'texts', 'textsSalt', 'actorDigest', 'actorErased', 'textsDigest', 'textsErased'].map(
    (column) => `ALTER TABLE event ADD COLUMN ${column} TEXT`,
  ),
  'DROP TRIGGER eventUnchanged',
  `CREATE TRIGGER eventUnchanged BEFORE UPDATE ON event
    WHEN (OLD.form = 2 AND ${same(hashed)} AND ${untouchedOrErased(actor)} AND ${untouchedOrErased(texts)}
      AND (NEW.actorErased IS NOT OLD.actorErased OR NEW.textsErased IS NOT OLD.textsErased)) IS NOT 1
    BEGIN SELECT RAISE(ABORT, 'events are append-only: UPDATE is refused'); END`,

  /* Contents: a frozen one may be erased by order, and stays frozen. */
  'ALTER TABLE content ADD COLUMN erased TEXT',
  'DROP TRIGGER contentFrozen',
  `CREATE TRIGGER contentFrozen BEFORE UPDATE ON content
    WHEN OLD.frozen = 1 AND (OLD.erased IS NULL AND ${same(['rowid', 'request', 'revision', 'frozen', 'at', 'by'])}
      AND ${ordered('NEW.erased')}) IS NOT 1
    BEGIN SELECT RAISE(ABORT, 'a frozen revision of the content cannot be changed'); END`,

  /* People. */
  'ALTER TABLE person ADD COLUMN erased TEXT',

  /* The log: facts that name somebody stand in rows of their own, of which the entry keeps salted digests. */
  'ALTER TABLE officeEvent ADD COLUMN form INTEGER NOT NULL DEFAULT 1',
  "ALTER TABLE officeEvent ADD COLUMN facts TEXT NOT NULL DEFAULT '[]'",
  `CREATE TABLE officeFact (
    office TEXT NOT NULL, seq INTEGER NOT NULL, number INTEGER NOT NULL, person TEXT NOT NULL,
    json TEXT, salt TEXT, erased TEXT,
    PRIMARY KEY (office, seq, number), FOREIGN KEY (office, seq) REFERENCES officeEvent (office, seq)) STRICT`,
  'CREATE INDEX officeFactByPerson ON officeFact (person)',
  `CREATE TRIGGER officeFactUnchanged BEFORE UPDATE ON officeFact
    WHEN (${same(['rowid', 'office', 'seq', 'number', 'person'])} AND OLD.erased IS NULL
      AND NEW.json IS NULL AND NEW.salt IS NULL AND ${ordered('NEW.erased')}) IS NOT 1
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: UPDATE is refused'); END`,
  `CREATE TRIGGER officeFactKept BEFORE DELETE ON officeFact
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: DELETE is refused'); END`,
  `CREATE TRIGGER officeFactNotReplaced BEFORE INSERT ON officeFact
    WHEN EXISTS (SELECT 1 FROM officeFact
      WHERE rowid = NEW.rowid OR (office = NEW.office AND seq = NEW.seq AND number = NEW.number))
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: REPLACE is refused'); END`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
