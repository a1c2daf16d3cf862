import type { Kysely } from 'kysely'
import { statementForRow } from './statement.ts'
import type { Tables } from './tables.ts'

type Reader = Kysely<Tables>

/**
 * How often what the public sees of an office was changed, counted by triggers; undefined when there is no such office.
 *
 * select publicRevision from office where id = $1
 */
export const findPublicRevision = async (db: Reader, office: string): Promise<number | undefined> =>
  (await publicRevision(db, { office }))?.publicRevision

const publicRevision = statementForRow((db, { office }: { office: string }) =>
  db.selectFrom('office').select('publicRevision').where('id', '=', office),
)

/** How often what the public sees of all offices was changed, the offices themselves counted. */
export async function publicRevisionOfAll(db: Reader): Promise<number> {
  const { changes, offices } = await db
    .selectFrom('office')
    .select((eb) => [
      eb.fn.sum<number>('publicRevision').as('changes'),
      eb.fn.countAll<number>().as('offices'),
    ])
    .executeTakeFirstOrThrow()
  return Number(changes ?? 0) + Number(offices)
}

/** In ms since 1970: when the last item ran out by `now` and the next one will; null where there is none. */
export type Ends = { last: number | null; next: number | null }

/** The ends around `now` of an office's publications. */
export async function endsAround(db: Reader, office: string, now: number): Promise<Ends> {
  // Two statements: only so does each take the one row that it needs from the index.
  const ends = db.selectFrom('publication').where('office', '=', office)
  const last = await ends
    .select((eb) => eb.fn.max('untilAt').as('at'))
    .where('untilAt', '<=', now)
    .executeTakeFirstOrThrow()
  const next = await ends
    .select((eb) => eb.fn.min('untilAt').as('at'))
    .where('untilAt', '>', now)
    .executeTakeFirstOrThrow()
  return { last: last.at, next: next.at }
}
