import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { parseCookie, stringifySetCookie } from 'cookie'
import type { Request, Response } from 'express'
import type { Deps } from '../process/deps.ts'
import { overPlainHttp } from './sessions.ts'

/**
 * A device on which somebody signed in before keeps a cookie that says so, signed. It lets nobody in: guesses of the
 * device are counted apart from a stranger's, so that no stranger can make its owner wait (OWASP, "device cookies").
 */
const cookieName = 'prakat_device'
const day = 86_400_000
/** As long as browsers keep a cookie at all. */
const validDays = 400
/** People who share a device; whoever signed in longest ago is forgotten first. */
const maxPeople = 10

const mac = (secret: string, ...parts: (string | number)[]): Buffer =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['device', ...parts]))
    .digest()
    .subarray(0, 24)
const keyOf = (secret: string, username: string) => mac(secret, username).subarray(0, 9).toString('base64url')

type Entry = { who: string; since: number; nonce: string; signature: string }

/** `who.since.nonce.signature`, one for each person, the latest first. */
function entriesOf(req: Request): Entry[] {
  const value = parseCookie(req.get('cookie') ?? '')[cookieName] ?? ''
  return value
    .split('~', maxPeople)
    .map((entry) => entry.split('.'))
    .map(([who = '', since = '', nonce = '', signature = '']) => ({
      who,
      since: Number(since),
      nonce,
      signature,
    }))
}

const signatureOf = (secret: string, username: string, { since, nonce }: Pick<Entry, 'since' | 'nonce'>) =>
  mac(secret, username, since, nonce)

/** What names the device of this request, if the person of this username signed in on it within 400 days. */
export function deviceOf({ config, clock }: Deps, req: Request, username: string): string | undefined {
  const today = Math.floor(clock.now() / day)
  const who = keyOf(config.secret, username)
  const entry = entriesOf(req).find((one) => one.who === who)
  if (!entry || !(entry.since > today - validDays)) return undefined
  const given = Buffer.from(entry.signature, 'base64url')
  const right = signatureOf(config.secret, username, entry)
  return given.length === right.length && timingSafeEqual(given, right) ? entry.nonce : undefined
}

/** Sets the cookie after the person of this username signed in. */
export function rememberDevice({ config, clock }: Deps, req: Request, res: Response, username: string): void {
  const who = keyOf(config.secret, username)
  const since = Math.floor(clock.now() / day)
  const nonce = randomBytes(12).toString('base64url')
  const signature = signatureOf(config.secret, username, { since, nonce }).toString('base64url')
  const others = entriesOf(req).filter((entry) => entry.signature !== '' && entry.who !== who)
  const value = [{ who, since, nonce, signature }, ...others]
    .slice(0, maxPeople)
    .map((entry) => [entry.who, entry.since, entry.nonce, entry.signature].join('.'))
    .join('~')
  const cookie = {
    name: cookieName,
    value,
    httpOnly: true,
    sameSite: 'lax',
    // Nothing but signing in asks for it.
    path: '/api/session',
    maxAge: (validDays * day) / 1000,
    secure: config.mode === 'production' || !overPlainHttp(req),
  } as const
  res.append('Set-Cookie', stringifySetCookie(cookie))
}
