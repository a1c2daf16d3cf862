import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Answered } from '../../../api/http/operations.ts'
import { call } from '../../lib/api.ts'
import { keys } from '../../lib/queries.ts'

export type Confirmation = Answered<'GET /api/offices/{office}/confirmations'>['confirmations'][number]

/** What waits for me to confirm in my office, and what I asked for. */
export const confirmationsQuery = (office: string) =>
  queryOptions({
    queryKey: keys.confirmations(office),
    queryFn: ({ signal }) => call('GET /api/offices/{office}/confirmations', { path: { office }, signal }),
  })

/** Confirms, or with a reason declines or withdraws; then everything that it may have changed is asked anew. */
export function useDecision({ id }: Confirmation, onDone?: (code: string | null) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (reason: string | null) => {
      if (reason === null) return (await call('POST /api/confirmations/{id}/confirm', { path: { id } })).code
      await call('POST /api/confirmations/{id}/decline', { path: { id }, body: { reason } })
      return null
    },
    onSuccess: async (code) => {
      onDone?.(code)
      await client.invalidateQueries()
    },
  })
}
