import { type Kysely, sql } from 'kysely'

const cell = 'office, owner, procedure, procedureHash, status, steps, draftOf'
const of = (row: 'NEW' | 'OLD') =>
  cell
    .split(', ')
    .map((column) => `${row}.${column}`)
    .join(', ')

/** One more or one fewer of a cell of `requestCount`, for its owner and, under '', for the whole office. */
const countCell = (row: 'NEW' | 'OLD', by: 1 | -1) => `
  INSERT INTO requestCount (${cell}, count)
    SELECT ${row}.office, whose.owner, ${row}.procedure, ${row}.procedureHash, ${row}.status, ${row}.steps,
      ${row}.draftOf, ${by}
    FROM (SELECT ${row}.owner AS owner UNION ALL SELECT '') AS whose WHERE true
    ON CONFLICT DO UPDATE SET count = count + ${by};`

const at = "(CASE WHEN status = 'open' THEN since ELSE -since END)"

/** What was never submitted is read by its group alone: lists and counts tell it apart without looking at each request. */
const statements = [
  'ALTER TABLE office ADD COLUMN draftsOpen INTEGER NOT NULL DEFAULT 0 CHECK (draftsOpen IN (0, 1))',
  "ALTER TABLE request ADD COLUMN draftOf TEXT NOT NULL DEFAULT ''",
  "UPDATE request SET draftOf = groupId WHERE json_extract(snapshot, '$.context.revision') = 0",
  'DROP TRIGGER requestCounted',
  'DROP TRIGGER requestUncounted',
  'DROP TRIGGER requestRecounted',
  'DROP TABLE requestCount',
  `CREATE TABLE requestCount (
    office TEXT NOT NULL, owner TEXT NOT NULL, procedure TEXT NOT NULL, procedureHash TEXT NOT NULL,
    status TEXT NOT NULL, steps TEXT NOT NULL, draftOf TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (${cell})) STRICT, WITHOUT ROWID`,
  `INSERT INTO requestCount SELECT ${cell}, count(*) FROM request GROUP BY 1, 2, 3, 4, 5, 6, 7`,
  `INSERT INTO requestCount SELECT office, '', procedure, procedureHash, status, steps, draftOf, count(*)
    FROM request GROUP BY 1, 3, 4, 5, 6, 7`,
  `CREATE TRIGGER requestCounted AFTER INSERT ON request BEGIN ${countCell('NEW', 1)} END`,
  `CREATE TRIGGER requestUncounted AFTER DELETE ON request BEGIN ${countCell('OLD', -1)} END`,
  `CREATE TRIGGER requestRecounted AFTER UPDATE OF ${cell} ON request WHEN (${of('OLD')}) IS NOT (${of('NEW')})
    BEGIN ${countCell('OLD', -1)} ${countCell('NEW', 1)} END`,
  'DROP INDEX requestByStep',
  `CREATE INDEX requestByStep ON request (office, procedure, status, steps, draftOf, ${at}, id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
