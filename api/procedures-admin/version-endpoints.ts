import { z } from 'zod'
import { versionsOf } from '../../db/versions.ts'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { ApiProblem } from '../problem.ts'
import { versionsSchema } from '../procedure-contract.ts'
import { getCompiled } from '../procedures.ts'
import { exported, exportFormats } from './exports.ts'
import { getVersion, versionSummary } from './version-views.ts'

/** The versions of a procedure, for everyone who is signed in: what an office does is no secret. */
export const versionEndpoints: Endpoint[] = [
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
    path: '/api/procedures/{id}/versions/{n}/export',
    summary:
      'A version as a file: our JSON with everything, its chart as XState v5 config, Mermaid (text/vnd.mermaid) or SVG',
    access: 'signedIn',
    query: z.strictObject({ format: z.enum(exportFormats).default('procedure') }),
    response: { status: 200, description: 'The file', contentType: 'application/json' },
    problems: ['invalid_request', 'not_found'],
    run: async ({ deps, params, query, res }) => {
      const { hash, version } = await getVersion(deps.db, params.id, params.n)
      const { procedure } = await getCompiled(deps.db, hash)
      const { name, contentType, text } = await exported({ procedure, version }, query.format)
      res.setHeader('Content-Type', contentType)
      res.setHeader('Content-Disposition', `attachment; filename="${name}"`)
      // A picture holds the office's own words; opened by itself it must not run anything.
      res.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      res.status(200).send(text)
      return {}
    },
  }),
]
