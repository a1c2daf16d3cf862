import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

/** A session ends 12 hours after it was last used at the latest. */
export const idleMs = 12 * 3_600_000

/** FROM session JOIN person: those that at `now` (ms) have neither ended nor idled too long, of persons not disabled. */
export const livingSessions = (db: Db, now: number) =>
  db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person')
    .where('session.expiresAt', '>', now)
    .where('session.lastSeenAt', '>', now - idleMs)
    .where('person.disabled', '=', 0)

/** Which of these sessions would still be let in at `now`; asking does not count as using them. */
export async function livingAmong(db: Db, sessions: string[], now: number): Promise<Set<string>> {
  const rows = await livingSessions(db, now)
    .where('session.id', 'in', sessions)
    .select('session.id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}
