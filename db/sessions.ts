import type { Kysely } from 'kysely'
import { statementForRow } from './statement.ts'
import type { PersonTable, SessionTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type SessionOfPerson = { session: string } & Pick<SessionTable, 'lastSeenAt' | 'expiresAt'> &
  Pick<PersonTable, 'id' | 'office' | 'username' | 'name' | 'position' | 'disabled'>

/** select … from session join person where session.id = $1 */
export const findSession: (db: Db, given: { id: string }) => Promise<SessionOfPerson | undefined> =
  statementForRow((db, given) =>
    db
      .selectFrom('session')
      .innerJoin('person', 'person.id', 'session.person')
      .select(['session.id as session', 'session.lastSeenAt', 'session.expiresAt'])
      .select(['person.id', 'person.office', 'person.username', 'person.name', 'person.position'])
      .select('person.disabled')
      .where('session.id', '=', given.id),
  )

export async function insertSession(db: Db, row: SessionTable): Promise<void> {
  await db.insertInto('session').values(row).execute()
}

/** update session set lastSeenAt = $2 where id = $1 */
export async function noteSessionUse(db: Db, id: string, now: number): Promise<void> {
  await db.updateTable('session').set({ lastSeenAt: now }).where('id', '=', id).execute()
}

export async function deleteSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('session').where('id', '=', id).execute()
}

/** delete from session where id in (select … where expiresAt <= $now or lastSeenAt <= $idleSince limit …); answers how many. */
export async function deleteEndedSessions(
  db: Db,
  { now, idleSince, most }: { now: number; idleSince: number; most: number },
): Promise<number> {
  const ended = db
    .selectFrom('session')
    .select('id')
    .where((eb) => eb.or([eb('expiresAt', '<=', now), eb('lastSeenAt', '<=', idleSince)]))
    .limit(most)
  const { numDeletedRows } = await db.deleteFrom('session').where('id', 'in', ended).executeTakeFirst()
  return Number(numDeletedRows)
}

/** A session ends 12 hours after it was last used at the latest. */
export const idleMs = 12 * 3_600_000

/** FROM session JOIN person: those that at `now` (ms) have neither ended nor idled too long, of persons not disabled. */
const livingSessions = (db: Db, now: number) =>
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
