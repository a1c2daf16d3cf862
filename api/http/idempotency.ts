import type { Request } from 'express'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { ApiProblem } from './problem.ts'

/** The key that makes a repeated POST harmless; undefined when the client sent none. Throws `invalid_request`. */
export function idempotencyKey(req: Request): string | undefined {
  const key = req.get('Idempotency-Key')
  if (key === undefined || /^[\x21-\x7e]{1,200}$/.test(key)) return key
  const message = {
    th: 'Idempotency-Key ต้องเป็นอักขระ ASCII ไม่เกิน 200 ตัว',
    en: 'up to 200 visible ASCII characters',
  }
  throw new ApiProblem('invalid_request', { errors: [{ path: 'Idempotency-Key', message }] })
}

/** So long a repeated POST gets the answer that it got the first time. */
const keptMs = 7 * 24 * 3_600_000

/** Forgets the answers that are too old to be asked for again by `now` (ms). */
export const forgetOldAnswers = (db: Kysely<Tables>, now: number) =>
  db
    .deleteFrom('idempotency')
    .where('at', '<=', now - keptMs)
    .execute()

type Once = {
  person: string
  key: string | undefined
  method: string
  path: string
  body: unknown
  now: number
}

/**
 * Runs `work` once for a person's key: the answer is kept in the same transaction, so the same request again gets the
 * same answer and adds nothing. Throws `idempotency_conflict` when the key came with another request before.
 */
export async function once<Result>(
  trx: Transaction<Tables>,
  given: Once,
  work: () => Promise<Result>,
): Promise<Result> {
  const { person, key, method, path, body, now } = given
  if (key === undefined) return work()
  const requestHash = hashOf({ method, path, body })
  const known = await trx
    .selectFrom('idempotency')
    .select(['requestHash', 'response'])
    .where('person', '=', person)
    .where('key', '=', key)
    .executeTakeFirst()
  if (known && known.requestHash !== requestHash) throw new ApiProblem('idempotency_conflict')
  if (known) return JSON.parse(known.response) as Result
  const result = await work()
  await trx
    .insertInto('idempotency')
    .values({ person, key, requestHash, response: JSON.stringify(result), at: now })
    .execute()
  return result
}
