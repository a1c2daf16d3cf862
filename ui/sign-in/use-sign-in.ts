import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../lib/api.ts'
import { keys, sessionQuery } from '../lib/queries.ts'

/** Signs in; the gate then shows the screen that was asked for. */
export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: { username: string; password: string }) => call('POST /api/session', { body: given }),
    onSuccess: (session) => {
      // Nothing that another person of this machine saw may be shown to this one.
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.session[0] })
      client.setQueryData(sessionQuery.queryKey, session)
    },
  })
}
