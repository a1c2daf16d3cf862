import { type Kysely, sql } from 'kysely'

const statements = [
  'ALTER TABLE event ADD COLUMN language INTEGER NOT NULL DEFAULT 1',
  // Beside the trigger on the other columns, under which personal data is erased.
  `CREATE TRIGGER eventLanguageUnchanged BEFORE UPDATE ON event WHEN NEW.language IS NOT OLD.language
    BEGIN SELECT RAISE(ABORT, 'events are append-only: UPDATE is refused'); END`,
]

/** The language in which the version of a procedure is written, beside its hash. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
