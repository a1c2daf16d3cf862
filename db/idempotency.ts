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

/** insert into idempotency … on conflict do nothing; answers whether the key was new. */
export async function insertKey(db: Db, row: IdempotencyTable): Promise<boolean> {
  const { numAffectedRows } = await insertNew(db, row)
  return numAffectedRows === 1n
}
const insertNew = statement((db, given: IdempotencyTable) =>
  db
    .insertInto('idempotency')
    .values({
      person: given.person,
      key: given.key,
      requestHash: given.requestHash,
      request: given.request,
      seq: given.seq,
      at: given.at,
    })
    .onConflict((conflict) => conflict.doNothing()),
)

/** delete from idempotency where (person, key) in (select … where at <= $1 limit $2); answers how many there were. */
export async function deleteKeysUntil(db: Db, at: number, most: number): Promise<number> {
  const old = db.selectFrom('idempotency').select(['person', 'key']).where('at', '<=', at).limit(most)
  const { numDeletedRows } = await db
    .deleteFrom('idempotency')
    .where((eb) => eb(eb.refTuple('person', 'key'), 'in', old.$asTuple('person', 'key')))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
