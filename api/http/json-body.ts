import express, { type Request, type Response } from 'express'
import type { Text } from '../../machines/procedure/procedure.ts'
import { bodyLimit, unsignedBodyLimit } from './contract.ts'
import { ApiProblem } from './problem.ts'

export type Access = 'anyone' | 'signedIn'

/** Nobody who is not known yet may make the server read much. */
const limits: Record<Access, number> = { anyone: unsignedBodyLimit, signedIn: bodyLimit }
const parserOf = (access: Access) => express.json({ limit: limits[access], type: 'application/json' })
const parsers = { anyone: parserOf('anyone'), signedIn: parserOf('signedIn') }

/**
 * Reads the JSON body of a request: at most 4 KiB where anyone may ask, 1 MiB where somebody is signed in. Throws
 * `unsupported_media_type`, `body_too_large` and `invalid_request`; the latter also for JSON that no client of ours sends.
 */
export async function readJsonBody(req: Request, res: Response, access: Access): Promise<unknown> {
  if (!req.is('application/json')) throw new ApiProblem('unsupported_media_type')
  // The parser would take in the whole of a body that is too large before it says so.
  if (Number(req.headers['content-length'] ?? 0) > limits[access]) throw tooLarge(access)
  await new Promise<void>((resolve, reject) => {
    parsers[access](req, res, (error?: unknown) => (error ? reject(problemOf(error, access)) : resolve()))
  })
  rejectUnsafeJson(req.body)
  return req.body
}

function problemOf(error: unknown, access: Access): ApiProblem {
  const { type } = error as { type?: string }
  if (type === 'entity.too.large') return tooLarge(access)
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new ApiProblem('unsupported_media_type')
  // What else fails is the client's: no JSON, another length than was declared, a connection that broke off.
  return new ApiProblem('invalid_request')
}

function tooLarge(access: Access): ApiProblem {
  if (access === 'signedIn') return new ApiProblem('body_too_large')
  const size = `${unsignedBodyLimit / 1024} KiB`
  return new ApiProblem('body_too_large', {
    message: {
      th: `ข้อมูลที่ส่งมาใหญ่เกิน ${size} ซึ่งเป็นขนาดสูงสุดก่อนเข้าสู่ระบบ`,
      en: `The body is larger than ${size}, the most before signing in.`,
    },
  })
}

/** Deeper than any form or event of this product; procedures have limits of their own below this one. */
const maxDepth = 64
/** More than any procedure has; schemas read every part of a list, and everybody waits for them. */
const maxParts = 100_000

type Strange = { place: (string | number)[]; what: Text }

/**
 * Refuses what no client of ours sends: JSON nested too deep (whatever recurses over it would overflow the stack) or of
 * too many parts, with a key `__proto__` (copied with `...`, it would change a prototype), or with text that cannot be
 * stored as it is.
 */
export function rejectUnsafeJson(body: unknown): void {
  let parts = 0

  // The place is put together on the way back, so that it costs nothing where nothing is wrong.
  function strangeIn(value: unknown, depth: number): Strange | undefined {
    parts += 1
    if (parts > maxParts) return { place: [], what: tooMany }
    if (depth > maxDepth) return { place: [], what: tooDeep }
    if (typeof value === 'string') return isStorable(value) ? undefined : { place: [], what: unstorable }
    if (value === null || typeof value !== 'object') return undefined
    if (Array.isArray(value)) return strangeInArray(value, depth + 1)
    for (const key in value) {
      if (key === '__proto__') return { place: [key], what: prototypeKey }
      if (!isStorable(key)) return { place: [], what: unstorable }
      const strange = strangeIn((value as Record<string, unknown>)[key], depth + 1)
      if (strange) return { place: [key, ...strange.place], what: strange.what }
    }
    return undefined
  }

  function strangeInArray(values: unknown[], depth: number): Strange | undefined {
    for (let index = 0; index < values.length; index += 1) {
      const strange = strangeIn(values[index], depth)
      if (strange) return { place: [index, ...strange.place], what: strange.what }
    }
    return undefined
  }

  const strange = strangeIn(body, 0)
  if (!strange) return
  const { place, what: message } = strange
  throw new ApiProblem('invalid_request', { message, errors: [{ path: place.join('.'), message }] })
}

/**
 * Half of a surrogate pair has no UTF-8, so a column would hold something else than the JSON whose hash is kept; NUL
 * ends a text early for much of what reads one.
 */
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

const unstorable: Text = {
  th: 'มีอักขระที่จัดเก็บไม่ได้ (NUL หรืออักขระที่ขาดครึ่ง) ลบแล้วพิมพ์ใหม่',
  en: 'has a character that cannot be stored (NUL, or half of a surrogate pair): delete it and type it again',
}
const tooDeep: Text = { th: 'ซ้อนกันลึกเกินไป', en: 'nested too deep' }
const tooMany: Text = {
  th: `มีส่วนย่อยเกิน ${maxParts.toLocaleString('en')} ส่วน`,
  en: `has more than ${maxParts.toLocaleString('en')} parts`,
}
const prototypeKey: Text = { th: 'มีช่องชื่อ __proto__', en: 'has a key named __proto__' }
