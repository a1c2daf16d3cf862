import { z } from 'zod'
import { contentsOf, getEvent } from '../../db/requests.ts'
import { type Text, textSchema } from '../../machines/procedure/procedure.ts'
import { removeFilesOf } from '../files/sweep.ts'
import {
  contentChangeSchema,
  contentRevisionsSchema,
  eventViewSchema,
  handOverSchema,
  historySchema,
  listQuerySchema,
  newCopySchema,
  newEventSchema,
  newRequestSchema,
  nextInInboxSchema,
  type RequestView,
  requestListSchema,
  requestViewSchema,
} from '../http/contract.ts'
import { type Call, endpoint, etag, ifMatch, revisionHeader } from '../http/endpoint.ts'
import { type Answer, type Done, doneBefore, idempotencyKey, noteDone } from '../http/idempotency.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem } from '../http/problem.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import { OutcomeUnknown } from '../process/storage-failure.ts'
import { changeContent } from './change-content.ts'
import type { Unit } from './command.ts'
import { copyRequest } from './copy-request.ts'
import { createRequest } from './create-request.ts'
import { discardDraft } from './discard-draft.ts'
import { handOverRequest } from './hand-over-request.ts'
import { eventView, historyOf } from './history-view.ts'
import { type Loaded, loadReadable, loadRequest } from './load.ts'
import { readableRequest } from './may-read.ts'
import { caughtUp } from './projections.ts'
import type { Recorded } from './record-transition.ts'
import { listRequests, nextInInbox } from './request-list.ts'
import { requestView } from './request-view.ts'
import { takeEvent } from './take-event.ts'
import { asReadBy, readsUnsubmitted } from './unsubmitted.ts'

type AnyCall = Pick<Call<unknown, unknown>, 'deps' | 'me' | 'params' | 'req' | 'body' | 'corrected'>

/**
 * Carries a command out, once for a person's key, and answers after COMMIT. A retry gets the same answer while the
 * server remembers it (`SentAnswers`); later, the event that was recorded and the request as it stands then.
 */
async function answerOnce<Body>(
  { deps, me, body, req }: AnyCall,
  command: (unit: Unit) => Promise<Recorded>,
  answerOf: (recorded: Recorded) => Promise<Answer<Body>>,
): Promise<Answer<Body>> {
  const key = idempotencyKey(req)
  const keyed =
    key === undefined ? undefined : { person: me.person.id, key, method: 'POST', path: req.path, body }
  const carriedOut = deps.commits(async (trx, announce) => {
    const unit = { trx, announce, at: deps.clock.now() }
    const recorded = await command(unit)
    const { request, seq } = recorded.event
    if (keyed) await noteDone(trx, keyed, { request, seq }, unit.at)
    return recorded
  })
  if (!keyed) return await answerOf(await carriedOut)
  let recorded: Recorded
  try {
    recorded = await carriedOut
  } catch (reason) {
    // Only now is the key looked for: a retry is rare, and the chart refuses nearly each before anything is written.
    const done = reason instanceof OutcomeUnknown ? undefined : await doneBefore(deps.db, keyed)
    if (!done) throw reason
    // Whoever sends it again may have lost their post since: what was done is no leave to read what stands there now.
    await readableRequest(deps.db, me, done.request)
    // Of the same command: `doneBefore` refuses the key for any other.
    const sent = deps.answers.get(keyed) as Answer<Body> | undefined
    if (sent) return sent
    recorded = await recordedBefore(deps.db, done)
  }
  const answer = await answerOf(recorded)
  deps.answers.set(keyed, answer)
  return answer
}

/** What was recorded under a key before, with the request as it stands now. */
async function recordedBefore(db: Reader, { request: id, seq }: Done): Promise<Recorded> {
  const request = await loadRequest(db, id)
  if (!request) throw new ApiProblem('not_found')
  return { request, event: await getEvent(db, id, seq) }
}

/** The request as the person sees it now, with what was put right in what they sent. */
async function viewFor({ me, deps, corrected }: AnyCall, loaded: Loaded): Promise<RequestView> {
  const view = await requestView(deps.db, await asReadBy(deps.db, me, loaded), {
    actor: me.actor,
    now: deps.clock.now(),
  })
  return corrected.length === 0 ? view : { ...view, corrected: corrected.slice(0, maxCorrected) }
}
/** An answer must not outgrow its question. */
const maxCorrected = 100

const keyHeader = {
  name: 'Idempotency-Key',
  required: false,
  description:
    'The same key with the same body is carried out once. Sent again, it gets the event that was recorded, with the request as it stands.',
} as const

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
      const { me, body } = call
      return answerOnce(
        call,
        (unit) => createRequest(unit, me, body),
        async ({ request }) => {
          const view = await viewFor(call, request)
          return { body: view, headers: { ...etag(view), Location: `/api/requests/${view.id}` } }
        },
      )
    },
  }),
  endpoint({
    method: 'post',
    path: '/api/requests/{id}/copies',
    summary: 'Begin a request of your own with the content and the files of another one',
    access: 'signedIn',
    body: newCopySchema,
    headers: [keyHeader],
    response: {
      status: 201,
      description: 'The new draft, and in words what the form has no place for and which files cannot be had',
      schema: z.strictObject({ request: requestViewSchema, leftOut: z.array(textSchema) }),
    },
    problems: ['invalid_request', 'not_permitted', 'not_found', 'invalid_content', 'idempotency_conflict'],
    run: async (call) => {
      const { me, body, params } = call
      let leftOut: Text[] = []
      return answerOnce(
        call,
        async (unit) => {
          const copy = await copyRequest(unit, { request: params.id ?? '', by: me, group: body.group })
          leftOut = copy.leftOut
          return copy.recorded
        },
        async ({ request }) => {
          const view = await viewFor(call, request)
          const headers = { ...etag(view), Location: `/api/requests/${view.id}` }
          return { body: { request: view, leftOut }, headers }
        },
      )
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/requests',
    summary:
      'Requests that wait for me (inbox), that I submitted (mine) or did not yet (drafts), or all of my office',
    access: 'signedIn',
    query: listQuerySchema,
    response: {
      status: 200,
      description:
        'A page: of `inbox` the late first, then the oldest; of `office` what is under way, the oldest first; of `mine` and `drafts` the last changed',
      schema: requestListSchema,
    },
    problems: ['invalid_request'],
    run: async ({ deps, me, query }) => {
      if (query.q) await caughtUp(deps)
      return { body: await listRequests(deps.reads, me, query, deps.clock.now()) }
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/requests/{id}',
    summary: 'A request with its choices for me',
    access: 'signedIn',
    response: { status: 200, description: 'The request', schema: requestViewSchema },
    problems: ['not_found', 'not_permitted'],
    run: async (call) => {
      const loaded = await loadReadable(call.deps.db, call.me, call.params.id)
      return { body: await viewFor(call, loaded), headers: etag(loaded.row) }
    },
  }),
  endpoint({
    method: 'delete',
    path: '/api/requests/{id}',
    summary: 'Throw a draft of your own away, of which nothing was ever submitted',
    access: 'signedIn',
    headers: [revisionHeader],
    response: {
      status: 204,
      description: 'Its content and its files are gone; that it was there stays on record',
    },
    problems: [
      ...(['invalid_request', 'not_found', 'not_permitted', 'revision_conflict'] as const),
      'transition_not_available',
    ],
    run: async ({ deps, me, params, req }) => {
      const command = { request: params.id ?? '', by: me, ifMatch: ifMatch(req) }
      await deps.commits((trx, announce) => discardDraft({ trx, announce, at: deps.clock.now() }, command))
      removeFilesOf(deps, command.request)
      return {}
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
      const loaded = await deps.commits(async (trx, announce) =>
        changeContent({ trx, announce, at: deps.clock.now() }, change),
      )
      return { body: await viewFor(call, loaded), headers: etag(loaded.row) }
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
      const command = { request: params.id ?? '', by: me, event: body, ifMatch: ifMatch(req) }
      return answerOnce(
        call,
        (unit) => takeEvent(unit, command),
        async ({ request, event }) => {
          const compiled = await getCompiled(deps.db, event.procedureHash)
          const view = { request: await viewFor(call, request), event: eventView(compiled, event) }
          return { body: view, headers: etag(request.row) }
        },
      )
    },
  }),
  endpoint({
    method: 'post',
    path: '/api/requests/{id}/owner',
    summary: 'Hand a request over to another person of its group',
    access: 'signedIn',
    body: handOverSchema,
    headers: [revisionHeader, keyHeader],
    response: { status: 200, description: 'The request with its new owner', schema: requestViewSchema },
    problems: [
      ...(['invalid_request', 'not_found', 'not_permitted', 'revision_conflict'] as const),
      ...(['transition_not_available', 'idempotency_conflict'] as const),
    ],
    run: async (call) => {
      const { me, body, params, req } = call
      const command = { request: params.id ?? '', by: me, ifMatch: ifMatch(req), ...body }
      return answerOnce(
        call,
        (unit) => handOverRequest(unit, command),
        async ({ request }) => ({ body: await viewFor(call, request), headers: etag(request.row) }),
      )
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/next',
    summary: 'What waits for me next, beside this request',
    access: 'signedIn',
    response: {
      status: 200,
      description: 'The first of my inbox that is not this one, and how many wait for me beside it',
      schema: nextInInboxSchema,
    },
    problems: ['not_found', 'not_permitted'],
    run: async ({ deps, me, params }) => {
      const { id: except } = await readableRequest(deps.reads, me, params.id)
      return { body: await nextInInbox(deps.reads, me, { except, now: deps.clock.now() }) }
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/events',
    summary: 'The history, with the hashes of its chain',
    access: 'signedIn',
    response: { status: 200, description: 'Every event, oldest first', schema: historySchema },
    problems: ['not_found', 'not_permitted'],
    run: async ({ deps: { reads }, me, params }) => ({
      body: { events: await historyOf(reads, await readableRequest(reads, me, params.id)) },
    }),
  }),
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/contents',
    summary: 'Every revision of the content',
    access: 'signedIn',
    response: { status: 200, description: 'The revisions, oldest first', schema: contentRevisionsSchema },
    problems: ['not_found', 'not_permitted'],
    run: async ({ deps: { reads }, me, params }) => {
      const row = await readableRequest(reads, me, params.id)
      const rows = await contentsOf(reads, row.id)
      // Without anything submitted, whoever reads the request reads its draft.
      const all = row.draftOf !== '' || (await readsUnsubmitted(reads, me, row))
      const shown = all ? rows : rows.filter(({ frozen }) => frozen === 1)
      const revisions = shown.map(({ revision, frozen, json, sha256, at, name }) => ({
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
