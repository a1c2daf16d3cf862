import type { Db } from '../../db/open.ts'
import { findPersonByUsername } from '../../db/people.ts'
import { argon2Passwords, type Passwords } from './passwords.ts'

/** The username as it is compared and counted: case and surrounding blanks do not matter. */
export const normaliseUsername = (given: string): string => given.trim().toLowerCase()

/**
 * The id of the person whom username and password name; undefined for an unknown user, a disabled one and a wrong
 * password alike, each after exactly one verification of argon2id.
 */
export async function whoSignsIn(
  db: Db,
  username: string,
  password: string,
  passwords: Passwords = argon2Passwords,
): Promise<string | undefined> {
  const person = await findPersonByUsername(db, username)
  const right = person
    ? await passwords.verifyPassword(person.passwordHash, password)
    : await passwords.verifyNobody(password)
  // Judged after the verification: a disabled person must not be answered sooner than another.
  return right && person?.disabled === 0 ? person.id : undefined
}
