import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane (about 20 ms). argon2id is the library's default. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }

/** The argon2id hash of a password in PHC string form, with a salt of its own. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** Whether the password belongs to the hash; a hash that cannot be read belongs to none. */
export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  try {
    return await verify(passwordHash, password)
  } catch {
    return false
  }
}

const nobody = hashPassword('nobody has this username')

/** Takes the time of a verification and says no: for a username that nobody has, so that time does not tell. */
export async function verifyNobody(password: string): Promise<false> {
  await verifyPassword(await nobody, password)
  return false
}

/** What signing in asks about passwords; tests count the calls. */
export type Passwords = { verifyPassword: typeof verifyPassword; verifyNobody: typeof verifyNobody }
export const argon2Passwords: Passwords = { verifyPassword, verifyNobody }
