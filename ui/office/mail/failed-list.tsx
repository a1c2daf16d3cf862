import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { Moment } from '../../lib/time.tsx'
import { failedMailQuery, officeMailQuery } from './queries.ts'
import { useMailWords } from './words.ts'

/** The messages that could not be delivered: to whom, why, and sending them again. */
export function FailedList({ office }: { office: string }) {
  const words = useMailWords()
  const text = useText()
  const client = useQueryClient()
  const failed = useQuery(failedMailQuery(office))
  const resend = useMutation({
    mutationFn: (effect: number) =>
      call('POST /api/offices/{office}/effects/{effect}/retry', { path: { office, effect } }),
    onSuccess: () => client.invalidateQueries({ queryKey: officeMailQuery(office).queryKey }),
  })
  if (failed.isError && !failed.data)
    return <ProblemMessage error={failed.error} onRetry={() => void failed.refetch()} />
  if (!failed.data) return <Skeleton lines={2} />
  if (failed.data.length === 0) return <p>{words('none')}</p>
  return (
    <>
      {resend.isError ? <ProblemMessage error={resend.error} /> : null}
      <ul className="mail-failed">
        {failed.data.map(({ id, to, at, dueAt, problem }) => (
          <li key={id}>
            <p>
              <strong>{words('to', { name: to })}</strong> · <Moment at={at} />
            </p>
            <p>{text(problem)}</p>
            <p className="mail-muted">
              {words(dueAt === null ? 'givenUp' : 'triedAgain')}{' '}
              {dueAt === null ? null : <Moment at={dueAt} />}
            </p>
            <div>
              <Button
                kind="quiet"
                aria-label={`${words('resend')} ${words('to', { name: to })}`}
                isPending={resend.isPending && resend.variables === id}
                onPress={() => resend.mutate(id)}
              >
                {words('resend')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
