import { endpoint } from '../http/endpoint.ts'
import { inspectionSchema } from '../http/procedure-contract.ts'
import { readableRequest } from '../requests/may-read.ts'
import { inspectionOf } from './inspection-events.ts'

export const inspectionEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/inspection',
    summary:
      'The history of a request of my office as Stately inspection events, with the times at which it happened',
    access: 'signedIn',
    response: { status: 200, description: 'The events, oldest first', schema: inspectionSchema },
    problems: ['not_permitted', 'not_found', 'too_many_requests'],
    run: async ({ deps, me, params }) => {
      const row = await readableRequest(deps.db, me, params.id)
      return { body: { events: await inspectionOf(deps, row) } }
    },
  }),
]
