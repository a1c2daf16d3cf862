import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keys } from './queries.ts'

/** A draft of a procedure changed, is gone, or has another editor. */
function refreshDrafts(client: QueryClient, draft?: string) {
  void client.invalidateQueries({ queryKey: draft ? keys.draft(draft) : ['draft'] })
  void client.invalidateQueries({ queryKey: ['drafts'] })
}

function refresh(client: QueryClient, request?: string) {
  void client.invalidateQueries({ queryKey: request ? keys.request(request) : ['request'] })
  for (const queryKey of [keys.requests, keys.steps, keys.notifications])
    void client.invalidateQueries({ queryKey })
}

/** Keeps the screens true while others act: every change in the office makes what is shown of it load again. */
export function useLiveChanges(): void {
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/changes')
    let missed = false
    source.addEventListener('change', (event: MessageEvent<string>) => {
      const { request } = JSON.parse(event.data) as { request: string }
      refresh(client, request)
    })
    source.addEventListener('draft', (event: MessageEvent<string>) => {
      const { draft } = JSON.parse(event.data) as { draft: string }
      refreshDrafts(client, draft)
    })
    source.addEventListener('error', () => {
      missed = true
      // CLOSED is final (an answer other than 200): the session may have ended.
      if (source.readyState === EventSource.CLOSED) void client.invalidateQueries({ queryKey: keys.session })
    })
    source.addEventListener('open', () => {
      if (missed) {
        refresh(client)
        refreshDrafts(client)
      }
      missed = false
    })
    return () => source.close()
  }, [client])
}
