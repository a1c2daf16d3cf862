import { createHmac } from 'node:crypto'
import { ApiProblem } from '../http/problem.ts'
import type { Deps } from '../process/deps.ts'

const minute = 60_000
const hour = 60 * minute

/**
 * `free` failures cost nothing; each further one doubles the wait, from 2 s up to `longest`. Failures are forgotten
 * `memory` after the last. Addresses are lenient: a whole office may stand behind one.
 */
const policies = {
  username: { free: 5, longest: 15 * minute, memory: 24 * hour, clearedBySuccess: true },
  address: { free: 30, longest: minute, memory: hour, clearedBySuccess: false },
  code: { free: 5, longest: 15 * minute, memory: 24 * hour, clearedBySuccess: true },
}
export type Subject = { kind: keyof typeof policies; of: string }

/**
 * Runs a guess at a password or code unless a subject of it has to wait; throws `too_many_requests` with the seconds
 * to wait then. An undefined result is a failure of every subject; any other clears the username and the code.
 */
export const throttled = <Result>(
  deps: Deps,
  subjects: readonly Subject[],
  guess: () => Promise<Result | undefined>,
): Promise<Result | undefined> =>
  deps.guesses(async () => {
    await refuseWhoMustWait(deps, subjects)
    const result = await guess()
    if (result === undefined) await Promise.all(subjects.map((subject) => countFailure(deps, subject)))
    else await forget(deps, subjects)
    return result
  })

/** The wait in ms after so many failures. */
export function waitAfter(failures: number, kind: Subject['kind']): number {
  const { free, longest } = policies[kind]
  return failures <= free ? 0 : Math.min(longest, 1000 * 2 ** Math.min(failures - free, 30))
}

/** Keyed, so that the table names neither people nor addresses. */
const keyOf = ({ config }: Deps, { kind, of }: Subject) =>
  createHmac('sha256', config.secret).update(`${kind}:${of}`).digest('hex')

async function refuseWhoMustWait(deps: Deps, subjects: readonly Subject[]) {
  const now = deps.clock.now()
  const rows = await deps.db
    .selectFrom('signInAttempt')
    .select('blockedUntil')
    .where(
      'key',
      'in',
      subjects.map((subject) => keyOf(deps, subject)),
    )
    .where('blockedUntil', '>', now)
    .execute()
  if (rows.length === 0) return
  const seconds = Math.ceil((Math.max(...rows.map((row) => row.blockedUntil)) - now) / 1000)
  throw new ApiProblem('too_many_requests', {
    retryAfter: seconds,
    message: {
      th: `ลองผิดหลายครั้งเกินไป — รอ ${seconds} วินาที แล้วลองใหม่`,
      en: `Too many failed attempts. Wait ${seconds} seconds, then try again.`,
    },
  })
}

const countFailure = (deps: Deps, subject: Subject) =>
  deps.commits(async (trx) => {
    const key = keyOf(deps, subject)
    const now = deps.clock.now()
    const row = await trx
      .selectFrom('signInAttempt')
      .select(['failures', 'lastAt'])
      .where('key', '=', key)
      .executeTakeFirst()
    const remembered = row && row.lastAt > now - policies[subject.kind].memory ? row.failures : 0
    const values = {
      failures: remembered + 1,
      blockedUntil: now + waitAfter(remembered + 1, subject.kind),
      lastAt: now,
    }
    await trx
      .insertInto('signInAttempt')
      .values({ key, ...values })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
      .execute()
  })

/** Forgets the failures that count for nobody any more by `now` (ms). */
export const forgetOldAttempts = (db: Deps['db'], now: number) =>
  db
    .deleteFrom('signInAttempt')
    .where('lastAt', '<=', now - Math.max(...Object.values(policies).map(({ memory }) => memory)))
    .execute()

async function forget(deps: Deps, subjects: readonly Subject[]) {
  const cleared = subjects.filter(({ kind }) => policies[kind].clearedBySuccess)
  if (cleared.length === 0) return
  await deps.db
    .deleteFrom('signInAttempt')
    .where(
      'key',
      'in',
      cleared.map((subject) => keyOf(deps, subject)),
    )
    .execute()
}
