import { hashOf } from './canonical.ts'

/** What the hash of an event in an office's log covers: every column but the hash itself. */
export type HashedOfficeEvent = {
  office: string
  seq: number
  type: string
  actor: string
  actorName: string
  at: number
  before: string
  after: string
  previousHash: string
}

/** The link that an event adds to its office's chain (SHA-256, hexadecimal). */
export function officeEventHash(event: HashedOfficeEvent): string {
  const { previousHash, office, seq, type, actor, actorName, at, before, after } = event
  return hashOf([previousHash, office, seq, type, actor, actorName, at, before, after])
}
