import { endpoint } from '../http/endpoint.ts'
import { supervisionQuerySchema, supervisionSchema } from '../http/supervision-contract.ts'
import { caughtUp } from '../requests/projections.ts'
import { supervisionFor } from './supervision.ts'

export const supervisionEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/supervision',
    summary:
      'The work of the groups that I lead, or of the whole office: what is under way, late, returned, corrected or published',
    access: 'signedIn',
    query: supervisionQuerySchema,
    response: {
      status: 200,
      description: 'Figures, and a page of one of the lists: what is under way first, the oldest on top',
      schema: supervisionSchema,
    },
    problems: ['invalid_request', 'not_permitted'],
    run: async ({ deps, me, query }) => {
      await caughtUp(deps)
      return { body: await supervisionFor(deps.reads, me, query, deps.clock.now()) }
    },
  }),
]
