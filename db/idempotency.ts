import type { Kysely } from 'kysely'
import { statement, statementForRow } from './statement.ts'
import type { IdempotencyTable, Tables } from './tables.ts'

type Db = Kysely<Tables>

/** select requestHash, request, seq from idempotency where person = $1 and key = $2 */
export const findKey = statementForRow((db, given: Pick<IdempotencyTable, 'person' | 'key'>) =>
  db
    .selectFrom('idempotency')
    .select(['requestHash', 'request', 'seq'])
    .where('person', '=', given.person)
    .where('key', '=', given.key),
)

/** insert into idempotency … */
export const insertKey: (db: Db, row: IdempotencyTable) => Promise<unknown> = statement((db, given) =>
  db.insertInto('idempotency').values({
    person: given.person,
    key: given.key,
    requestHash: given.requestHash,
    request: given.request,
    seq: given.seq,
    at: given.at,
  }),
)

/** delete from idempotency where at <= $1 */
export async function deleteKeysUntil(db: Db, at: number): Promise<void> {
  await db.deleteFrom('idempotency').where('at', '<=', at).execute()
}
