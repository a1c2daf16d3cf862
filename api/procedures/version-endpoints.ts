import { z } from 'zod'
import { versionsOf } from '../../db/versions.ts'
import { attach } from '../http/attachment.ts'
import { endpoint } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { changeSchema, officeDocumentSchema, versionsSchema } from '../http/procedure-contract.ts'
import { documentView } from './document-view.ts'
import { exportFormats } from './exports.ts'
import { compareVersions, exportVersion } from './procedure-tasks.ts'
import { layoutOfVersion } from './version-layout.ts'
import { getVersion, versionSummary } from './version-views.ts'
import { getCompiled } from './versions.ts'

/** The versions of a procedure, for everyone who is signed in: what an office does is no secret. */
export const versionEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/procedures/{id}/versions',
    summary: 'Every version of a procedure: its order, its state, and how many requests run on it',
    access: 'signedIn',
    response: { status: 200, description: 'Newest first', schema: versionsSchema },
    problems: ['not_found'],
    run: async ({ deps, params }) => {
      const versions = (await versionsOf(deps.db, params.id ?? '')).map(versionSummary)
      if (versions.length === 0) throw new ApiProblem('not_found')
      return { body: { versions } }
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/procedures/{id}/versions/{n}/changes',
    summary:
      'What a version changes against an earlier one, in words; without `since`, against its predecessor',
    access: 'signedIn',
    query: z.strictObject({
      since: z
        .string()
        .regex(/^\d{1,9}$/)
        .optional(),
    }),
    response: {
      status: 200,
      description: 'The changes; none for the first version',
      schema: z.strictObject({ changes: z.array(changeSchema) }),
    },
    problems: ['invalid_request', 'not_found', 'too_many_requests'],
    run: async ({ deps, params, query }) => {
      const after = await getVersion(deps.db, params.id, params.n)
      if (query.since === undefined && after.version === 1) return { body: { changes: [] } }
      const before = await getVersion(deps.db, params.id, query.since ?? String(after.version - 1))
      const [from, to] = [await getCompiled(deps.db, before.hash), await getCompiled(deps.db, after.hash)]
      const context = { workers: deps.workers, office: after.office }
      const changes = await compareVersions(context, { before: from.procedure, after: to.procedure })
      return { body: { changes } }
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/procedures/{id}/versions/{n}/document',
    summary:
      'The document behind a version, clause by clause: where each clause lives, and how many are in force',
    access: 'signedIn',
    response: {
      status: 200,
      description: 'The document; null where the office has none that ships',
      schema: z.strictObject({ document: officeDocumentSchema.nullable() }),
    },
    problems: ['not_found'],
    run: async ({ deps, params }) => {
      const { hash } = await getVersion(deps.db, params.id, params.n)
      const { procedure } = await getCompiled(deps.db, hash)
      return { body: { document: await documentView(deps.db, procedure) } }
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/procedures/{id}/versions/{n}/export',
    summary:
      'A version as a file: our JSON with everything, its chart as XState v5 config, as TypeScript module that runs under XState (module), Mermaid (text/vnd.mermaid) or SVG',
    access: 'signedIn',
    query: z.strictObject({ format: z.enum(exportFormats).default('procedure') }),
    response: { status: 200, description: 'The file', contentType: 'application/json' },
    problems: ['invalid_request', 'not_found', 'too_many_requests'],
    run: async ({ deps, params, query, res }) => {
      const { hash, version } = await getVersion(deps.db, params.id, params.n)
      const { procedure } = await getCompiled(deps.db, hash)
      const layout = query.format === 'svg' ? await layoutOfVersion(deps, hash) : null
      const context = { workers: deps.workers, office: procedure.office }
      const { name, contentType, text } = await exportVersion(context, {
        procedure,
        version,
        layout,
        format: query.format,
      })
      attach(res, { name, contentType })
      // A picture holds the office's own words; opened by itself it must not run anything.
      res.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      res.status(200).send(text)
      return {}
    },
  }),
]
