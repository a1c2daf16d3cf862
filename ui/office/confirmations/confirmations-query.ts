import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Answered } from '../../../api/http/operations.ts'
import { ApiProblem, call } from '../../lib/api.ts'
import { keys } from '../../lib/queries.ts'

export type Confirmation = Answered<'GET /api/offices/{office}/confirmations'>['confirmations'][number]

/** What waits for me to confirm in my office, and what I asked for. */
export const confirmationsQuery = (office: string) =>
  queryOptions({
    queryKey: keys.confirmations(office),
    queryFn: ({ signal }) => call('GET /api/offices/{office}/confirmations', { path: { office }, signal }),
  })

type After = {
  onDone?: (code: string | null) => void
  /** It is no more what was on the screen: decided by another, run out, changed, or not this person's to decide. */
  onOver?: (error: unknown) => void
}
const isOver = (error: unknown) =>
  error instanceof ApiProblem && ['already_exists', 'not_found', 'not_permitted'].includes(error.code)

/** Confirms, or with a reason declines or withdraws; then everything that it may have changed is asked anew. */
export function useDecision({ id, office }: Confirmation, { onDone, onOver }: After = {}) {
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
    onError: async (error) => {
      if (!isOver(error)) return
      onOver?.(error)
      await client.invalidateQueries({ queryKey: keys.confirmations(office) })
      await client.invalidateQueries({ queryKey: keys.notifications })
    },
  })
}
