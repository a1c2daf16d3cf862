import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { ChoiceView, NewEvent, RequestView } from '../../api/http/contract.ts'
import type { Answered } from '../../api/http/operations.ts'
import { ApiProblem, call, failedWith, newIdempotencyKey } from '../lib/api.ts'
import { historyQuery, keys, requestQuery } from '../lib/queries.ts'

type Attempt = { choice: ChoiceView; event: NewEvent }
export type Taken = Answered<'POST /api/requests/{id}/events'>

/** Whether a choice was not taken because the request had been changed meanwhile. */
export const isRevisionConflict = (error: unknown): error is ApiProblem =>
  failedWith<'POST /api/requests/{id}/events'>(error, 'revision_conflict')

/**
 * Sends a choice. The same attempt keeps its key while it is retried, so that an answer lost on the way is no second
 * event; other words, or an answer of any kind, begin a new attempt.
 */
export function useTakeChoice(request: RequestView, onTaken: (taken: Taken, choice: ChoiceView) => void) {
  const client = useQueryClient()
  const attempt = useRef<{ key: string; ifMatch: number; body: string } | null>(null)
  return useMutation({
    mutationFn: ({ event }: Attempt) => {
      const body = JSON.stringify(event)
      if (attempt.current?.body !== body)
        attempt.current = { key: newIdempotencyKey(), ifMatch: request.revision, body }
      const { key: idempotencyKey, ifMatch } = attempt.current
      return call('POST /api/requests/{id}/events', {
        path: { id: request.id },
        body: event,
        ifMatch,
        idempotencyKey,
      })
    },
    onSuccess: (taken, { choice }) => {
      attempt.current = null
      onTaken(taken, choice)
      client.setQueryData(requestQuery(request.id).queryKey, taken.request)
      // What the answer says is not asked for again; where others acted before it, their events are missing.
      const history = historyQuery(request.id).queryKey
      const known = client.getQueryData(history)?.events
      const follows = known !== undefined && known.length + 1 === taken.event.seq
      if (follows) client.setQueryData(history, { events: [...known, taken.event] })
      const rest = [...keys.request(request.id), 'revisions']
      for (const queryKey of [
        rest,
        keys.requests,
        keys.steps,
        keys.notifications,
        ...(follows ? [] : [history]),
      ])
        void client.invalidateQueries({ queryKey })
    },
    onError: (error) => {
      if (!(error instanceof ApiProblem) || error.code === 'offline' || error.status >= 500) return
      attempt.current = null
      // Whatever the refusal was, this page may be behind: it shows what stands now.
      if (error.status === 409 || error.status === 403)
        void client.invalidateQueries({ queryKey: keys.request(request.id) })
    },
  })
}
