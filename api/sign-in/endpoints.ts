import type { Request } from 'express'
import { findOffice } from '../../db/offices.ts'
import {
  endSessionsOf,
  findPersonByUsername,
  getMember,
  insertAppointment,
  insertPerson,
  updatePerson,
} from '../../db/people.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { clientAddress } from '../http/client-address.ts'
import {
  firstAdministratorSchema,
  passwordByCodeSchema,
  passwordChangeSchema,
  sessionSchema,
  signInSchema,
  welcomeSchema,
} from '../http/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { logAppointment, logChangedPerson, logNewPerson } from '../people/log-people.ts'
import { passwordCodeOf } from '../people/password-reset.ts'
import { nameOf } from '../people/people-rules.ts'
import type { Deps } from '../process/deps.ts'
import { newId } from '../process/ids.ts'
import { forgetCode, isFirstAdministratorCode } from './first-administrator.ts'
import { deviceOf, rememberDevice } from './known-devices.ts'
import { codeShownTo, forgetCode as forget } from './one-time-code.ts'
import { hashPassword } from './passwords.ts'
import { sessionView, welcomeView } from './session-view.ts'
import { endSession, startSession } from './sessions.ts'
import { type Guesser, throttled } from './throttle.ts'
import { normaliseUsername, whoSignsIn } from './who-signs-in.ts'

const wrongPassword: Text = {
  th: 'ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง',
  en: 'The username or the password is wrong.',
}
const wrongCurrent: Text = {
  th: 'รหัสผ่านปัจจุบันไม่ถูกต้อง ยังไม่ได้เปลี่ยนรหัสผ่าน',
  en: 'The current password is wrong. It was not changed.',
}
const samePassword: Text = {
  th: 'รหัสผ่านใหม่ต้องไม่ใช่รหัสเดิม',
  en: 'The new password must not be the present one.',
}
const wrongPasswordCode: Text = {
  th: 'ชื่อผู้ใช้หรือรหัสใช้ครั้งเดียวไม่ถูกต้อง ใช้ไปแล้ว หรือหมดอายุ ขอรหัสใหม่จากผู้ดูแลระบบ',
  en: 'The username or the one-time code is wrong, used or expired. Ask an administrator for a new one.',
}
const wrongCode: Text = {
  th: 'รหัสใช้ครั้งเดียวไม่ถูกต้อง ใช้ไปแล้ว หรือหมดอายุ เริ่มระบบใหม่เพื่อรับรหัสใหม่ หากยังไม่มีผู้ดูแลระบบ',
  en: 'The one-time code is wrong, used or expired. Restart the server for a new one, if there is no administrator yet.',
}

/** Signing in and out, and what may be known before. */
export const sessionEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/welcome',
    summary: 'What the sign-in page shows; in demo mode the demo people and their password',
    access: 'anyone',
    response: { status: 200, description: 'The mode, and who may sign in', schema: welcomeSchema },
    problems: [],
    run: async ({ deps }) => ({ body: await welcomeView(deps) }),
  }),

  endpoint({
    method: 'post',
    path: '/api/session',
    summary: 'Sign in by username and password',
    access: 'anyone',
    body: signInSchema,
    response: { status: 200, description: 'Who signed in; sets the cookie', schema: sessionSchema },
    problems: ['invalid_request', 'unsupported_media_type', 'not_signed_in', 'too_many_requests'],
    run: async ({ deps, body, req, res }) => {
      const username = normaliseUsername(body.username)
      const guesser = guesserOf(deps, req, username)
      const person = await throttled(deps, guesser, () => whoSignsIn(deps.db, username, body.password))
      if (!person) throw new ApiProblem('not_signed_in', { message: wrongPassword })
      await startSession(deps, req, res, person)
      rememberDevice(deps, req, res, username)
      return { body: await sessionView(deps, person) }
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/session',
    summary: 'Who is signed in, with the appointments that hold today',
    access: 'signedIn',
    response: { status: 200, description: 'The signed-in person', schema: sessionSchema },
    problems: ['not_signed_in'],
    run: async ({ deps, me }) => ({ body: await sessionView(deps, me.person.id) }),
  }),

  endpoint({
    method: 'delete',
    path: '/api/session',
    summary: 'Sign out; no harm done when nobody is signed in',
    access: 'anyone',
    response: { status: 204, description: 'Signed out; clears the cookie' },
    problems: [],
    run: async ({ deps, req, res }) => {
      await endSession(deps, req, res)
      return {}
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/session/password',
    summary: "Change one's own password; every other session of the person ends",
    access: 'signedIn',
    body: passwordChangeSchema,
    response: { status: 204, description: 'Changed; this session goes on' },
    problems: [
      ...(['invalid_request', 'unsupported_media_type', 'not_signed_in'] as const),
      ...(['not_permitted', 'too_many_requests'] as const),
    ],
    run: async ({ deps, me, body: { current, next }, req }) => {
      const { db, clock, commits, changes } = deps
      const { id, username } = me.person
      // Counted with the guesses at signing in: a session left open must not be a way around their limit.
      const guesser = guesserOf(deps, req, normaliseUsername(username))
      const right = await throttled(deps, guesser, () => whoSignsIn(db, username, current))
      if (right !== id)
        throw new ApiProblem('not_permitted', {
          message: wrongCurrent,
          errors: [{ path: 'current', message: wrongCurrent }],
        })
      if (next === current)
        throw new ApiProblem('invalid_request', {
          message: samePassword,
          errors: [{ path: 'next', message: samePassword }],
        })
      const passwordHash = await hashPassword(next)
      await commits(async (trx) => {
        const before = await getMember(trx, id)
        await updatePerson(trx, id, { passwordHash })
        await logChangedPerson(trx, { actor: me.person, at: clock.now() }, before, { password: true })
        await endSessionsOf(trx, id, me.session)
      })
      changes.emit('sessionsEnded')
      return {}
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/password-by-code',
    summary: 'Set a new password of one’s own by a one-time code; every session of the person ends',
    access: 'anyone',
    body: passwordByCodeSchema,
    response: { status: 204, description: 'Set: sign in with it' },
    problems: ['invalid_request', 'unsupported_media_type', 'not_permitted', 'too_many_requests'],
    run: async ({ deps, body: { username, code, password }, req }) => {
      const { db, config, clock, commits, changes } = deps
      const name = normaliseUsername(username)
      const now = clock.now()
      const refused = new ApiProblem('not_permitted', { message: wrongPasswordCode })
      const whose = async (at: Deps['db']) => {
        const person = await findPersonByUsername(at, name)
        if (person?.disabled !== 0) return undefined
        const codeBy = await codeShownTo(at, config, passwordCodeOf(person.id), { code, now })
        return codeBy === undefined ? undefined : { ...person, codeBy }
      }
      // Counted with the guesses at signing in: the code is as good as a password.
      if (!(await throttled(deps, guesserOf(deps, req, name), () => whose(db)))) throw refused
      const passwordHash = await hashPassword(password)
      await commits(async (trx) => {
        const person = await whose(trx)
        if (!person) throw refused
        const before = await getMember(trx, person.id)
        await updatePerson(trx, person.id, { passwordHash, codeBy: person.codeBy })
        await forget(trx, passwordCodeOf(person.id))
        await logChangedPerson(trx, { actor: person, at: now }, before, { password: true })
        await endSessionsOf(trx, person.id)
      })
      changes.emit('sessionsEnded')
      return {}
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/first-administrator',
    summary: 'Make the first administrator with the one-time code from the console, and sign in',
    access: 'anyone',
    body: firstAdministratorSchema,
    response: { status: 201, description: 'Made and signed in; sets the cookie', schema: sessionSchema },
    problems: ['invalid_request', 'unsupported_media_type', 'not_permitted', 'too_many_requests'],
    run: async ({ deps, body, req, res }) => {
      const { db, config, clock, commits } = deps
      const name = nameOf(body.name)
      const office = await findOffice(db, body.office)
      const codeFits = (at: Deps['db']) => isFirstAdministratorCode(at, config, body.code, clock.now())
      const refused = new ApiProblem('not_permitted', { message: wrongCode })
      // No username holds a blank, so that nobody's failures count as these.
      const guesser = { account: 'the code', address: clientAddress(req.ip) }
      if (!(await throttled(deps, guesser, async () => (await codeFits(db)) || undefined))) throw refused
      if (!office) throw noSuchOffice()
      const passwordHash = await hashPassword(body.password)
      const now = clock.now()
      const id = newId()
      await commits(async (trx) => {
        // Again under the transaction: of two who hold the code, one is the first.
        if (!(await codeFits(trx))) throw refused
        await insertPerson(trx, {
          id,
          office: office.id,
          username: body.username,
          name,
          position: '',
          passwordHash,
          disabled: 0,
          demo: 0,
          createdAt: now,
        })
        await insertAppointment(trx, {
          id: newId(),
          person: id,
          office: office.id,
          groupId: null,
          role: 'admin',
          capacity: 'holder',
          orderNumber: null,
          startsOn: bangkokDay(now),
          endsOn: null,
        })
        await forgetCode(trx)
        const member = await getMember(trx, id)
        const by = { actor: { id, name }, at: now }
        await logNewPerson(trx, by, member)
        for (const held of member.appointments) await logAppointment(trx, by, member, held.id)
      })
      await startSession(deps, req, res, id)
      rememberDevice(deps, req, res, normaliseUsername(body.username))
      return { body: await sessionView(deps, id) }
    },
  }),
]

const guesserOf = (deps: Deps, req: Request, username: string): Guesser => ({
  account: username,
  address: clientAddress(req.ip),
  device: deviceOf(deps, req, username),
})

const noSuchOffice = () =>
  new ApiProblem('invalid_request', {
    errors: [{ path: 'office', message: { th: 'ไม่มีสำนักงานนี้ในระบบ', en: 'There is no such office.' } }],
  })
