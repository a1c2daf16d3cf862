import { messagesSchema, newMessageSchema } from '../http/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { readableRequest } from './may-read.ts'
import { messagesView, sendMessage } from './messages.ts'

export const messageEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/messages',
    summary:
      'What officials asked and answered each other about a request, and whom a message would reach now',
    access: 'signedIn',
    response: { status: 200, description: 'The messages, oldest first', schema: messagesSchema },
    problems: ['not_found', 'not_permitted'],
    run: async ({ deps, me, params }) => {
      const row = await readableRequest(deps.reads, me, params.id)
      return { body: await messagesView(deps.reads, row, { by: me, now: deps.clock.now() }) }
    },
  }),
  endpoint({
    method: 'put',
    path: '/api/requests/{id}/messages/{message}',
    summary:
      'Ask or answer something about a request, under an id that you make: sent again, it is the same message',
    access: 'signedIn',
    body: newMessageSchema,
    response: { status: 200, description: 'The conversation with it', schema: messagesSchema },
    problems: [
      ...(['invalid_request', 'not_found', 'not_permitted'] as const),
      ...(['transition_not_available', 'idempotency_conflict'] as const),
    ],
    run: async ({ deps, me, body: message, params }) => {
      const id = params.message ?? ''
      if (!/^[A-Za-z0-9-]{16,64}$/.test(id)) throw new ApiProblem('not_found')
      const row = await deps.commits(async (trx, announce) => {
        const found = await readableRequest(trx, me, params.id)
        const { office, id: request, revision } = found
        await sendMessage({ trx, announce, at: deps.clock.now() }, found, { id, by: me, message })
        // Nothing of the request changed; those who were told hear of their notice by it.
        announce({ office, request, revision, by: me.person.id })
        return found
      })
      return { body: await messagesView(deps.db, row, { by: me, now: deps.clock.now() }) }
    },
  }),
]
