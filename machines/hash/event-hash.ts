import { sha256 } from '#sha256'
import { canonicalJson, hashOf } from './canonical.ts'

/** The hash before a request's first event. */
export const noHash = '0'.repeat(64)

const noHolidays = '[]'

/**
 * What an event's hash covers: every column but the hash itself, the previous hash among them. In the second form what is
 * personal is covered by salted digests (`actorDigestOf`, `textsDigestOf`), so that it can be erased and the hash stays;
 * a digest is stored only where it cannot be computed any more.
 */
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
  /** 1 (or absent) until 2026-11-29, then 2. */
  form?: number
  /** The language of the procedure's version; 1 (or absent) until 2026-12-05. */
  language?: number
  actorSalt?: string | null
  actorDigest?: string | null
  texts?: string | null
  textsSalt?: string | null
  textsDigest?: string | null
}

/** The link that an event adds to its request's chain (SHA-256, hexadecimal). */
export function eventHash(event: HashedEvent): string {
  const { request, seq, type, actor, actorName, actedAs, at, payload, fromSteps, toSteps } = event
  const {
    contentRevision,
    contentSha256,
    procedureHash,
    holidays,
    previousHash,
    form = 1,
    language = 1,
  } = event
  if (form !== 1)
    return hashOf([
      form,
      previousHash,
      request,
      seq,
      type,
      actor,
      event.actorDigest ?? actorDigestOf(event),
      actedAs,
      at,
      payload,
      fromSteps,
      toSteps,
      contentRevision,
      event.textsDigest ?? textsDigestOf(event),
      procedureHash,
      holidays,
      // In the first language, the hash is what it was before there was another.
      ...(language === 1 ? [] : [language]),
    ])
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

/** The salted digest of the name under which somebody acted; null where there is none. */
export const actorDigestOf = ({
  actorSalt,
  actorName,
}: Pick<HashedEvent, 'actorSalt' | 'actorName'>): string | null =>
  actorSalt ? saltedDigest(actorSalt, ['actor', actorName]) : null

/** The salted digest of what was typed with an event and of the content that it is about; null where there is neither. */
export const textsDigestOf = ({
  textsSalt,
  texts = null,
  contentSha256,
}: Pick<HashedEvent, 'textsSalt' | 'texts' | 'contentSha256'>): string | null =>
  textsSalt ? saltedDigest(textsSalt, ['texts', texts, contentSha256]) : null

/** The SHA-256, in hexadecimal, of a salt (always of the same length) and a value's canonical JSON. */
export const saltedDigest = (salt: string, value: unknown): string => sha256(`${salt}${canonicalJson(value)}`)
