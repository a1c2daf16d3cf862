import type { QueryClient } from '@tanstack/react-query'
import type { RequestView } from '../../api/http/contract.ts'
import {
  historyQuery,
  procedureQuery,
  requestQuery,
  requestsQuery,
  sessionQuery,
  unreadQuery,
} from '../lib/queries.ts'

/** What the script in index.html asked for, by the same addresses as the queries. */
type Early = Partial<
  Record<'session' | 'unread' | View | 'request' | 'history' | 'procedure', Promise<unknown>>
>
/** The lists of the first screen: each is counted there. */
const views = ['inbox', 'drafts', 'mine'] as const
type View = (typeof views)[number]
declare global {
  interface Window {
    prakatEarly?: Early
  }
}

/**
 * Gives the query client the answers that are on their way already, so that the first screen does not wait for its code
 * first and for its data then. One that fails is asked for again by the query itself. Settles when it is known who is
 * signed in.
 */
export async function takeEarlyAnswers(client: QueryClient): Promise<void> {
  const early = window.prakatEarly ?? {}
  const { session, unread, request, history, procedure } = early
  delete window.prakatEarly
  if (unread) void client.prefetchQuery(withFirst(unreadQuery, unread))
  for (const view of views)
    if (early[view]) void client.prefetchInfiniteQuery(withFirst(requestsQuery({ view }), early[view]))
  const id = decodeURIComponent(/^\/requests\/([^/]+)$/.exec(location.pathname)?.[1] ?? '')
  if (request) void client.prefetchQuery(withFirst(requestQuery(id), request))
  if (history) void client.prefetchQuery(withFirst(historyQuery(id), history))
  if (request && procedure)
    request.then(
      (view) => {
        const { procedure: name, version } = view as RequestView
        void client.prefetchQuery(withFirst(procedureQuery(name, version), procedure))
      },
      // The screen asks for it when it knows which.
      () => {},
    )
  if (session) await client.prefetchQuery(withFirst(sessionQuery, session))
}

/** The same query, which takes an answer that was asked for before. */
function withFirst<Query extends { queryFn?: unknown }>(query: Query, answer: Promise<unknown>): Query {
  const ask = query.queryFn as (context: unknown) => unknown
  return { ...query, queryFn: (context: unknown) => answer.catch(() => ask(context)) }
}
