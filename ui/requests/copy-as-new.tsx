import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useNavigate } from 'react-router'
import type { RequestView } from '../../api/http/contract.ts'
import { call, newIdempotencyKey } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { keys, requestQuery } from '../lib/queries.ts'
import { useRequestWords } from './words.ts'

/** Begins a request of one's own with what this one says, and goes to its form. */
export function CopyAsNew({ request }: { request: RequestView }) {
  const words = useRequestWords()
  const navigate = useNavigate()
  const client = useQueryClient()
  const key = useRef(newIdempotencyKey())
  const copy = useMutation({
    mutationFn: () =>
      call('POST /api/requests/{id}/copies', {
        path: { id: request.id },
        body: {},
        // Whoever presses again because no answer came begins no second one.
        idempotencyKey: key.current,
      }),
    onSuccess: ({ request: made, leftOut }) => {
      client.setQueryData(requestQuery(made.id).queryKey, made)
      for (const queryKey of [keys.requests, keys.steps]) void client.invalidateQueries({ queryKey })
      navigate(`/requests/${encodeURIComponent(made.id)}/edit`, { state: { copied: leftOut } })
    },
  })
  return (
    <section className="request-card" aria-label={words('copyAsNew')}>
      {copy.isError ? <ProblemMessage error={copy.error} title={words('copyFailed')} /> : null}
      <div className="request-card-head">
        <p className="request-muted">{keepWords(words('copyHelp'))}</p>
        <Button isPending={copy.isPending} onPress={() => copy.mutate()}>
          {words('copyAsNew')}
        </Button>
      </div>
    </section>
  )
}
