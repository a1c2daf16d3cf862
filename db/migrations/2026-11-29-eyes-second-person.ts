import { type Kysely, sql } from 'kysely'

/**
 * SQLite changes no CHECK in place, so that the table is copied: changes of a person are confirmed too, and whoever runs
 * the server, who is no person of an office, decides where nobody of it can.
 *
 * `codeBy` is who alone could know by what an account was first opened. Those who hold a post that decides were appointed
 * to it by two, or before that was asked; of the others the office's log tells who made them.
 */
const statements = [
  `CREATE TABLE confirmationOfAll (
    id TEXT NOT NULL, office TEXT NOT NULL REFERENCES office (id),
    kind TEXT NOT NULL CHECK (kind IN ('activation', 'appointment', 'password', 'person')), subject TEXT NOT NULL,
    payload TEXT NOT NULL, askedBy TEXT NOT NULL REFERENCES person (id), askedAt INTEGER NOT NULL,
    expiresAt INTEGER NOT NULL, decidedBy TEXT, decidedAt INTEGER,
    decision TEXT CHECK (decision IN ('confirmed', 'declined', 'withdrawn')), reason TEXT,
    PRIMARY KEY (office, id),
    CHECK ((decision IS NULL) = (decidedAt IS NULL) AND (decision IS NULL) = (decidedBy IS NULL))) STRICT`,
  `INSERT INTO confirmationOfAll SELECT id, office, kind, subject, payload, askedBy, askedAt, expiresAt, decidedBy,
    decidedAt, decision, reason FROM confirmation`,
  'DROP TABLE confirmation',
  'ALTER TABLE confirmationOfAll RENAME TO confirmation',
  'CREATE INDEX confirmationWaiting ON confirmation (office, kind, subject) WHERE decision IS NULL',

  'ALTER TABLE person ADD COLUMN codeBy TEXT',
  `UPDATE person SET codeBy = (
      SELECT actor FROM officeEvent
      WHERE officeEvent.office = person.office AND type = 'person.created'
        AND json_extract(after, '$.person') = person.id AND actor <> person.id LIMIT 1)
    WHERE NOT EXISTS (SELECT 1 FROM appointment WHERE appointment.person = person.id AND role <> 'officer')`,

  /* What somebody is told that is about the office and about no request. */
  `CREATE TABLE officeNotice (
    id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person (id), office TEXT NOT NULL REFERENCES office (id),
    messageTh TEXT NOT NULL, messageEn TEXT NOT NULL, at INTEGER NOT NULL, readAt INTEGER) STRICT`,
  'CREATE INDEX officeNoticeOfPerson ON officeNotice (person, at DESC, id)',
  'CREATE INDEX officeNoticeUnread ON officeNotice (person) WHERE readAt IS NULL',
  'CREATE INDEX officeNoticeRead ON officeNotice (readAt) WHERE readAt IS NOT NULL',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
