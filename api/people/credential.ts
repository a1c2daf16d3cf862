import { createHash, randomBytes } from 'node:crypto'

const digestOf = (salt: string, passwordHash: string): string =>
  createHash('sha256').update(`${salt}:${passwordHash}`).digest('base64url')

/**
 * What a log may keep of a credential, so that an exchange of it shows: a salted digest of the stored hash, whose own salt
 * is random and stays in its row. Nobody can try passwords on it.
 */
export function credentialOf(passwordHash: string): string {
  const salt = randomBytes(12).toString('base64url')
  return `${salt}:${digestOf(salt, passwordHash)}`
}

/** Whether a credential that was logged is of this stored hash. */
export function isCredentialOf(credential: string, passwordHash: string): boolean {
  const [salt = '', digest] = credential.split(':')
  return digest === digestOf(salt, passwordHash)
}
