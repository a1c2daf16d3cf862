import { endpoint } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { figuresQuerySchema, figuresSchema } from '../http/procedure-contract.ts'
import { getActiveVersion } from '../procedures/versions.ts'
import { figuresOf } from './figures.ts'
import { caughtUp } from './projections.ts'

export const figureEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/procedures/{id}/figures',
    summary:
      'How a procedure of my office ran in a period: where requests stand, how long they stay, what is returned and why',
    access: 'signedIn',
    query: figuresQuerySchema,
    response: { status: 200, description: 'The figures, from the events', schema: figuresSchema },
    problems: ['invalid_request', 'not_permitted', 'not_found'],
    run: async ({ deps, me, params, query }) => {
      const { procedure } = await getActiveVersion(deps.reads, params.id ?? '')
      if (procedure.office !== me.person.office) throw new ApiProblem('not_permitted')
      await caughtUp(deps)
      return { body: await figuresOf(deps.reads, procedure.id, query, deps.clock.now()) }
    },
  }),
]
