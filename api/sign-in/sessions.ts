import { randomBytes } from 'node:crypto'
import { parseCookie, stringifySetCookie } from 'cookie'
import type { Request, Response } from 'express'
import { appointmentsOn } from '../../db/people.ts'
import { remembered } from '../../db/remembered.ts'
import {
  deleteEndedSessions,
  deleteSession,
  findSession,
  idleMs,
  insertSession,
  noteSessionUse,
  type SessionOfPerson,
} from '../../db/sessions.ts'
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
const timeLimitMs = 7 * 24 * hour

/** Whether a request carries the cookie of a session, be it living or not. */
export const holdsSession = (req: Request): boolean =>
  parseCookie(req.get('cookie') ?? '')[cookieName] !== undefined

/** The session, if it has neither ended nor idled too long, and its person is not disabled; without its appointments. */
async function livingSession({ db, clock }: Deps, session: string): Promise<SessionOfPerson | undefined> {
  const now = clock.now()
  const found = await sessionOf(db, session)
  if (!found || found.disabled === 1) return undefined
  return found.expiresAt > now && found.lastSeenAt > now - idleMs ? found : undefined
}

const sessionOf = remembered(['session', 'person'], (db, session: string) => findSession(db, { id: session }))

/** The person of this request's session with the appointments that hold today; throws `not_signed_in`. */
export async function signedIn(deps: Deps, req: Request): Promise<SignedIn> {
  const token = parseCookie(req.get('cookie') ?? '')[cookieName]
  if (!token) throw new ApiProblem('not_signed_in')
  const now = deps.clock.now()
  const session = await livingSession(deps, deps.sessionIds(token))
  if (!session) throw new ApiProblem('not_signed_in')
  if (session.lastSeenAt < now - hour / 12) await noteUse(deps, session.session, now)
  const { id, office, username, name, position } = session
  return {
    session: session.session,
    person: { id, office, username, name, position },
    actor: await actorOf(deps.db, id, now),
  }
}

/** While nothing can be stored, people may still read. */
async function noteUse({ db, log }: Deps, session: string, now: number): Promise<void> {
  try {
    await noteSessionUse(db, session, now)
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    log.warn({ err: error }, 'The use of a session could not be noted')
  }
}

/** A person with the appointments that hold on the Bangkok day of `at`. */
export const actorOf = (db: Deps['db'], person: string, at: number): Promise<Actor> =>
  actorOfDay(db, person, bangkokDay(at))

const actorOfDay = remembered(
  ['appointment'],
  async (db, person: string, day: string): Promise<Actor> => ({
    person,
    appointments: await appointmentsOn(db, person, day),
    ownsBy: 'post',
  }),
)

/** Forgets the sessions that have ended, or idled too long, by `now` (ms): so many at most; answers how many. */
export const forgetEndedSessions = (db: Deps['db'], now: number, most: number) =>
  deleteEndedSessions(db, { now, idleSince: now - idleMs, most })

/** Starts a session and sets its cookie. */
export async function startSession(deps: Deps, req: Request, res: Response, person: string): Promise<void> {
  const token = randomBytes(32).toString('base64url')
  const now = deps.clock.now()
  await insertSession(deps.db, {
    id: deps.sessionIds(token),
    person,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + timeLimitMs,
  })
  setCookie(req, res, token, timeLimitMs / 1000)
}

/** Ends this request's session, if it has one, and clears the cookie. */
export async function endSession(deps: Deps, req: Request, res: Response): Promise<void> {
  const token = parseCookie(req.get('cookie') ?? '')[cookieName]
  if (token) {
    await deleteSession(deps.db, deps.sessionIds(token))
    deps.changes.emit('sessionsEnded')
  }
  setCookie(req, res, '', 0)
}

/**
 * Whether a request came to loopback, where TLS is not asked for: over plain http a browser keeps a Secure cookie only
 * there, and not every browser does even that.
 */
export const overPlainHttp = (req: Request): boolean =>
  // Express leaves an IPv6 address in its brackets, and gives none at all for a request without Host.
  isLoopback((req.hostname ?? '').replace(/^\[(.*)\]$/, '$1'))

function setCookie(req: Request, res: Response, value: string, maxAge: number) {
  const cookie = {
    name: cookieName,
    value,
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge,
    secure: !overPlainHttp(req),
  } as const
  res.append('Set-Cookie', stringifySetCookie(cookie))
}
