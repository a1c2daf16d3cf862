import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

/** A kept count beside what counting comes to. */
export type Miscount = { what: string; kept: number | null; counted: number | null }

/**
 * Every kept count that counting anew does not come to: of requests by owner and step, publications by category, unread
 * notices, events, documents of the search, and figures by day.
 */
export async function findMiscounts(db: Db): Promise<Miscount[]> {
  const found: Miscount[] = []
  for (const { what, kept, counted } of comparisons) {
    const { rows } = await sql<Miscount>`
      WITH kept (name, count) AS (${sql.raw(kept)}), counted (name, count) AS (${sql.raw(counted)})
      SELECT ${what} || ' ' || coalesce(kept.name, counted.name) AS what, kept.count AS kept, counted.count AS counted
      FROM kept FULL JOIN counted ON kept.name = counted.name
      WHERE coalesce(kept.count, 0) <> coalesce(counted.count, 0)`.execute(db)
    found.push(...rows)
  }
  return found
}

const cell = 'office, owner, procedure, procedureHash, status, steps, draftOf'
const day = '((at + 25200000) / 86400000)'
const comparisons = [
  {
    what: 'requests at',
    kept: `SELECT json_array(${cell}), count FROM requestCount`,
    counted: `SELECT json_array(${cell}), count(*) FROM (
      SELECT ${cell} FROM request UNION ALL
      SELECT office, '' AS owner, procedure, procedureHash, status, steps, draftOf FROM request) GROUP BY 1`,
  },
  {
    what: 'publications of',
    kept: 'SELECT json_array(office, category), count FROM publicationCount',
    counted: `SELECT json_array(office, coalesce(category, '')), count(*)
      FROM publication WHERE endedAt IS NULL GROUP BY 1`,
  },
  {
    what: 'publications narrowed to',
    kept: 'SELECT json_array(office, category, groupId, fiscalYear, procedure), count FROM publicationFacet',
    counted: `SELECT json_array(p.office, coalesce(p.category, ''), p.groupId,
        CAST(strftime('%Y', p.publishedAt / 1000 + 25200, 'unixepoch', '+3 months') AS INTEGER) + 543, r.procedure), count(*)
      FROM publication p JOIN request r ON r.id = p.request WHERE p.endedAt IS NULL GROUP BY 1`,
  },
  {
    what: 'unread notices of',
    kept: 'SELECT person, count FROM unreadCount',
    counted: 'SELECT person, count(*) FROM notification WHERE readAt IS NULL GROUP BY 1',
  },
  {
    what: 'events',
    kept: "SELECT '', max(rowid) FROM event",
    counted: "SELECT '', count(*) FROM event",
  },
  {
    what: 'searched requests',
    kept: `SELECT '', count(*) FROM (
      SELECT id FROM requestSearch_docsize UNION SELECT document FROM staleDocument WHERE what = 'request')`,
    counted: "SELECT '', count(*) FROM request",
  },
  {
    what: 'searched publications',
    kept: `SELECT '', (SELECT count(*) FROM publicationSearch_docsize
        WHERE id NOT IN (SELECT document FROM staleDocument WHERE what = 'publication'))
      + (SELECT count(*) FROM staleDocument s JOIN searchDocument d ON d.id = s.document
        JOIN publication p ON p.request = d.request AND p.endedAt IS NULL WHERE s.what = 'publication')`,
    counted: "SELECT '', count(*) FROM publication WHERE endedAt IS NULL",
  },
  {
    what: 'figures of',
    kept: 'SELECT json_array(procedure, cell, what, name, bucket), count FROM figureCount',
    counted: `SELECT json_array(procedure, level.value * 10000000 + (${day} >> (3 * level.value)), what, name, bucket),
      count(*) FROM figure CROSS JOIN json_each('[0,1,2,3]') AS level GROUP BY 1`,
  },
]
