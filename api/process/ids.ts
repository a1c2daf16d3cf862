import { randomUUID } from 'node:crypto'

/** A random id of a row (UUID version 4). */
export const newId = (): string => randomUUID()
