import { createHmac, randomInt } from 'node:crypto'
import type { Db } from '../../db/open.ts'
import { deleteSetting, findSetting, setSetting } from '../../db/settings.ts'
import type { Config } from '../process/config.ts'

const validMs = 24 * 3_600_000
/** Without 0 O 1 I L, which are misread from a screen or a paper. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const halfLength = 10

/** `hash` of the whole code, or `halves` where two people were shown one each; `by` who alone was shown the whole. */
type Kept = { expiresAt: number; by: string | null } & ({ hash: string } | { halves: [string, string] })
/** One half of a code: what is shown, and what may be kept of it. */
export type Half = { shown: string; hash: string }

const randomLetters = (count: number) =>
  Array.from({ length: count }, () => letters[randomInt(letters.length)]).join('')
const inFives = (code: string) => code.match(/.{5}/g)?.join('-') ?? code

/**
 * Makes a code (about 99 bits, valid for 24 hours) and keeps a keyed hash of it only, in place of any before it; `by`
 * names who alone is shown it.
 */
export async function makeCode(
  db: Db,
  config: Config,
  purpose: string,
  now: number,
  by: string | null = null,
): Promise<string> {
  const code = randomLetters(2 * halfLength)
  await keep(db, purpose, { hash: hashOf(config, purpose, code), by, expiresAt: now + validMs })
  return inFives(code)
}

/** One half of a code (about 50 bits), of no use until the other is made: `first` is shown to who asks for the code. */
export function makeHalf(config: Config, purpose: string, which: 'first' | 'second'): Half {
  const half = randomLetters(halfLength)
  return { shown: inFives(half), hash: hashOf(config, `${purpose}:${which}`, half) }
}

/**
 * Makes the second half of a code, which then is valid for 24 hours, in place of any code before it: the first half, kept
 * as its hash, and the second are typed one behind the other.
 */
export async function completeCode(
  db: Db,
  config: Config,
  purpose: string,
  { first, now }: { first: string; now: number },
): Promise<string> {
  const second = makeHalf(config, purpose, 'second')
  await keep(db, purpose, { halves: [first, second.hash], by: null, expiresAt: now + validMs })
  return second.shown
}

const keep = (db: Db, purpose: string, kept: Kept) => setSetting(db, purpose, JSON.stringify(kept))

/**
 * Who alone was shown this code, null where nobody alone was; undefined where it is not the code, or is old or used.
 * Case, blanks and dashes do not matter.
 */
export async function codeShownTo(
  db: Db,
  config: Config,
  purpose: string,
  given: { code: string; now: number },
): Promise<string | null | undefined> {
  const value = await findSetting(db, purpose)
  if (value === undefined) return undefined
  const kept = JSON.parse(value) as Kept
  const code = given.code.replace(/[\s-]/g, '').toUpperCase()
  if (given.now >= kept.expiresAt) return undefined
  const fits =
    'hash' in kept
      ? hashOf(config, purpose, code) === kept.hash
      : hashOf(config, `${purpose}:first`, code.slice(0, halfLength)) === kept.halves[0] &&
        hashOf(config, `${purpose}:second`, code.slice(halfLength)) === kept.halves[1]
  return fits ? (kept.by ?? null) : undefined
}

/** Whether this is the code that was shown, still valid and unused. */
export const isCode = async (...given: Parameters<typeof codeShownTo>): Promise<boolean> =>
  (await codeShownTo(...given)) !== undefined

export const forgetCode = (db: Db, purpose: string): Promise<void> => deleteSetting(db, purpose)

/** Forgets the code if one person alone was shown it. */
export async function forgetCodeOfOne(db: Db, purpose: string): Promise<void> {
  const value = await findSetting(db, purpose)
  if (value !== undefined && (JSON.parse(value) as Kept).by) await forgetCode(db, purpose)
}

// Keyed and of a random code: comparing the hashes with === tells nothing that a guesser could use.
const hashOf = (config: Config, purpose: string, code: string) =>
  createHmac('sha256', config.secret).update(`${purpose}:${code}`).digest('hex')
