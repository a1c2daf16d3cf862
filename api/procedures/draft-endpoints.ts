import { z } from 'zod'
import { findConfirmation } from '../../db/confirmations.ts'
import { type DraftHead, type DraftRow, draftsOf } from '../../db/drafts.ts'
import { versionsOf } from '../../db/versions.ts'
import type { Problem } from '../../machines/procedure/procedure-problem.ts'
import { endpoint, etag, ifMatch, revisionHeader } from '../http/endpoint.ts'
import { iso } from '../http/iso.ts'
import {
  activationAnswerSchema,
  activationSchema,
  type Draft,
  draftChangeSchema,
  draftSchema,
  draftSummarySchema,
  newDraftAnswerSchema,
  newDraftSchema,
  proofReportSchema,
} from '../http/procedure-contract.ts'
import { requireAdmin } from '../people/administrator.ts'
import { confirmationView } from '../people/confirmation-endpoints.ts'
import { nobodyElse } from '../people/second-person.ts'
import type { Deps } from '../process/deps.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import { activateDraft } from './activation.ts'
import { type DraftJson, readDraftJson, titleOf } from './draft-json.ts'
import { startOf } from './draft-start.ts'
import { changeDraft, createDraft, dropDraft, ownDraft } from './drafts.ts'
import { checkDraft } from './procedure-tasks.ts'
import { proofReport } from './proof-report.ts'
import { versionSummary } from './version-views.ts'

const summaryOf = (row: DraftHead) => ({
  id: row.id,
  office: row.office,
  procedure: row.procedure,
  revision: row.revision,
  title: titleOf({ title: JSON.parse(row.title ?? 'null') as unknown }, row.procedure),
  updatedAt: iso(row.updatedAt),
  updatedBy: { id: row.updatedBy, name: row.updatedByName },
})

function viewOf(deps: Deps, me: SignedIn, row: DraftRow, problems: Problem[]): Draft {
  const json = JSON.parse(row.json) as DraftJson
  const editors = deps.presence.othersAt(row.id, me.person.id)
  return { ...summaryOf({ ...row, title: JSON.stringify(json.title) ?? null }), json, problems, editors }
}

/** What is wrong with a draft; empty when it is sound. */
async function problemsOf({ workers }: Deps, office: string, json: DraftJson): Promise<Problem[]> {
  const checked = await checkDraft({ workers, office }, json)
  return checked.ok ? [] : checked.problems
}

const tell = (deps: Deps, me: SignedIn, { id, office, revision }: DraftRow) =>
  deps.changes.emit('draft', { office, draft: id, revision, by: me.person.id })

/** Drafts of procedures: what administrators write before anything takes effect. */
export const draftEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/offices/{office}/drafts',
    summary: 'The drafts of an office, for its administrators',
    access: 'signedIn',
    response: {
      status: 200,
      description: 'Last changed first',
      schema: z.strictObject({ drafts: z.array(draftSummarySchema) }),
    },
    problems: ['not_permitted'],
    run: async ({ deps, me, params: { office = '' } }) => {
      requireAdmin(me, office)
      return { body: { drafts: (await draftsOf(deps.db, office)).map(summaryOf) } }
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/offices/{office}/drafts',
    summary: 'Begin a draft: from a version, the standard, an empty chart or a file',
    access: 'signedIn',
    body: newDraftSchema,
    response: {
      status: 201,
      description: 'The draft, and what became of an XState file',
      schema: newDraftAnswerSchema,
    },
    problems: [
      ...(['invalid_request', 'not_permitted', 'not_found', 'already_exists'] as const),
      ...(['body_too_large', 'invalid_content', 'too_many_requests'] as const),
    ],
    run: async ({ deps, me, params: { office = '' }, body }) => {
      requireAdmin(me, office)
      const { json, imported } = await startOf(deps.db, body.from, { id: `${office}.${body.name}`, office })
      // Before anything is stored: whoever is told to try again later can do so.
      const problems = await problemsOf(deps, office, json)
      const row = await deps.commits((trx) =>
        createDraft(trx, me, { office, body, json, now: deps.clock.now() }),
      )
      tell(deps, me, row)
      const headers = { ...etag(row), Location: `/api/drafts/${row.id}` }
      return { body: { ...viewOf(deps, me, row, problems), imported }, headers }
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/drafts/{id}',
    summary: 'A draft with what is wrong with it, and who else has it open',
    access: 'signedIn',
    response: { status: 200, description: 'The draft', schema: draftSchema },
    problems: ['not_permitted', 'not_found', 'too_many_requests'],
    run: async ({ deps, me, params }) => {
      const row = await ownDraft(deps.db, me, params.id ?? '')
      const problems = await problemsOf(deps, row.office, JSON.parse(row.json) as DraftJson)
      return { body: viewOf(deps, me, row, problems), headers: etag(row) }
    },
  }),

  endpoint({
    method: 'put',
    path: '/api/drafts/{id}',
    summary: 'Store a draft as it is written; it need not be sound',
    access: 'signedIn',
    body: draftChangeSchema,
    headers: [revisionHeader],
    response: { status: 200, description: 'The draft', schema: draftSchema },
    problems: [
      ...(['invalid_request', 'not_permitted', 'not_found', 'revision_conflict'] as const),
      ...(['body_too_large', 'invalid_content', 'too_many_requests'] as const),
    ],
    run: async ({ deps, me, params: { id = '' }, body: { json }, req }) => {
      const { office } = await ownDraft(deps.db, me, id)
      const written = readDraftJson(json)
      // Before it is stored: whoever is told to try again later has still the revision to do so.
      const problems = await problemsOf(deps, office, written)
      const change = { id, json: written, ifMatch: ifMatch(req), now: deps.clock.now() }
      const row = await deps.commits((trx) => changeDraft(trx, me, change))
      deps.presence.note(id, me.person)
      tell(deps, me, row)
      return { body: viewOf(deps, me, row, problems), headers: etag(row) }
    },
  }),

  endpoint({
    method: 'delete',
    path: '/api/drafts/{id}',
    summary: 'Throw a draft away',
    access: 'signedIn',
    response: { status: 204, description: 'Gone; the audit log keeps what it was' },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params }) => {
      const row = await deps.commits((trx) => dropDraft(trx, me, params.id ?? '', deps.clock.now()))
      tell(deps, me, row)
      return {}
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/drafts/{id}/editing',
    summary: 'Say that I have the draft open; to be repeated within each minute',
    access: 'signedIn',
    response: {
      status: 200,
      description: 'Who else has it open',
      schema: z.strictObject({ editors: draftSchema.shape.editors }),
    },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params }) => {
      const row = await ownDraft(deps.db, me, params.id ?? '')
      if (deps.presence.note(row.id, me.person)) tell(deps, me, row)
      return { body: { editors: deps.presence.othersAt(row.id, me.person.id) } }
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/drafts/{id}/proofs',
    summary: 'Prove a draft as it stands, run its scenarios, and say what it changes',
    access: 'signedIn',
    response: { status: 200, description: 'What was found', schema: proofReportSchema },
    problems: ['not_permitted', 'not_found', 'invalid_content', 'too_many_requests'],
    run: async ({ deps, me, params }) => {
      const row = await ownDraft(deps.db, me, params.id ?? '')
      const json = JSON.parse(row.json) as DraftJson
      return { body: await proofReport(deps, row.office, json, deps.clock.now()) }
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/drafts/{id}/activation',
    summary:
      'Ask that a draft be made the next version by an order; a second person of the office confirms it',
    access: 'signedIn',
    body: activationSchema,
    headers: [revisionHeader],
    response: {
      status: 201,
      description: 'The confirmation that it waits for; the version, where nobody else could confirm it',
      schema: activationAnswerSchema,
    },
    problems: [
      ...(['invalid_request', 'not_permitted', 'not_found', 'revision_conflict'] as const),
      ...(['already_exists', 'invalid_content', 'too_many_requests'] as const),
    ],
    run: async ({ deps, me, params: { id = '' }, body, req }) => {
      const { version, waiting } = await activateDraft(deps, me, { id, ifMatch: ifMatch(req), ...body })
      if (version === null) {
        const row = await findConfirmation(deps.db, waiting)
        if (!row) throw new Error(`The confirmation ${waiting} was not stored`)
        deps.changes.emit('told', { office: row.office })
        const view = await confirmationView(deps.db, me.person, row, deps.clock.now())
        return { body: { version: null, waiting: view, notice: null } }
      }
      const { office, procedure, hash } = version
      deps.changes.emit('draft', { office, draft: id, revision: ifMatch(req), by: me.person.id })
      const row = (await versionsOf(deps.db, procedure)).find((one) => one.hash === hash)
      if (!row) throw new Error(`The version ${hash} was not stored`)
      const Location = `/api/procedures/${procedure}/versions/${row.version}`
      const answer = { version: versionSummary(row), waiting: null, notice: nobodyElse }
      return { body: answer, headers: { Location } }
    },
  }),
]
