import { createHmac } from 'node:crypto'
import {
  deleteAttempts,
  deleteAttemptsUntil,
  deleteOldestAttempts,
  findAttempts,
  saveAttempts,
} from '../../db/sign-in-attempts.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Deps } from '../process/deps.ts'
import { TooManyWait } from './guess-queue.ts'

const minute = 60_000
const hour = 60 * minute

/**
 * So many failures cost nothing; each further one doubles the wait, from 2 s up to `longestWaitMs`. They are forgotten
 * `memoryMs` after the last.
 */
const freeFailures = 5
const longestWaitMs = 15 * minute
const memoryMs = 24 * hour
/** A stranger with many addresses must not fill the disk; the oldest failures are forgotten first. */
export const maxRemembered = 10_000
const failuresBetweenTrims = 256

/**
 * Whose failures are counted together. A stranger's count by account and address, so that nobody can make another wait
 * who asks from elsewhere, nor for another account from the same address; a known device's count by themselves.
 */
export type Guesser = { account: string; address: string; device?: string | undefined }

/**
 * Runs a guess at a password or code unless the guesser has to wait; throws `too_many_requests` with the seconds to wait
 * then. An undefined result is a failure; any other clears the guesser's failures.
 */
export async function throttled<Result>(
  deps: Deps,
  guesser: Guesser,
  guess: () => Promise<Result | undefined>,
): Promise<Result | undefined> {
  const key = keyOf(deps, guesser)
  // Whoever has to wait anyway need not do so in the queue.
  await refuseWhoMustWait(deps, key)
  const queue = guesser.device === undefined ? deps.guesses.strangers : deps.guesses.knownDevices
  try {
    return await queue({ address: guesser.device ?? guesser.address, account: guesser.account }, async () => {
      const failures = await refuseWhoMustWait(deps, key)
      const result = await guess()
      if (result === undefined) await countFailure(deps, key)
      else if (failures > 0) await deps.commits((trx) => deleteAttempts(trx, key))
      return result
    })
  } catch (error) {
    if (error instanceof TooManyWait)
      throw new ApiProblem('too_many_requests', { retryAfter: 2, message: busy })
    throw error
  }
}
const busy = {
  th: 'มีผู้เข้าสู่ระบบพร้อมกันจำนวนมาก รอ 2 วินาที แล้วลองใหม่',
  en: 'Many sign in at once. Wait 2 seconds, then try again.',
}

/** The wait in ms after so many failures. */
export const waitAfter = (failures: number): number =>
  failures <= freeFailures ? 0 : Math.min(longestWaitMs, 1000 * 2 ** Math.min(failures - freeFailures, 30))

/** Keyed, so that the table names neither people nor addresses. */
function keyOf({ config }: Deps, { account, address, device }: Guesser): string {
  const subject = device === undefined ? ['address', address] : ['device', device]
  return createHmac('sha256', config.secret)
    .update(JSON.stringify([account, ...subject]))
    .digest('hex')
}

/** Answers how often the guesser has failed. */
async function refuseWhoMustWait({ db, clock }: Deps, key: string): Promise<number> {
  const { failures, blockedUntil } = (await findAttempts(db, key)) ?? { failures: 0, blockedUntil: 0 }
  const seconds = Math.ceil((blockedUntil - clock.now()) / 1000)
  if (seconds <= 0) return failures
  throw new ApiProblem('too_many_requests', {
    retryAfter: seconds,
    message: {
      th: `เข้าสู่ระบบไม่สำเร็จหลายครั้ง กรุณารอ ${seconds} วินาที แล้วลองใหม่`,
      en: `Too many failed attempts. Wait ${seconds} seconds, then try again.`,
    },
  })
}

const countFailure = (deps: Deps, key: string) =>
  deps.commits(async (trx) => {
    const now = deps.clock.now()
    const row = await findAttempts(trx, key)
    const failures = (row && row.lastAt > now - memoryMs ? row.failures : 0) + 1
    await saveAttempts(trx, { key, failures, blockedUntil: now + waitAfter(failures), lastAt: now })
    deps.guesses.failuresSinceTrim += 1
    if (deps.guesses.failuresSinceTrim < failuresBetweenTrims) return
    deps.guesses.failuresSinceTrim = 0
    await deleteOldestAttempts(trx, maxRemembered)
  })

/** Forgets the failures that count for nobody any more by `now` (ms). */
export const forgetOldAttempts = (db: Deps['db'], now: number) => deleteAttemptsUntil(db, now - memoryMs)
