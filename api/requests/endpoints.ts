import { z } from 'zod'
import { findRequest, type RequestRow } from '../../db/requests.ts'
import {
  contentChangeSchema,
  contentRevisionsSchema,
  eventViewSchema,
  historySchema,
  listQuerySchema,
  newEventSchema,
  newRequestSchema,
  requestListSchema,
  requestViewSchema,
} from '../http/contract.ts'
import { type Call, endpoint, etag, ifMatch, revisionHeader } from '../http/endpoint.ts'
import { idempotencyKey, once } from '../http/idempotency.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem } from '../http/problem.ts'
import { holidaysOf } from '../offices/holidays.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import { changeContent } from './change-content.ts'
import { createRequest } from './create-request.ts'
import { eventView, historyOf } from './history-view.ts'
import { listRequests } from './request-list.ts'
import { requestView } from './request-view.ts'
import { takeEvent } from './take-event.ts'

type AnyCall = Pick<Call<unknown, unknown>, 'deps' | 'me' | 'params' | 'req'>

const momentOf = async (db: Reader, now: number) => ({ now, holidays: await holidaysOf(db) })
const viewFor = async (db: Reader, { me, deps }: AnyCall, row: RequestRow) =>
  requestView(db, row, { actor: me.actor, now: deps.clock.now() })

/** The request, if it is of the person's own office; throws `not_found`, `not_permitted`. */
async function ownOfficeRequest({ deps, me, params }: AnyCall): Promise<RequestRow> {
  const row = await findRequest(deps.db, params.id ?? '')
  if (!row) throw new ApiProblem('not_found')
  if (row.office !== me.person.office) throw new ApiProblem('not_permitted')
  return row
}

const keyHeader = {
  name: 'Idempotency-Key',
  required: false,
  description: 'The same key with the same body gets the same answer and is carried out once.',
}

export const requestEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/requests',
    summary: 'Begin a request on the active version of a procedure of your office',
    access: 'signedIn',
    body: newRequestSchema,
    headers: [keyHeader],
    response: { status: 201, description: 'The request', schema: requestViewSchema },
    problems: ['invalid_request', 'not_permitted', 'not_found', 'invalid_content', 'idempotency_conflict'],
    run: async (call) => {
      const { deps, me, body, req } = call
      const now = deps.clock.now()
      const key = idempotencyKey(req)
      const view = await deps.commits((trx) =>
        once(trx, { person: me.person.id, key, method: 'POST', path: req.path, body, now }, async () => {
          const { request } = await createRequest(trx, await momentOf(trx, now), me, body)
          return viewFor(trx, call, request)
        }),
      )
      deps.changes.emit('change', {
        office: view.office,
        request: view.id,
        revision: view.revision,
        by: me.person.id,
      })
      return { body: view, headers: { ...etag(view), Location: `/api/requests/${view.id}` } }
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/requests',
    summary: 'Requests that wait for me (inbox), that I made (mine), or all of my office',
    access: 'signedIn',
    query: listQuerySchema,
    response: {
      status: 200,
      description:
        'A page: of `inbox` the late first, then the oldest; of `office` what is under way, the oldest first; of `mine` the last changed',
      schema: requestListSchema,
    },
    problems: ['invalid_request'],
    run: async ({ deps, me, query }) => ({ body: await listRequests(deps.db, me, query, deps.clock.now()) }),
  }),
  endpoint({
    method: 'get',
    path: '/api/requests/{id}',
    summary: 'A request with its choices for me',
    access: 'signedIn',
    response: { status: 200, description: 'The request', schema: requestViewSchema },
    problems: ['not_found', 'not_permitted'],
    run: async (call) => {
      const row = await ownOfficeRequest(call)
      return { body: await viewFor(call.deps.db, call, row), headers: etag(row) }
    },
  }),
  endpoint({
    method: 'put',
    path: '/api/requests/{id}/content',
    summary: 'Write the content, in a step where that is allowed',
    access: 'signedIn',
    body: contentChangeSchema,
    headers: [revisionHeader],
    response: { status: 200, description: 'The request', schema: requestViewSchema },
    problems: ['invalid_request', 'not_found', 'not_permitted', 'revision_conflict', 'invalid_content'],
    run: async (call) => {
      const { deps, me, body, params, req } = call
      const change = { request: params.id ?? '', by: me, ifMatch: ifMatch(req), content: body.content }
      const view = await deps.commits(async (trx) =>
        viewFor(trx, call, await changeContent(trx, await momentOf(trx, deps.clock.now()), change)),
      )
      deps.changes.emit('change', {
        office: view.office,
        request: view.id,
        revision: view.revision,
        by: me.person.id,
      })
      return { body: view, headers: etag(view) }
    },
  }),
  endpoint({
    method: 'post',
    path: '/api/requests/{id}/events',
    summary: 'Take a choice',
    access: 'signedIn',
    body: newEventSchema,
    headers: [revisionHeader, keyHeader],
    response: {
      status: 200,
      description: 'The request with its new choices, and the event as it was recorded',
      schema: z.strictObject({ request: requestViewSchema, event: eventViewSchema }),
    },
    problems: [
      'invalid_request',
      'not_found',
      'not_permitted',
      'revision_conflict',
      'transition_not_available',
      'idempotency_conflict',
      'invalid_event',
      'invalid_content',
    ],
    run: async (call) => {
      const { deps, me, body, params, req } = call
      const now = deps.clock.now()
      const key = idempotencyKey(req)
      const seen = ifMatch(req)
      const answer = await deps.commits((trx) =>
        once(trx, { person: me.person.id, key, method: 'POST', path: req.path, body, now }, async () => {
          const command = { request: params.id ?? '', by: me, event: body, ifMatch: seen }
          const { request, event } = await takeEvent(trx, await momentOf(trx, now), command)
          const compiled = await getCompiled(trx, request.procedureHash)
          return { request: await viewFor(trx, call, request), event: eventView(compiled, event) }
        }),
      )
      const { id, office, revision } = answer.request
      deps.changes.emit('change', { office, request: id, revision, by: me.person.id })
      return { body: answer, headers: etag(answer.request) }
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/events',
    summary: 'The history, with the hashes of its chain',
    access: 'signedIn',
    response: { status: 200, description: 'Every event, oldest first', schema: historySchema },
    problems: ['not_found', 'not_permitted'],
    run: async (call) => ({ body: { events: await historyOf(call.deps.db, await ownOfficeRequest(call)) } }),
  }),
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/contents',
    summary: 'Every revision of the content',
    access: 'signedIn',
    response: { status: 200, description: 'The revisions, oldest first', schema: contentRevisionsSchema },
    problems: ['not_found', 'not_permitted'],
    run: async (call) => {
      const row = await ownOfficeRequest(call)
      const rows = await call.deps.db
        .selectFrom('content')
        .innerJoin('person', 'person.id', 'content.by')
        .select([
          'content.revision',
          'content.frozen',
          'content.json',
          'content.sha256',
          'content.at',
          'person.name',
        ])
        .where('content.request', '=', row.id)
        .orderBy('content.revision')
        .execute()
      const revisions = rows.map(({ revision, frozen, json, sha256, at, name }) => ({
        revision,
        frozen: frozen === 1,
        content: JSON.parse(json) as Record<string, unknown>,
        sha256,
        at: iso(at),
        by: name,
      }))
      return { body: { revisions } }
    },
  }),
]
