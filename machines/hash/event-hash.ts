import { hashOf } from './canonical.ts'

/** The hash before a request's first event. */
export const noHash = '0'.repeat(64)

const noHolidays = '[]'

/** What an event's hash covers: every column but the hash itself, the previous hash among them. */
export type HashedEvent = {
  request: string
  seq: number
  type: string
  actor: string | null
  actorName: string | null
  actedAs: string | null
  at: number
  payload: string
  fromSteps: string
  toSteps: string
  contentRevision: number
  contentSha256: string | null
  procedureHash: string
  /** JSON: the holidays that counted (`countedHolidays`). */
  holidays: string
  previousHash: string
}

/** The link that an event adds to its request's chain (SHA-256, hexadecimal). */
export function eventHash(event: HashedEvent): string {
  const { request, seq, type, actor, actorName, actedAs, at, payload, fromSteps, toSteps } = event
  const { contentRevision, contentSha256, procedureHash, holidays, previousHash } = event
  return hashOf([
    previousHash,
    request,
    seq,
    type,
    actor,
    actorName,
    actedAs,
    at,
    payload,
    fromSteps,
    toSteps,
    contentRevision,
    contentSha256,
    procedureHash,
    // Where none counted, the hash is what it was before they were recorded.
    ...(holidays === noHolidays ? [] : [holidays]),
  ])
}
