import { randomBytes, randomUUID } from 'node:crypto'

/** A random id of a row (UUID version 4). */
export const newId = (): string => randomUUID()

/** 16 random bytes in 22 letters, without which nobody can try texts on a digest. */
export const newSalt = (): string => randomBytes(16).toString('base64url')
