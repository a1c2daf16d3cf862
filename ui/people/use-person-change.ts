import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Person, personChangeSchema } from '../../api/http/contract.ts'
import { api, segment } from '../lib/api.ts'
import { keys } from '../lib/queries.ts'

/** After any change of a person: their office's list, and the session, as it may be one's own. */
export function useRefreshPeople(office: string) {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: keys.people(office) })
    await client.invalidateQueries({ queryKey: keys.session })
  }
}

/** Changes a person's name, position, password, or whether they may sign in. */
export function usePersonChange(person: Person) {
  const refresh = useRefreshPeople(person.office)
  return useMutation({
    mutationFn: (change: z.input<typeof personChangeSchema>) =>
      api.patch<Person>(`/api/people/${segment(person.id)}`, change),
    onSuccess: refresh,
  })
}
