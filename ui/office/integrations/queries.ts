import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { keys } from '../../lib/queries.ts'

/** The integrations of an office, the oldest first. */
export const integrationsQuery = (office: string) =>
  queryOptions({
    queryKey: ['integrations', office],
    queryFn: async ({ signal }) =>
      (await call('GET /api/offices/{office}/integrations', { path: { office }, signal })).integrations,
  })

/** How much was public before a website was turned on, and was never sent there. */
export const existingQuery = (office: string, id: string) =>
  queryOptions({
    queryKey: [...integrationsQuery(office).queryKey, id, 'existing'],
    queryFn: ({ signal }) =>
      call('GET /api/offices/{office}/integrations/{id}/existing', { path: { office, id }, signal }),
  })

/** What was sent and waits to be sent, newest first, in pages. */
export const effectsQuery = (office: string) =>
  infiniteQueryOptions({
    queryKey: ['effects', office],
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/offices/{office}/effects', {
        path: { office },
        query: { cursor: pageParam || undefined },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    // What waits is sent within seconds.
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.effects.some(({ status }) => status === 'waiting') ? 5000 : false,
  })

/** Reads the integrations anew, what was sent, and the log of the office. */
export function useRefreshIntegrations(office: string): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    void client.invalidateQueries({ queryKey: keys.auditLog(office) })
    void client.invalidateQueries({ queryKey: effectsQuery(office).queryKey })
    await client.invalidateQueries({ queryKey: integrationsQuery(office).queryKey })
  }
}
