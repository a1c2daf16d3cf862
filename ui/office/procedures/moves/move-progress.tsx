import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import { Link } from 'react-router'
import { Message } from '../../../lib/message.tsx'
import { ProblemMessage } from '../../../lib/problem-message.tsx'
import { keys, moveQuery } from '../../../lib/queries.ts'
import { Skeleton } from '../../../lib/skeleton.tsx'
import { useActivationWords } from '../../lifecycle-words.ts'
import { MoveFailures } from './move-failures.tsx'

/** How far a move has come, and what could not be moved; it goes on whether anybody watches or not. */
export function MoveProgress({ job }: { job: string }) {
  const words = useActivationWords()
  const client = useQueryClient()
  const move = useQuery(moveQuery(job))
  const done = move.data?.status === 'done'
  const procedure = move.data?.procedure
  useEffect(() => {
    if (!done || !procedure) return
    for (const queryKey of [keys.versions(procedure), keys.steps, keys.requests, ['request']])
      void client.invalidateQueries({ queryKey })
  }, [client, done, procedure])
  if (move.isPending) return <Skeleton lines={3} />
  if (!move.data) return <ProblemMessage error={move.error} onRetry={() => void move.refetch()} />
  const { total, moved, failed, reason } = move.data
  const settled = moved + failed.length
  return (
    <section className="activation-card" aria-labelledby="move-progress">
      <h2 id="move-progress">{words(done ? 'moveEnded' : 'moving')}</h2>
      {done ? (
        <Message kind="good">{words('moveDone', { count: moved })}</Message>
      ) : (
        <>
          <ProgressBar
            className="move-bar"
            aria-label={words('moving')}
            value={total === 0 ? 100 : (settled / total) * 100}
          >
            {({ percentage = 0 }) => <div className="move-bar-fill" style={{ width: `${percentage}%` }} />}
          </ProgressBar>
          <p role="status">{words('movingProgress', { moved, total })}</p>
          <p className="activation-muted">{words('movingMore')}</p>
        </>
      )}
      <p className="activation-muted">{words('movedReason', { reason })}</p>
      {failed.length > 0 ? (
        <>
          <Message kind="warning">{words('moveDoneFailed', { count: failed.length })}</Message>
          <MoveFailures failed={failed} />
        </>
      ) : null}
      {done ? (
        <p>
          <Link to={{ search: '' }}>{words('moveRest')}</Link>
        </p>
      ) : null}
    </section>
  )
}
