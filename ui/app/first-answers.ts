import type { QueryClient } from '@tanstack/react-query'
import type { FirstAnswer } from '../../api/http/contract.ts'
import type { Answered } from '../../api/http/operations.ts'
import {
  historyQuery,
  procedureQuery,
  type RequestList,
  requestQuery,
  requestsQuery,
  sessionQuery,
  unreadQuery,
} from '../lib/queries.ts'

type Answers = Known<{
  session: Answered<'GET /api/session'>
  unread: Answered<'GET /api/notifications/unread'>
  inbox: RequestList
  drafts: RequestList
  mine: RequestList
  request: Answered<'GET /api/requests/{id}'>
  history: Answered<'GET /api/requests/{id}/events'>
  procedure: Answered<'GET /api/procedures/{id}/versions/{n}'>
}>
/** The server's names, all of them and no others. */
type Known<Each extends Record<FirstAnswer, unknown>> = Each

/** The lists of the first screen: each is counted there. */
const views = ['inbox', 'drafts', 'mine'] as const

/** What the server put into the page; nothing where it did not, as in development. Taken once: it is as old as the page. */
function answersOfPage(): Partial<Answers> {
  const element = document.getElementById('first-answers')
  element?.remove()
  return JSON.parse(element?.textContent || '{}') as Partial<Answers>
}

/**
 * Gives the query client what came with the page, so that the first screen waits for its code alone. What did not come is
 * asked for by the query itself. Resolves when it is known who is signed in.
 */
export async function takeFirstAnswers(client: QueryClient): Promise<void> {
  const { session, unread, request, history, procedure, ...lists } = answersOfPage()
  const known: Promise<unknown>[] = []
  /** As if the query had asked for it just now. */
  const give = <Query extends { queryFn?: unknown }>(query: Query, answer: unknown): Query => ({
    ...query,
    queryFn: () => Promise.resolve(answer),
  })
  if (unread) known.push(client.prefetchQuery(give(unreadQuery, unread)))
  for (const view of views) {
    const list = lists[view]
    if (list) known.push(client.prefetchInfiniteQuery(give(requestsQuery({ view }), list)))
  }
  if (request) known.push(client.prefetchQuery(give(requestQuery(request.id), request)))
  if (request && history) known.push(client.prefetchQuery(give(historyQuery(request.id), history)))
  if (request && procedure)
    known.push(client.prefetchQuery(give(procedureQuery(request.procedure, request.version), procedure)))
  if (session) known.push(client.prefetchQuery(give(sessionQuery, session)))
  await Promise.all(known)
}
