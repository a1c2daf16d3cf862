import { findMove } from '../../db/moves.ts'
import { type Call, endpoint } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { dryRunSchema, moveJobSchema, movePlanSchema, newMoveSchema } from '../http/procedure-contract.ts'
import { requireAdmin } from '../people/administrator.ts'
import { administrator, moveJobView, startMove } from './move-job.ts'
import { planMove } from './move-plan.ts'
import type { Mapping, MoveOrder } from './move-request.ts'
import { getVersion } from './version-views.ts'
import { getCompiled } from './versions.ts'

type AnyCall = Pick<Call<unknown, unknown>, 'deps' | 'me' | 'params'>

/** The order of the administrator who asks; throws `not_found`, `not_permitted`, `invalid_request` for a version of the past. */
async function orderOf(
  { deps, me, params }: AnyCall,
  mapping: Mapping,
  reason: string,
  allowed: readonly string[],
): Promise<MoveOrder> {
  const row = await getVersion(deps.db, params.id, params.n)
  requireAdmin(me, row.office)
  if (!allowed.includes(row.status)) throw new ApiProblem('invalid_request', { message: notInForce })
  const to = { ...(await getCompiled(deps.db, row.hash)), version: row.version }
  return { to, mapping, reason, ...administrator(me.person, me.actor.appointments, row.office) }
}

const notInForce = {
  th: 'ย้ายเรื่องได้เฉพาะไปยังฉบับที่ใช้อยู่',
  en: 'Requests can be moved only to the version that is in force.',
}

export const moveEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/procedures/{id}/versions/{n}/moves/plan',
    summary:
      'What would become of every open request on an older version: a dry run that does all but commit',
    access: 'signedIn',
    body: dryRunSchema,
    response: { status: 200, description: 'The plan', schema: movePlanSchema },
    problems: ['invalid_request', 'not_permitted', 'not_found', 'too_many_requests'],
    run: async (call) => {
      const order = await orderOf(call, call.body.mapping, '-', ['active', 'scheduled'])
      return { body: await planMove(call.deps, order) }
    },
  }),
  endpoint({
    method: 'post',
    path: '/api/procedures/{id}/versions/{n}/moves',
    summary: 'Move the open requests on older versions to this one; the work goes on behind',
    access: 'signedIn',
    body: newMoveSchema,
    response: { status: 202, description: 'The move as it begins', schema: moveJobSchema },
    problems: ['invalid_request', 'not_permitted', 'not_found', 'already_exists', 'too_many_requests'],
    run: async (call) => {
      const { deps, body } = call
      const order = await orderOf(call, body.mapping, body.reason, ['active'])
      const row = await startMove(deps, order)
      return { body: await moveJobView(deps.db, row), headers: { Location: `/api/moves/${row.id}` } }
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/moves/{id}',
    summary: 'How far a move has come, and which requests it could not move',
    access: 'signedIn',
    response: { status: 200, description: 'The move', schema: moveJobSchema },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params }) => {
      const row = await findMove(deps.db, params.id ?? '')
      if (!row) throw new ApiProblem('not_found')
      requireAdmin(me, row.office)
      return { body: await moveJobView(deps.db, row) }
    },
  }),
]
