import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto'

/** A random id of a row (UUID version 4). */
export const newId = (): string => randomUUID()

/**
 * An id that begins with the time at which it was made (UUID version 7), for what has many rows: those under way then lie
 * together in every index of them, and a commit writes few of its pages.
 */
export const newIdByTime = (): string => randomUUIDv7()

let random = Buffer.alloc(0)

/**
 * 16 random bytes in 22 letters, without which nobody can try texts on a digest. Taken from many that are asked for at
 * once: each asking costs more than the two hashes of an event.
 */
export function newSalt(): string {
  if (random.length < 16) random = randomBytes(4096)
  const salt = random.toString('base64url', 0, 16)
  random = random.subarray(16)
  return salt
}
