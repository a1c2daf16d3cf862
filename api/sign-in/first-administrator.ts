import type { Db } from '../../db/open.ts'
import { countPeople } from '../../db/people.ts'
import type { Config } from '../process/config.ts'
import { forgetCode as forget, isCode, makeCode } from './one-time-code.ts'

const purpose = 'firstAdministrator'

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
  const shown = await makeCode(db, config, purpose, now)
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
  return isCode(db, config, purpose, { code, now })
}

export const forgetCode = (db: Db): Promise<void> => forget(db, purpose)
