import { focusManager, type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type LiveNews, LiveUpdates, type Stale } from './live-updates.ts'
import { keys, requestQuery, unreadQuery } from './queries.ts'

/** Marks what is stale: what is shown of it loads again, the rest when it is shown; in a hidden tab, nothing before. */
export function markStale(client: QueryClient, stale: Stale): void {
  const invalidate = (queryKey: QueryKey, exact = false) =>
    void client.invalidateQueries({
      queryKey,
      exact,
      // A tab that comes into view loads what is stale by itself.
      refetchType: focusManager.isFocused() ? 'active' : 'none',
    })
  if (stale.what === 'request') {
    for (const queryKey of olderThan(client, stale)) invalidate(queryKey, true)
  } else if (stale.what === 'draft') {
    invalidate(keys.draft(stale.id))
    invalidate(['drafts'])
  } else if (stale.what === 'unread') {
    client.setQueryData(unreadQuery.queryKey, (known) => known && { ...known, unread: stale.count })
    invalidate([...keys.notifications, 'list'])
  } else if (stale.what === 'office') {
    invalidate([...keys.requests, { view: 'office' }])
    invalidate(keys.steps)
  } else if (stale.what === 'everything') {
    for (const queryKey of [['request'], keys.requests, keys.steps, keys.notifications]) invalidate(queryKey)
    for (const queryKey of [['draft'], ['drafts']]) invalidate(queryKey)
  } else {
    if (stale.what === 'inbox') invalidate(unreadQuery.queryKey, true)
    invalidate([...keys.requests, { view: stale.what }])
  }
}

/**
 * The queries of a request that may not know a revision yet: what an own action's answer brought is not read again. What
 * was asked or answered about it makes no revision, so that is always read anew.
 */
function olderThan(client: QueryClient, { id, revision }: Stale & { what: 'request' }): QueryKey[] {
  const view = client.getQueryState(requestQuery(id).queryKey)
  const knows = view?.data !== undefined && view.data.revision >= revision
  return client
    .getQueryCache()
    .findAll({ queryKey: keys.request(id) })
    .filter(
      ({ queryKey, state }) =>
        !knows ||
        queryKey.includes('messages') ||
        state.isInvalidated ||
        state.dataUpdatedAt < view.dataUpdatedAt,
    )
    .map(({ queryKey }) => queryKey)
}

/** Keeps the screens true while others act: what changes in the office loads again where it is shown. */
export function useLiveChanges(): void {
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/changes')
    const updates = new LiveUpdates((stale) => markStale(client, stale), {
      delay: (ms, work) => {
        const timer = setTimeout(work, ms)
        return () => clearTimeout(timer)
      },
      random: Math.random,
    })
    const news = ['change', 'draft', 'personal', 'refresh'] as const satisfies (keyof LiveNews)[]
    for (const event of news)
      source.addEventListener(event, ({ data }: MessageEvent<string>) =>
        updates.hear(event, JSON.parse(data)),
      )
    let missed = false
    source.addEventListener('error', () => {
      missed = true
      // CLOSED is final (an answer other than 200): the session may have ended.
      if (source.readyState === EventSource.CLOSED) void client.invalidateQueries({ queryKey: keys.session })
    })
    source.addEventListener('open', () => {
      if (missed) updates.hear('refresh', {})
      missed = false
    })
    return () => {
      source.close()
      updates.stop()
    }
  }, [client])
}
