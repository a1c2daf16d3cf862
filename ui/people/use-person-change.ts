import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Person } from '../../api/http/contract.ts'
import type { Given } from '../../api/http/operations.ts'
import { call } from '../lib/api.ts'
import { keys } from '../lib/queries.ts'

/** After any change of a person: their office's list, and the session, as it may be one's own. */
export function useRefreshPeople(office: string) {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: keys.people(office) })
    await client.invalidateQueries({ queryKey: keys.confirmations(office) })
    await client.invalidateQueries({ queryKey: keys.session })
  }
}

/** Changes a person's name or position, or whether they may sign in. */
export function usePersonChange(person: Person) {
  const refresh = useRefreshPeople(person.office)
  return useMutation({
    mutationFn: (change: Given<'PATCH /api/people/{id}'>['body']) =>
      call('PATCH /api/people/{id}', { path: { id: person.id }, body: change }),
    onSuccess: refresh,
  })
}
