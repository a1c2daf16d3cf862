import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { projectAll } from '../../db/projections.ts'

/** Of each table, the columns of which every copy has one of its own, made of what it had before. */
const ownColumns = {
  request: ['id'],
  content: ['request'],
  event: ['request', 'hash'],
  timer: ['request'],
  publication: ['request', 'id'],
  asked: ['request'],
  figure: ['request'],
}

/**
 * Copies a request with all that is stored of it, for tests of quantity: its copies are named `<id>-1` and so on, and
 * their hashes do not verify.
 */
export async function copyRequest(db: Db, request: string, count: number): Promise<void> {
  await projectAll(db)
  await db.transaction().execute(async (trx) => {
    for (const [table, own] of Object.entries(ownColumns)) {
      const { rows } = await sql<{ name: string }>`SELECT name FROM pragma_table_info(${table})`.execute(trx)
      const columns = rows.map(({ name }) => sql.ref(`${table}.${name}`))
      const copied = rows.map(({ name }, index) =>
        own.includes(name) ? sql`${columns[index]} || '-' || copy.number` : sql`${columns[index]}`,
      )
      await sql`
        WITH RECURSIVE copy (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM copy WHERE number < ${count})
        INSERT INTO ${sql.table(table === 'figure' ? 'newFigure' : table)} (${sql.join(rows.map(({ name }) => sql.ref(name)))})
        SELECT ${sql.join(copied)} FROM ${sql.table(table)} CROSS JOIN copy
        WHERE ${sql.ref(`${table}.${own[0]}`)} = ${request}`.execute(trx)
    }
  })
  await projectAll(db)
}
