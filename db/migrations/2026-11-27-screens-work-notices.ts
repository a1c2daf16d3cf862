import { type Kysely, sql } from 'kysely'

/**
 * A notice that work has come names the step that asks for it, '' for any other. By a trigger and not by a statement of
 * each event: the work is done as soon as the request has left the step, whoever did it.
 */
const statements = [
  "ALTER TABLE notification ADD COLUMN step TEXT NOT NULL DEFAULT ''",
  "CREATE INDEX notificationOfWork ON notification (request) WHERE step <> '' AND readAt IS NULL",
  'CREATE INDEX notificationUnread ON notification (person, request) WHERE readAt IS NULL',
  `CREATE TRIGGER notificationDone AFTER UPDATE OF steps ON request WHEN OLD.steps <> NEW.steps BEGIN
    UPDATE notification SET readAt = NEW.updatedAt
      WHERE request = NEW.id AND step <> '' AND readAt IS NULL AND instr(NEW.steps, ',' || step || ',') = 0; END`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
