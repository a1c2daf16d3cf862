import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Feedback } from '../../../api/http/readers-contract.ts'
import { call } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { keys, readersQuery } from '../../lib/queries.ts'
import { Day, Moment } from '../../lib/time.tsx'
import { useResponseWords } from './words.ts'
import './public-response.css'

/** How often a published request was read, and what its readers said; the unfinished first. Nothing until it is known. */
export function PublicResponse({ request }: { request: string }) {
  const words = useResponseWords()
  const client = useQueryClient()
  const readers = useQuery(readersQuery(request))
  const close = useMutation({
    mutationFn: ({ id }: Feedback) => call('POST /api/feedback/{id}/close', { path: { id } }),
    onSuccess: (changed) => {
      client.setQueryData(readersQuery(request).queryKey, changed)
      void client.invalidateQueries({ queryKey: keys.feedback })
    },
  })
  if (!readers.data) return null
  const { reads, useful, notUseful, days, feedback, mayClose } = readers.data
  const open = feedback.filter(({ closed }) => closed === null)
  const shown = [...open, ...feedback.filter(({ closed }) => closed !== null)]
  return (
    <section className="request-card" aria-labelledby="readers-heading">
      <h2 id="readers-heading">{words('title')}</h2>
      <p>{words('reads', { reads })}</p>
      <p>{words('votes', { useful, notUseful })}</p>
      {days.length > 0 ? (
        <details className="reader-days">
          <summary>{words('lastDays')}</summary>
          <ul>
            {days.map(({ day, reads: onDay }) => (
              <li key={day}>
                <Day date={day} /> <span>{words('onDay', { reads: onDay })}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <h3>{words('reports')}</h3>
      {close.isError ? <ProblemMessage error={close.error} title={words('notClosed')} /> : null}
      {shown.length === 0 ? <p className="request-muted">{words('none')}</p> : null}
      <ul className="reader-reports">
        {shown.map((one) => (
          <li key={one.id}>
            <p className="reader-report">{one.text}</p>
            <p className="request-muted">
              <Moment at={one.at} /> · {words('about', { revision: one.contentRevision })}
            </p>
            {one.closed ? (
              <p className="request-muted">
                {words('closed', { by: one.closed.by })} · <Moment at={one.closed.at} />
              </p>
            ) : null}
            {!one.closed && mayClose ? (
              <div>
                <Button
                  aria-label={words('closeOf', { text: one.text.slice(0, 60) })}
                  isPending={close.isPending && close.variables.id === one.id}
                  onPress={() => close.mutate(one)}
                >
                  {words('close')}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
