import type { Kysely, Selectable } from 'kysely'
import type { SuccessorTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type SuccessorRow = Selectable<SuccessorTable>
/** As the public is told of a publication beside another. */
export type NamedPublication = { id: string; title: string; untilAt: number | null; endedAt: number | null }

const named = ['publication.id', 'publication.title', 'publication.untilAt', 'publication.endedAt'] as const

/** What took the place of a publication, whether it is public still or not. */
export const successorOf = (db: Db, publication: string): Promise<NamedPublication | undefined> =>
  db
    .selectFrom('successor')
    .innerJoin('publication', 'publication.id', 'successor.successor')
    .select(named)
    .where('successor.publication', '=', publication)
    .executeTakeFirst()

/** The publications whose place one took, the latest first, at most so many. */
export const replacedBy = (db: Db, successor: string, most: number): Promise<NamedPublication[]> =>
  db
    .selectFrom('successor')
    .innerJoin('publication', 'publication.id', 'successor.publication')
    .select(named)
    .where('successor.successor', '=', successor)
    .orderBy('successor.at', 'desc')
    .limit(most)
    .execute()

/** insert into successor … on conflict (publication) do update */
export async function setSuccessor(db: Db, row: SuccessorRow): Promise<void> {
  const { successor, at, by } = row
  await db
    .insertInto('successor')
    .values(row)
    .onConflict((conflict) => conflict.column('publication').doUpdateSet({ successor, at, by }))
    .execute()
}

/** delete from successor where publication = $1 */
export async function removeSuccessor(db: Db, publication: string): Promise<void> {
  await db.deleteFrom('successor').where('publication', '=', publication).execute()
}
