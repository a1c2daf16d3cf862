import type { Kysely } from 'kysely'
import type { SignInAttemptTable, Tables } from './tables.ts'

type Db = Kysely<Tables>

/** select … from signInAttempt where key = $1 */
export const findAttempts = (db: Db, key: string): Promise<SignInAttemptTable | undefined> =>
  db.selectFrom('signInAttempt').selectAll().where('key', '=', key).executeTakeFirst()

/** insert into signInAttempt … on conflict (key) do update set … */
export async function saveAttempts(db: Db, { key, ...values }: SignInAttemptTable): Promise<void> {
  await db
    .insertInto('signInAttempt')
    .values({ key, ...values })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
    .execute()
}

export async function deleteAttempts(db: Db, key: string): Promise<void> {
  await db.deleteFrom('signInAttempt').where('key', '=', key).execute()
}

/** delete from signInAttempt where lastAt <= $1 */
export async function deleteAttemptsUntil(db: Db, at: number): Promise<void> {
  await db.deleteFrom('signInAttempt').where('lastAt', '<=', at).execute()
}

/** Keeps the `most` rows whose last failure is newest. */
export async function deleteOldestAttempts(db: Db, most: number): Promise<void> {
  await db
    .deleteFrom('signInAttempt')
    .where('key', 'in', (from) =>
      // SQLite has no OFFSET without LIMIT; -1 is none.
      from.selectFrom('signInAttempt').select('key').orderBy('lastAt', 'desc').limit(-1).offset(most),
    )
    .execute()
}
