import { z } from 'zod'
import { type ConfirmationRow, findConfirmation, waitingInOffice } from '../../db/confirmations.ts'
import type { VersionRow } from '../../db/versions.ts'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import { endpoint } from '../http/endpoint.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem } from '../http/problem.ts'
import { type confirmationSchema, confirmationsSchema, declineSchema } from '../http/procedure-contract.ts'
import { askedActivation, confirmActivation } from '../procedures/activation.ts'
import type { Reader } from '../procedures/versions.ts'
import type { Deps } from '../process/deps.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import { confirmAppointment } from './appointments.ts'
import { decline, payloadOf, waitsFor } from './confirmations.ts'
import { confirmReset } from './password-reset.ts'
import { confirmPersonChange } from './person-changes.ts'
import type { Who } from './second-person.ts'

const unstored = { 'Cache-Control': 'no-store' }

/** A confirmation as somebody of its office sees it. */
export async function confirmationView(
  db: Reader,
  me: Who,
  row: ConfirmationRow,
  now: number,
): Promise<z.infer<typeof confirmationSchema>> {
  const may = await waitsFor(db, row, now)
  return {
    id: row.id,
    office: row.office,
    kind: row.kind,
    what: payloadOf(row).what,
    askedBy: { id: row.askedBy, name: row.askedByName },
    askedAt: iso(row.askedAt),
    expiresAt: iso(row.expiresAt),
    waitsFor: may,
    mine: may.some(({ id }) => id === me.id),
    activation: row.kind === 'activation' ? askedActivation(row) : null,
  }
}

/** What takes effect with a confirmation of each kind; answers what the one who confirms is shown. */
async function confirmKind(
  deps: Deps,
  me: SignedIn,
  { kind, id }: ConfirmationRow,
): Promise<{ code: string | null; version?: VersionRow }> {
  switch (kind) {
    case 'appointment':
      return { code: await confirmAppointment(deps, me.person, id) }
    case 'password':
      return { code: await confirmReset(deps, me.person, id) }
    case 'person':
      await confirmPersonChange(deps, me.person, id)
      return { code: null }
    case 'activation':
      return { code: null, version: await confirmActivation(deps, me, id) }
    default:
      return unreachable(kind)
  }
}

/** What waits for a second person of the office, and what that person decides. */
export const confirmationEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/offices/{office}/confirmations',
    summary: 'What waits for me to confirm, and what I asked for that waits for others',
    access: 'signedIn',
    response: { status: 200, description: 'The oldest first', schema: confirmationsSchema },
    problems: [],
    run: async ({ deps, me, params: { office = '' } }) => {
      const now = deps.clock.now()
      const rows = await waitingInOffice(deps.db, office, now)
      const views = await Promise.all(rows.map((row) => confirmationView(deps.db, me.person, row, now)))
      const concerning = views.filter(({ mine, askedBy }) => mine || askedBy.id === me.person.id)
      return { body: { confirmations: concerning } }
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/confirmations/{id}/confirm',
    summary: 'Confirm what an administrator asked for; it takes effect',
    access: 'signedIn',
    response: {
      status: 200,
      description: 'It took effect; `Location` names a version; the second half of a code is shown this once',
      schema: z.strictObject({ code: z.string().nullable() }),
    },
    problems: ['not_permitted', 'not_found', 'already_exists', 'revision_conflict', 'invalid_content'],
    run: async ({ deps, me, params: { id = '' } }) => {
      const row = await findConfirmation(deps.db, id)
      if (!row) throw new ApiProblem('not_found')
      const { code, version } = await confirmKind(deps, me, row)
      deps.changes.emit('told', { office: row.office })
      const place = version && `/api/procedures/${version.procedure}/versions/${version.version}`
      return { body: { code }, headers: { ...unstored, ...(place && { Location: place }) } }
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/confirmations/{id}/decline',
    summary: 'Decline what an administrator asked for, with a reason; who asked for it withdraws it',
    access: 'signedIn',
    body: declineSchema,
    response: { status: 204, description: 'It does not take effect' },
    problems: ['invalid_request', 'not_permitted', 'not_found', 'already_exists'],
    run: async ({ deps, me, params: { id = '' }, body: { reason } }) => {
      const by = { actor: me.person, at: deps.clock.now() }
      await deps.commits((trx) => decline(trx, by, id, reason))
      deps.changes.emit('told', { office: me.person.office })
      return {}
    },
  }),
]
