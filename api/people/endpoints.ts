import { z } from 'zod'
import { findConfirmation } from '../../db/confirmations.ts'
import {
  allPeopleOfOffice,
  findAppointment,
  findPerson,
  findPersonByUsername,
  getMember,
  insertPerson,
} from '../../db/people.ts'
import { textSchema } from '../../machines/procedure/procedure.ts'
import { inOrderOfNames } from '../../machines/text/thai-name.ts'
import { newAppointmentSchema, newPersonSchema, personChangeSchema, personSchema } from '../http/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { givenDay } from '../http/given.ts'
import { ApiProblem } from '../http/problem.ts'
import { confirmationSchema } from '../http/procedure-contract.ts'
import type { Deps } from '../process/deps.ts'
import { newId } from '../process/ids.ts'
import { hashPassword } from '../sign-in/passwords.ts'
import { requireAdminStill } from './administrator.ts'
import { appoint, setLastDay } from './appointments.ts'
import { confirmationView } from './confirmation-endpoints.ts'
import { logNewPerson } from './log-people.ts'
import { askForReset } from './password-reset.ts'
import {
  checkEnd,
  nameOf,
  refuseDisablingOneself,
  refuseEndingOwnAdministration,
  refuseErased,
} from './people-rules.ts'
import { type ChangedPerson, changePerson } from './person-changes.ts'
import { nobodyElse, type Who } from './second-person.ts'

const peopleSchema = z.strictObject({ people: z.array(personSchema) })
const endOfAppointmentSchema = z.strictObject({ until: givenDay().nullable() })
/** A person as they stand, and the confirmation by a second person that what was asked waits for. */
const changedSchema = personSchema.extend({
  waiting: confirmationSchema.nullable(),
  notice: textSchema.nullable(),
})
/** The first half of a code, shown this once: the person opens their account with both once it is confirmed. */
const appointedSchema = changedSchema.extend({ code: z.string().nullable() })
const resetSchema = z.strictObject({
  waiting: confirmationSchema.nullable(),
  notice: textSchema.nullable(),
  code: z.string(),
})
const unstored = { 'Cache-Control': 'no-store' }

/**
 * What an office's administrator does about people and appointments. Every change asks again, inside its transaction,
 * whether its author is an administrator still: of two who remove each other at once, one succeeds.
 */
export const peopleEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/offices/{office}/people',
    summary: 'Everyone of an office, with every appointment: past, present and to come',
    access: 'signedIn',
    response: {
      status: 200,
      description: 'By given name, then by family name, in Thai order; a prefix does not count',
      schema: peopleSchema,
    },
    problems: ['not_signed_in', 'not_permitted'],
    run: async ({ deps, params, me }) => {
      const { office = '' } = params
      await requireAdminStill(deps.db, me.person.id, office, deps.clock.now())
      const people = await allPeopleOfOffice(deps.db, office)
      return { body: { people: inOrderOfNames(people) } }
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/offices/{office}/people',
    summary: 'Add a person to an office',
    access: 'signedIn',
    body: newPersonSchema,
    response: { status: 201, description: 'The new person, without appointments', schema: personSchema },
    problems: [
      'invalid_request',
      'unsupported_media_type',
      'not_signed_in',
      'not_permitted',
      'already_exists',
    ],
    run: async ({ deps, params, body, me }) => {
      const { office = '' } = params
      const now = deps.clock.now()
      await requireAdminStill(deps.db, me.person.id, office, now)
      const { username, position } = body
      const name = nameOf(body.name)
      const passwordHash = await hashPassword(body.password)
      const demo = deps.config.mode === 'demo' ? 1 : 0
      const id = newId()
      const person = await deps.commits(async (trx) => {
        await requireAdminStill(trx, me.person.id, office, now)
        if (await findPersonByUsername(trx, username)) throw usernameTaken()
        const row = { id, office, username, name, position, passwordHash, disabled: 0, demo, createdAt: now }
        const codeBy = me.person.id
        await insertPerson(trx, { ...row, codeBy })
        const member = await getMember(trx, id)
        await logNewPerson(trx, { actor: me.person, at: now }, member)
        return member
      })
      return { body: person }
    },
  }),

  endpoint({
    method: 'patch',
    path: '/api/people/{id}',
    summary:
      'Change a name or position, or disable a person, who is then signed out; of those who decide, when a second person confirms it',
    access: 'signedIn',
    body: personChangeSchema,
    response: {
      status: 200,
      description: 'The person, and what a change waits for',
      schema: changedSchema,
    },
    problems: [
      ...(['invalid_request', 'unsupported_media_type', 'not_signed_in'] as const),
      ...(['not_permitted', 'not_found', 'already_exists'] as const),
    ],
    run: async ({ deps, params, body, me }) => {
      const now = deps.clock.now()
      const found = await findPerson(deps.db, params.id ?? '')
      if (!found) throw new ApiProblem('not_found')
      const { id, office } = found
      await requireAdminStill(deps.db, me.person.id, office, now)
      refuseErased(found)
      if (body.disabled) refuseDisablingOneself(me.person.id, id)
      const { position, disabled } = body
      const change = {
        ...(body.name === undefined ? {} : { name: nameOf(body.name) }),
        ...(position === undefined ? {} : { position }),
        ...(disabled === undefined ? {} : { disabled }),
      }
      const changed = await deps.commits(async (trx) => {
        await requireAdminStill(trx, me.person.id, office, now)
        return changePerson(trx, { actor: me.person, at: now }, id, change)
      })
      if (body.disabled) deps.changes.emit('sessionsEnded')
      deps.changes.emit('told', { office })
      return { body: await changedView(deps, me.person, changed) }
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/people/{id}/password-reset',
    summary: 'Ask for a one-time code by which a person sets a new password; a second person confirms it',
    access: 'signedIn',
    response: {
      status: 201,
      description:
        'What it waits for, with the first half of the code, shown this once; where nobody else could confirm it, the whole',
      schema: resetSchema,
    },
    problems: ['not_permitted', 'not_found', 'already_exists'],
    run: async ({ deps, params, me }) => {
      const reset = await askForReset(deps, me.person, params.id ?? '')
      deps.changes.emit('told', { office: me.person.office })
      if (reset.waiting === null)
        return { body: { waiting: null, notice: nobodyElse, code: reset.code }, headers: unstored }
      const row = await findConfirmation(deps.db, reset.waiting)
      const waiting = row ? await confirmationView(deps.db, me.person, row, deps.clock.now()) : null
      return { body: { waiting, notice: null, code: reset.code }, headers: unstored }
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/people/{id}/appointments',
    summary: 'Appoint a person of the office to a role, from a day, until a day or further notice',
    access: 'signedIn',
    body: newAppointmentSchema,
    response: { status: 201, description: 'The person with every appointment', schema: appointedSchema },
    problems: [
      ...(['invalid_request', 'unsupported_media_type', 'not_signed_in'] as const),
      ...(['not_permitted', 'not_found', 'already_exists'] as const),
    ],
    run: async ({ deps, params, body, me }) => {
      const now = deps.clock.now()
      const appointed = await deps.commits(async (trx) => {
        const found = await findPerson(trx, params.id ?? '')
        if (!found) throw new ApiProblem('not_found')
        await requireAdminStill(trx, me.person.id, found.office, now)
        refuseErased(found)
        const { role, group, capacity, orderNumber, from, until } = body
        const appointment = {
          id: newId(),
          person: found.id,
          office: found.office,
          groupId: group,
          role,
          capacity,
          orderNumber,
          startsOn: from,
          endsOn: until,
        }
        return appoint(trx, deps.config, { actor: me.person, at: now }, appointment)
      })
      deps.changes.emit('told', { office: me.person.office })
      const code = appointed.firstHalf
      return { body: { ...(await changedView(deps, me.person, appointed)), code }, headers: unstored }
    },
  }),

  endpoint({
    method: 'patch',
    path: '/api/appointments/{id}',
    summary:
      'Set the last day of an appointment; null: until further notice; the day before its first: it ends at once',
    access: 'signedIn',
    body: endOfAppointmentSchema,
    response: { status: 200, description: 'The person with every appointment', schema: appointedSchema },
    problems: [
      ...(['invalid_request', 'unsupported_media_type', 'not_signed_in'] as const),
      ...(['not_permitted', 'not_found', 'already_exists'] as const),
    ],
    run: async ({ deps, params, body: { until }, me }) => {
      const now = deps.clock.now()
      const appointed = await deps.commits(async (trx) => {
        const held = await findAppointment(trx, params.id ?? '')
        if (!held) throw new ApiProblem('not_found')
        await requireAdminStill(trx, me.person.id, held.office, now)
        checkEnd(held.startsOn, until, now)
        await refuseEndingOwnAdministration(trx, me.person.id, held, until, now)
        return setLastDay(trx, deps.config, { actor: me.person, at: now }, held, until)
      })
      deps.changes.emit('told', { office: me.person.office })
      const code = appointed.firstHalf
      return { body: { ...(await changedView(deps, me.person, appointed)), code }, headers: unstored }
    },
  }),
]

/** The person as they stand, and the confirmation that what was asked waits for. */
async function changedView(deps: Deps, me: Who, { member, waiting, alone }: ChangedPerson) {
  const row = waiting === null ? undefined : await findConfirmation(deps.db, waiting)
  const view = row ? await confirmationView(deps.db, me, row, deps.clock.now()) : null
  return { ...member, waiting: view, notice: alone ? nobodyElse : null }
}

function usernameTaken() {
  const message = {
    th: 'มีผู้ใช้ชื่อผู้ใช้นี้แล้ว เลือกชื่ออื่น',
    en: 'This username is taken. Choose another.',
  }
  return new ApiProblem('already_exists', { message, errors: [{ path: 'username', message }] })
}
