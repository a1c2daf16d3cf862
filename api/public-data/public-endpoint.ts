import express, { type Request } from 'express'
import type { z } from 'zod'
import { getOfficeRow, type OfficeRow } from '../../db/offices.ts'
import type { ReadAt } from '../../db/publication-facets.ts'
import { checked, type Endpoint } from '../http/endpoint.ts'
import type { Described } from '../http/openapi.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Deps } from '../process/deps.ts'
import { baseOf, commonHeaders, pathOf } from '../public-site/answer.ts'
import { createPageCache, type Made } from '../public-site/page-cache.ts'
import type { createPublicStates } from '../public-site/public-state.ts'

/** In bytes; the pages for people have more. */
const mostKept = 16 * 1024 * 1024

type Shape = z.ZodType
type Output<S> = S extends Shape ? z.output<S> : Record<string, never>

/** What a reading operation is given: everything checked, and the instant of which its answer is. */
export type PublicCall<Query = unknown> = {
  deps: Deps
  query: Query
  /** Scheme and host as the client named them. */
  base: string
  at: ReadAt
  params: Record<string, string>
  /** That of the path; operations without one must not ask. */
  office: OfficeRow
}

/** One operation of the public API: what is mounted and what is described are the same thing. */
export type PublicEndpoint = Described & { run: (call: PublicCall<never>) => Promise<unknown> }

/** Writes a reading operation down; `run` throws `gone` for what has ended and `not_found` for what never was. */
export function publicEndpoint<Query extends Shape | undefined = undefined, Schema extends Shape = Shape>(
  definition: Pick<Endpoint, 'path' | 'summary' | 'problems'> & {
    query?: Query
    response: { status: 200; description: string; schema: Schema; contentType?: string }
    run: (call: PublicCall<Output<Query>>) => Promise<z.input<Schema>>
  },
): PublicEndpoint {
  return { method: 'get', access: 'anyone', ...definition } as PublicEndpoint
}

/**
 * Serves the operations to anyone and to any website. The ETag is known from the address and the state of the office
 * before anything is read; an answer is kept until that state changes.
 */
export function mountPublic(
  endpoints: readonly PublicEndpoint[],
  deps: Deps,
  states: ReturnType<typeof createPublicStates>,
): express.Router {
  const router = express.Router()
  const pages = createPageCache(mostKept)
  for (const one of endpoints) {
    const isOfOffice = one.path.includes('{office}')
    const { contentType = 'application/json' } = one.response
    router.get(one.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (req, res) => {
      res.set(openHeaders)
      const query = one.query ? checked(one.query, req.query, 'query') : {}
      const { office: id = '' } = req.params as Record<string, string>
      const at = { office: id, now: deps.clock.now() }
      const state = await (isOfOffice ? states.ofOffice(id, at.now) : states.ofAll(at.now))
      if (!state) throw new ApiProblem('not_found')
      const make = async (): Promise<Made> => {
        const office = isOfOffice ? await getOfficeRow(deps.reads, id) : undefined
        const call = { deps, query, base: baseOf(req), at, params: req.params, office }
        try {
          const body = await one.run(call as unknown as PublicCall<never>)
          return { status: 200, body: JSON.stringify(body), type: contentType }
        } catch (error) {
          if (!(error instanceof ApiProblem && error.code === 'gone')) throw error
          return { status: 410, body: JSON.stringify(error.toBody()), type: 'application/problem+json' }
        }
      }
      await pages.answer(req, res, { key: keyOf(req, query), state, keep: !isSearch(query), make })
    })
  }
  return router
}

/** Refusals carry these too; no cookie is read here, so that any website may show what it reads. */
const openHeaders = {
  ...commonHeaders,
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Last-Modified',
}

const keyOf = (req: Request, query: unknown) => JSON.stringify([baseOf(req), pathOf(req), query])

/** Hardly anybody asks twice for the same words. */
const isSearch = (query: unknown) => Boolean((query as { q?: string }).q)
