import { createHmac, randomInt } from 'node:crypto'
import type { Db } from '../../db/open.ts'
import { deleteSetting, findSetting, setSetting } from '../../db/settings.ts'
import type { Config } from '../process/config.ts'

const validMs = 24 * 3_600_000
/** Without 0 O 1 I L, which are misread from a screen or a paper. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Makes a code (about 99 bits, valid for 24 hours) and keeps a keyed hash of it only, in place of any before it. */
export async function makeCode(db: Db, config: Config, purpose: string, now: number): Promise<string> {
  const code = Array.from({ length: 20 }, () => letters[randomInt(letters.length)]).join('')
  await setSetting(
    db,
    purpose,
    JSON.stringify({ hash: hashOf(config, purpose, code), expiresAt: now + validMs }),
  )
  return code.match(/.{5}/g)?.join('-') ?? code
}

/** Whether this is the code that was shown, still valid and unused; case, blanks and dashes do not matter. */
export async function isCode(
  db: Db,
  config: Config,
  purpose: string,
  given: { code: string; now: number },
): Promise<boolean> {
  const value = await findSetting(db, purpose)
  if (value === undefined) return false
  const { hash, expiresAt } = JSON.parse(value) as { hash: string; expiresAt: number }
  const code = given.code.replace(/[\s-]/g, '').toUpperCase()
  return given.now < expiresAt && hashOf(config, purpose, code) === hash
}

export const forgetCode = (db: Db, purpose: string): Promise<void> => deleteSetting(db, purpose)

// Keyed and of a random code: comparing the hashes with === tells nothing that a guesser could use.
const hashOf = (config: Config, purpose: string, code: string) =>
  createHmac('sha256', config.secret).update(`${purpose}:${code}`).digest('hex')
