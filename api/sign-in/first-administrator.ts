import { createHmac, randomInt } from 'node:crypto'
import type { Db } from '../../db/open.ts'
import { countPeople } from '../../db/people.ts'
import { deleteSetting, findSetting, setSetting } from '../../db/settings.ts'
import type { Config } from '../process/config.ts'

const setting = 'firstAdministrator'
const validMs = 24 * 3_600_000
/** Without 0 O 1 I L, which are misread from a console. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** While production has nobody at all, the first administrator is made with the code from the console. */
export const needsFirstAdministrator = async (db: Db, config: Config): Promise<boolean> =>
  config.mode === 'production' && (await countPeople(db)).all === 0

/**
 * At boot: makes a new code (about 99 bits, valid for 24 hours, kept as a keyed hash only) and shows it once by
 * `print`; where it is not needed, forgets any that is kept.
 */
export async function offerFirstAdministrator(
  db: Db,
  config: Config,
  now: number,
  print: (line: string) => void = console.log,
): Promise<void> {
  await forgetCode(db)
  if (!(await needsFirstAdministrator(db, config))) return
  const code = Array.from({ length: 20 }, () => letters[randomInt(letters.length)]).join('')
  const value = JSON.stringify({ hash: hashOf(config, code), expiresAt: now + validMs })
  await setSetting(db, setting, value)
  const shown = code.match(/.{5}/g)?.join('-')
  print(`รหัสใช้ครั้งเดียวสำหรับตั้งผู้ดูแลระบบคนแรก (ใช้ได้ ๒๔ ชั่วโมง): ${shown}`)
  print(`One-time code for the first administrator (valid for 24 hours): ${shown}`)
}

/** Whether this is the code that was shown, still valid and unused; case, blanks and dashes do not matter. */
export async function isFirstAdministratorCode(
  db: Db,
  config: Config,
  code: string,
  now: number,
): Promise<boolean> {
  if (!(await needsFirstAdministrator(db, config))) return false
  const value = await findSetting(db, setting)
  if (value === undefined) return false
  const { hash, expiresAt } = JSON.parse(value) as { hash: string; expiresAt: number }
  return now < expiresAt && hashOf(config, code.replace(/[\s-]/g, '').toUpperCase()) === hash
}

export const forgetCode = (db: Db): Promise<void> => deleteSetting(db, setting)

// Keyed and of a random code: comparing the hashes with === tells nothing that a guesser could use.
const hashOf = (config: Config, code: string) =>
  createHmac('sha256', config.secret).update(`first-administrator:${code}`).digest('hex')
