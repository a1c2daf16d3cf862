import { type Kysely, sql } from 'kysely'

/** How an office's public site looks, and the seal that stands on it; a change of either renews its pages. */
const statements = [
  "ALTER TABLE office ADD COLUMN site TEXT NOT NULL DEFAULT '{}'",
  `CREATE TRIGGER publicSite AFTER UPDATE OF site ON office
    BEGIN UPDATE office SET publicRevision = publicRevision + 1 WHERE id = NEW.id; END`,
  'CREATE TABLE officeSeal (office TEXT PRIMARY KEY REFERENCES office, sha256 TEXT NOT NULL, picture BLOB NOT NULL) STRICT',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
