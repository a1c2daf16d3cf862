import { type Kysely, sql } from 'kysely'

/** The fiscal year in which an instant lies: it begins on 1 October in Bangkok and is named by the year in which it ends. */
const fiscalYear = (at: string) =>
  `CAST(strftime('%Y', ${at} / 1000 + 25200, 'unixepoch', '+3 months') AS INTEGER) + 543`

const countCell = (row: 'NEW' | 'OLD', by: 1 | -1) => `
  INSERT INTO publicationFacet (office, category, groupId, fiscalYear, procedure, count)
    SELECT ${row}.office, coalesce(${row}.category, ''), ${row}.groupId, ${fiscalYear(`${row}.publishedAt`)},
      ${row}.procedure, ${by} WHERE ${row}.endedAt IS NULL
    ON CONFLICT DO UPDATE SET count = count + ${by};`

const cell = (row: 'NEW' | 'OLD') =>
  `(${row}.office, ${row}.category, ${row}.groupId, ${row}.publishedAt, ${row}.procedure, ${row}.endedAt IS NULL)`

const shown = 'WHERE endedAt IS NULL'

/**
 * What the public narrows lists by, counted by triggers for each combination that occurs: some hundreds of an office, of
 * which any count is a sum.
 */
const statements = [
  "ALTER TABLE publication ADD COLUMN procedure TEXT NOT NULL DEFAULT ''",
  'UPDATE publication SET procedure = (SELECT procedure FROM request WHERE request.id = publication.request)',
  `CREATE TABLE publicationFacet (
    office TEXT NOT NULL, category TEXT NOT NULL, groupId TEXT NOT NULL, fiscalYear INTEGER NOT NULL,
    procedure TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (office, category, groupId, fiscalYear, procedure)) STRICT, WITHOUT ROWID`,
  `INSERT INTO publicationFacet
    SELECT office, coalesce(category, ''), groupId, ${fiscalYear('publishedAt')}, procedure, count(*)
    FROM publication ${shown} GROUP BY 1, 2, 3, 4, 5`,
  `CREATE TRIGGER publicationFaceted AFTER INSERT ON publication BEGIN ${countCell('NEW', 1)} END`,
  `CREATE TRIGGER publicationUnfaceted AFTER DELETE ON publication BEGIN ${countCell('OLD', -1)} END`,
  `CREATE TRIGGER publicationRefaceted
    AFTER UPDATE OF office, category, groupId, publishedAt, procedure, endedAt ON publication
    WHEN ${cell('OLD')} IS NOT ${cell('NEW')} BEGIN ${countCell('OLD', -1)} ${countCell('NEW', 1)} END`,
  // In the order in which the lists are read. A year is a stretch of these, and a procedure is told without the row.
  `CREATE INDEX publicationOfGroup ON publication (office, groupId, publishedAt DESC, id, untilAt, procedure) ${shown}`,
  `CREATE INDEX publicationOfCategoryAndGroup
    ON publication (office, category, groupId, publishedAt DESC, id, untilAt, procedure) ${shown}`,
  `CREATE INDEX publicationOfProcedure ON publication (office, procedure, publishedAt DESC, id, untilAt) ${shown}`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
