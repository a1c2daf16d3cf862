import { hash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'

/**
 * Rows are appended and found by an index of digests. They lay by their keys, which are random: each event wrote a page
 * and a half of the log for them, as much as all its other rows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`CREATE TABLE idempotencyNew (
    id INTEGER PRIMARY KEY, digest BLOB NOT NULL, person TEXT NOT NULL, key TEXT NOT NULL, requestHash TEXT NOT NULL,
    request TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL) STRICT`)
  type Row = { person: string; key: string; requestHash: string; request: string; seq: number; at: number }
  const { rows } = await sql<Row>`SELECT * FROM idempotency ORDER BY at`.execute(db)
  for (const { person, key, requestHash, request, seq, at } of rows) {
    const digest = hash('sha256', `${person}\n${key}`, 'buffer').subarray(0, 16)
    await sql`INSERT INTO idempotencyNew (digest, person, key, requestHash, request, seq, at)
      VALUES (${digest}, ${person}, ${key}, ${requestHash}, ${request}, ${seq}, ${at})`.execute(db)
  }
  await run('DROP TABLE idempotency')
  await run('ALTER TABLE idempotencyNew RENAME TO idempotency')
  await run('CREATE UNIQUE INDEX idempotencyByDigest ON idempotency (digest)')
  await run('CREATE INDEX idempotencyByAge ON idempotency (at)')
}
