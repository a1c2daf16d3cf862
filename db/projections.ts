import { type Kysely, sql } from 'kysely'
import { projectNotices } from './notifications.ts'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

/**
 * What is derived for reading alone (the indexes of search, the figures and their counts, people's notices) follows the
 * events in batches: an event notes only what is behind. Whoever reads it has it brought up to date first (`isBehind`, `project`).
 */

/** Whether an index of search, a figure or a notice is behind what is committed: select exists (…) */
export async function isBehind(db: Db): Promise<boolean> {
  const { rows } = await sql<{ behind: number }>`
    SELECT EXISTS (SELECT 1 FROM staleDocument) OR EXISTS (SELECT 1 FROM newFigure)
      OR EXISTS (SELECT 1 FROM newNotice) AS behind`.execute(db)
  return rows[0]?.behind === 1
}

/** Brings at most `most` documents of each index, `most` figures and the notices of `most` events up to date; a transaction must be open. */
export async function project(trx: Db, most: number): Promise<void> {
  await projectFigures(trx, most)
  await projectNotices(trx, most)
  for (const what of ['request', 'publication'] as const) await projectDocuments(trx, what, most)
}

/** Brings everything up to date where nobody else writes: at the server's start. */
export async function projectAll(db: Db): Promise<void> {
  while (await isBehind(db)) {
    await db.transaction().execute((trx) => project(trx, 500))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** The day in Bangkok is counted by 1, 8, 64 and 512 days, so that any period is a few sums. */
const cell = sql`level.value * 10000000 + (((at + 25200000) / 86400000) >> (3 * level.value))`
const levels = sql`json_each('[0,1,2,3]')`

async function projectFigures(trx: Db, most: number): Promise<void> {
  const { rows } = await sql<{ last: number | null }>`
    SELECT max(id) AS last FROM (SELECT id FROM newFigure ORDER BY id LIMIT ${most})`.execute(trx)
  const last = rows[0]?.last ?? null
  if (last === null) return
  await sql`
    INSERT INTO figure (procedure, what, name, bucket, ms, at, request, seq)
      SELECT procedure, what, name, bucket, ms, at, request, seq FROM newFigure WHERE id <= ${last}
      ORDER BY 1, 2, 3, 4, 5, 6, 7, 8`.execute(trx)
  await sql`
    INSERT INTO figureCount (procedure, cell, what, name, bucket, count)
      SELECT procedure, ${cell} AS cell, what, name, bucket, count(*)
      FROM newFigure CROSS JOIN ${levels} AS level WHERE newFigure.id <= ${last} GROUP BY 1, 2, 3, 4, 5
      ON CONFLICT DO UPDATE SET count = count + excluded.count`.execute(trx)
  await sql`DELETE FROM newFigure WHERE id <= ${last}`.execute(trx)
}

/** Takes the figures of some requests out of what was filed and counted, and out of what is still to be. */
export async function forgetFigures(trx: Db, requests: string[]): Promise<void> {
  const listed = sql`(SELECT value FROM json_each(${JSON.stringify(requests)}))`
  await sql`
    INSERT INTO figureCount (procedure, cell, what, name, bucket, count)
      SELECT procedure, ${cell} AS cell, what, name, bucket, -count(*)
      FROM figure CROSS JOIN ${levels} AS level WHERE figure.request IN ${listed} GROUP BY 1, 2, 3, 4, 5
      ON CONFLICT DO UPDATE SET count = count + excluded.count`.execute(trx)
  await sql`DELETE FROM figureCount WHERE count = 0`.execute(trx)
  await sql`DELETE FROM figure WHERE request IN ${listed}`.execute(trx)
  await sql`DELETE FROM newFigure WHERE request IN ${listed}`.execute(trx)
}

/** Two blanks behind each text: see `db/search.ts`. What has ended is searched by nobody. */
const textsOf = {
  request: sql`SELECT d.id, r.searchText || '  ' FROM searchDocument d JOIN request r ON r.id = d.request`,
  publication: sql`SELECT d.id, p.searchText || '  ' FROM searchDocument d
    JOIN publication p ON p.request = d.request AND p.endedAt IS NULL`,
}

async function projectDocuments(trx: Db, what: 'request' | 'publication', most: number): Promise<void> {
  const stale = await trx
    .selectFrom('staleDocument')
    .select('document')
    .where('what', '=', what)
    .orderBy('document')
    .limit(most)
    .execute()
  if (stale.length === 0) return
  const index = sql.table(`${what}Search`)
  const listed = sql`(SELECT value FROM json_each(${JSON.stringify(stale.map(({ document }) => document))}))`
  const indexed = await sql<{ id: number }>`
    SELECT id FROM ${sql.table(`${what}Search_docsize`)} WHERE id IN ${listed}`.execute(trx)
  if (indexed.rows.length > 0) {
    // A deletion of what is not there would be written too; and FTS5 is not asked and told in one statement.
    const known = JSON.stringify(indexed.rows.map(({ id }) => id))
    await sql`DELETE FROM ${index} WHERE rowid IN (SELECT value FROM json_each(${known}))`.execute(trx)
  }
  await sql`INSERT INTO ${index} (rowid, text) ${textsOf[what]} WHERE d.id IN ${listed} ORDER BY 1`.execute(
    trx,
  )
  await sql`DELETE FROM staleDocument WHERE what = ${what} AND document IN ${listed}`.execute(trx)
}
