import { type Kysely, sql } from 'kysely'

const statements = [
  // In the order in which the lists are read, so that a page is read and not everything before it.
  `CREATE INDEX requestUnderWay ON request (
    office, (CASE WHEN status = 'open' THEN 0 ELSE 1 END), (CASE WHEN status = 'open' THEN since ELSE -since END), id)`,
  'CREATE INDEX requestWaiting ON request (office, waiting, since, id)',
  'DROP INDEX requestByOffice',
  'DROP INDEX requestByOwner',
  'CREATE INDEX requestOfOwner ON request (owner, (-updatedAt), id)',
  // Figures, moves, and how many requests run on a version.
  'CREATE INDEX requestByProcedure ON request (procedure, updatedAt)',
  'CREATE INDEX requestByVersion ON request (procedureHash, status)',
  // What a person did of one kind lately, and the one entry that names a draft's activation.
  'CREATE INDEX officeEventByType ON officeEvent (type, office, at)',
  // What is forgotten after a while.
  'CREATE INDEX idempotencyByAge ON idempotency (at)',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
