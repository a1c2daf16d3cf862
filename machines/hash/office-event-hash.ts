import { hashOf } from './canonical.ts'
import { saltedDigest } from './event-hash.ts'

/** What the hash of an event in an audit log covers: every column but the hash itself. */
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
  /**
   * 1 (or absent) until 2026-11-29, then 2: names stand apart, and `facts` is JSON of their salted digests. Since 2026-12-10
   * 3: `standing` is JSON of digests of what the entry leaves behind.
   */
  form?: number
  facts?: string
  standing?: string
}

/** The link that an event adds to its office's chain (SHA-256, hexadecimal). */
export function officeEventHash(event: HashedOfficeEvent): string {
  const { previousHash, office, seq, type, actor, actorName, at, before, after, form = 1 } = event
  const first = [previousHash, office, seq, type, actor, actorName, at, before, after]
  if (form === 1) return hashOf(first)
  return hashOf([form, ...first, event.facts, ...(form === 2 ? [] : [event.standing])])
}

/** The salted digest of what an entry says of a person. */
export const factDigest = ({ salt, json }: { salt: string; json: string }): string =>
  saltedDigest(salt, ['fact', json])
