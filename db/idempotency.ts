import { hash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { statement, statementForRow } from './statement.ts'
import type { IdempotencyTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type IdempotencyRow = Omit<IdempotencyTable, 'id' | 'digest'>
type OfPerson = Pick<IdempotencyTable, 'person' | 'key'>

/** By what a row is found: keys are random and up to 200 characters, and an index of them would be written all over. */
const digestOf = ({ person, key }: OfPerson): Uint8Array =>
  hash('sha256', `${person}\n${key}`, 'buffer').subarray(0, 16)

/** select requestHash, request, seq from idempotency where digest = $1 */
export const findKey = (db: Db, keyed: OfPerson) => rowOfDigest(db, { digest: digestOf(keyed) })
const rowOfDigest = statementForRow((db, given: Pick<IdempotencyTable, 'digest'>) =>
  db.selectFrom('idempotency').select(['requestHash', 'request', 'seq']).where('digest', '=', given.digest),
)

/** insert into idempotency … on conflict do nothing; answers whether the person's key was new. */
export async function insertKey(db: Db, row: IdempotencyRow): Promise<boolean> {
  const { numAffectedRows } = await insertNew(db, { ...row, digest: digestOf(row) })
  return numAffectedRows === 1n
}
const insertNew = statement((db, given: Omit<IdempotencyTable, 'id'>) =>
  db
    .insertInto('idempotency')
    .values({
      digest: given.digest,
      person: given.person,
      key: given.key,
      requestHash: given.requestHash,
      request: given.request,
      seq: given.seq,
      at: given.at,
    })
    .onConflict((conflict) => conflict.doNothing()),
)

/** delete from idempotency where id in (select id … where at <= $1 limit $2); answers how many there were. */
export async function deleteKeysUntil(db: Db, at: number, most: number): Promise<number> {
  const old = db.selectFrom('idempotency').select('id').where('at', '<=', at).limit(most)
  const { numDeletedRows } = await db.deleteFrom('idempotency').where('id', 'in', old).executeTakeFirst()
  return Number(numDeletedRows)
}
