import { focusManager, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../lib/api.ts'
import { keys, unreadQuery } from '../lib/queries.ts'

/** Whoever has a request on the screen has read what they were told of it: those notices are new no longer. */
export function useNoticesRead(request: string): void {
  const client = useQueryClient()
  const unread = useQuery(unreadQuery).data?.unread ?? 0
  const { mutate } = useMutation({
    mutationFn: () => call('POST /api/notifications/read', { body: { request } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.notifications }),
  })
  // Also for what is told while it is open: the number has grown then.
  useEffect(() => {
    if (unread > 0 && focusManager.isFocused()) mutate()
  }, [unread, mutate])
}
