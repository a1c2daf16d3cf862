import type { Request } from 'express'
import type { Kysely, Transaction } from 'kysely'
import { deleteKeysUntil, findKey, insertKey } from '../../db/idempotency.ts'
import type { Tables } from '../../db/tables.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { ApiProblem, invalidAt } from './problem.ts'

/** The key that makes a repeated POST harmless; undefined when the client sent none. Throws `invalid_request`. */
export function idempotencyKey(req: Request): string | undefined {
  const key = req.get('Idempotency-Key')
  if (key === undefined || /^[\x21-\x7e]{1,200}$/.test(key)) return key
  const message = {
    th: 'Idempotency-Key ต้องเป็นอักขระ ASCII ไม่เกิน 200 ตัว',
    en: 'up to 200 visible ASCII characters',
  }
  throw invalidAt('Idempotency-Key', message)
}

/** So long a repeated POST is known for one. */
const keptMs = 7 * 24 * 3_600_000

/** Forgets the keys that are too old to be sent again by `now` (ms). */
export const forgetOldAnswers = (db: Kysely<Tables>, now: number, most: number): Promise<number> =>
  deleteKeysUntil(db, now - keptMs, most)

/** A request of a person under a key of theirs. */
export type Keyed = { person: string; key: string; method: string; path: string; body: unknown }
/** What was done under a key: the event of a request. The answer is made of it anew. */
export type Done = { request: string; seq: number }

const hashOfRequest = ({ method, path, body }: Keyed) => hashOf({ method, path, body })

/**
 * What was done under this key before; undefined when nothing was. Throws `idempotency_conflict` when the key came with
 * another request.
 */
export async function doneBefore(db: Kysely<Tables>, keyed: Keyed): Promise<Done | undefined> {
  const known = await findKey(db, keyed)
  if (known && known.requestHash !== hashOfRequest(keyed)) throw new ApiProblem('idempotency_conflict')
  return known
}

/** The key of a command was used before: what it did now has to be rolled back. */
export class KeyUsed extends Error {}

/** Notes what was done under a key, in the transaction that does it; throws `KeyUsed` where it was noted before. */
export async function noteDone(
  trx: Transaction<Tables>,
  keyed: Keyed,
  { request, seq }: Done,
  at: number,
): Promise<void> {
  const { person, key } = keyed
  if (!(await insertKey(trx, { person, key, requestHash: hashOfRequest(keyed), request, seq, at })))
    throw new KeyUsed()
}

/** What an endpoint answers; without a status, that of its description. */
export type Answer<Body = unknown> = { status?: number; body?: Body; headers?: Record<string, string> }

const maxAnswers = 2000

/**
 * The answers that were sent under keys lately, so that a retry gets the very same one. In memory only: what must
 * survive, that the command was carried out and which event it made, is in the database.
 */
export class SentAnswers {
  readonly #answers = new Map<string, Answer>()

  get({ person, key }: Keyed): Answer | undefined {
    return this.#answers.get(`${person}\n${key}`)
  }

  set({ person, key }: Keyed, answer: Answer): void {
    for (const oldest of this.#answers.keys())
      if (this.#answers.size >= maxAnswers) this.#answers.delete(oldest)
    this.#answers.set(`${person}\n${key}`, answer)
  }
}
