import { createHmac, randomBytes } from 'node:crypto'
import { parseCookie, stringifySetCookie } from 'cookie'
import type { Request, Response } from 'express'
import { appointmentsOn } from '../../db/people.ts'
import { idleMs, livingSessions } from '../../db/sessions.ts'
import type { PersonTable } from '../../db/tables.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import type { Actor } from '../../machines/run/vocabulary.ts'
import { ApiProblem } from '../http/problem.ts'
import { isLoopback } from '../process/config.ts'
import type { Deps } from '../process/deps.ts'
import { isStorageFailure } from '../process/storage-failure.ts'

export type SignedIn = {
  session: string
  person: Pick<PersonTable, 'id' | 'office' | 'username' | 'name' | 'position'>
  actor: Actor
}

const cookieName = 'prakat_session'
const hour = 3_600_000
/** A session ends a week after signing in at the latest. */
const longestMs = 7 * 24 * hour

const idOf = (secret: string, token: string) => createHmac('sha256', secret).update(token).digest('hex')

/** The person of this request's session with the appointments that hold today; throws `not_signed_in`. */
export async function signedIn(deps: Deps, req: Request): Promise<SignedIn> {
  const token = parseCookie(req.get('cookie') ?? '')[cookieName]
  if (!token) throw new ApiProblem('not_signed_in')
  const { db, clock, config } = deps
  const now = clock.now()
  const session = await livingSessions(db, now)
    .where('session.id', '=', idOf(config.secret, token))
    .select([
      'session.id as session',
      'session.lastSeenAt',
      'person.id',
      'person.office',
      'person.username',
      'person.name',
      'person.position',
    ])
    .executeTakeFirst()
  if (!session) throw new ApiProblem('not_signed_in')
  if (session.lastSeenAt < now - hour / 12) await noteUse(deps, session.session, now)
  const { session: id, lastSeenAt: _, ...person } = session
  return { session: id, person, actor: await actorOf(db, person.id, now) }
}

/** While nothing can be stored, people may still read. */
async function noteUse({ db, log }: Deps, session: string, now: number): Promise<void> {
  try {
    await db.updateTable('session').set({ lastSeenAt: now }).where('id', '=', session).execute()
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    log.warn({ err: error }, 'The use of a session could not be noted')
  }
}

/** A person with the appointments that hold on the Bangkok day of `at`. */
export const actorOf = async (db: Deps['db'], person: string, at: number): Promise<Actor> => ({
  person,
  appointments: await appointmentsOn(db, person, bangkokDay(at)),
})

/** Forgets the sessions that have ended, or idled too long, by `now` (ms). */
export const forgetEndedSessions = (db: Deps['db'], now: number) =>
  db
    .deleteFrom('session')
    .where((eb) => eb.or([eb('expiresAt', '<=', now), eb('lastSeenAt', '<=', now - idleMs)]))
    .execute()

/** Starts a session and sets its cookie. */
export async function startSession(deps: Deps, req: Request, res: Response, person: string): Promise<void> {
  const token = randomBytes(32).toString('base64url')
  const now = deps.clock.now()
  await deps.db
    .insertInto('session')
    .values({
      id: idOf(deps.config.secret, token),
      person,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: now + longestMs,
    })
    .execute()
  setCookie(req, res, token, longestMs / 1000)
}

/** Ends this request's session, if it has one, and clears the cookie. */
export async function endSession(deps: Deps, req: Request, res: Response): Promise<void> {
  const token = parseCookie(req.get('cookie') ?? '')[cookieName]
  if (token) {
    await deps.db.deleteFrom('session').where('id', '=', idOf(deps.config.secret, token)).execute()
    deps.changes.emit('sessionsEnded')
  }
  setCookie(req, res, '', 0)
}

function setCookie(req: Request, res: Response, value: string, maxAge: number) {
  // Over plain http a browser keeps a Secure cookie only for loopback, and not every browser does even that.
  // Express leaves an IPv6 address in its brackets, and gives none at all for a request without Host.
  const secure = !isLoopback((req.hostname ?? '').replace(/^\[(.*)\]$/, '$1'))
  const cookie = {
    name: cookieName,
    value,
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge,
    secure,
  } as const
  res.append('Set-Cookie', stringifySetCookie(cookie))
}
