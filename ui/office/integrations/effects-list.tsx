import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Effect, Integration } from '../../../api/http/effects-contract.ts'
import { call } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { keepWords } from '../../lib/keep-words.ts'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { ComingMoment, Moment } from '../../lib/time.tsx'
import { effectsQuery, useRefreshIntegrations } from './queries.ts'
import { useIntegrationWords } from './words.ts'

type ListProps = { office: string; integrations: Integration[] }

/** What was sent and waits, newest first; each opens to its attempts, and can be sent once more. */
export function EffectsList({ office, integrations }: ListProps) {
  const words = useIntegrationWords()
  const effects = useInfiniteQuery(effectsQuery(office))
  if (effects.isPending) return <Skeleton lines={4} />
  if (!effects.data) return <ProblemMessage error={effects.error} onRetry={() => void effects.refetch()} />
  const all = effects.data.pages.flatMap((page) => page.effects)
  const names = new Map(integrations.map(({ id, name }) => [id, name]))
  return (
    <>
      {all.length === 0 ? <p className="integration-muted">{words('effectsEmpty')}</p> : null}
      <ol className="effect-list">
        {all.map((effect) => (
          <EffectItem
            key={effect.id}
            office={office}
            effect={effect}
            name={names.get(effect.integration) ?? ''}
          />
        ))}
      </ol>
      {effects.hasNextPage ? (
        <div>
          <Button isPending={effects.isFetchingNextPage} onPress={() => void effects.fetchNextPage()}>
            {words('more')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

function EffectItem({ office, effect, name }: { office: string; effect: Effect; name: string }) {
  const words = useIntegrationWords()
  const text = useText()
  const refresh = useRefreshIntegrations(office)
  const { id, what, title, request, status, dueAt, problem, attempts } = effect
  const retry = useMutation({
    mutationFn: () =>
      call('POST /api/offices/{office}/effects/{effect}/retry', { path: { office, effect: String(id) } }),
    onSuccess: refresh,
  })
  const told =
    title === null ? words(`what_${what}`) : words('whatOf', { what: words(`what_${what}`), title })
  return (
    <li>
      <div className="effect-head">
        <p>
          {request ? <Link to={`/requests/${encodeURIComponent(request)}`}>{keepWords(told)}</Link> : told}
        </p>
        <p className="effect-state" data-status={status}>
          {words(`status_${status}`)}
        </p>
      </div>
      <p className="integration-muted">
        {keepWords(name)} · <Moment at={effect.at} />
      </p>
      {problem && status !== 'done' ? (
        <p>
          {keepWords(text(problem))}
          {dueAt ? (
            <>
              {' · '}
              {words('nextTry')} <ComingMoment at={dueAt} />
            </>
          ) : null}
        </p>
      ) : null}
      {attempts.length > 0 ? (
        <details>
          <summary>{words('attempts', { count: attempts.length })}</summary>
          <ol className="effect-attempts">
            {attempts.map((one) => (
              <li key={one.number}>
                {words('attempt', { number: one.number })} · <Moment at={one.at} />
                {one.status === null ? '' : ` · ${words('answered', { status: String(one.status) })}`}
                {' · '}
                {one.problem ? keepWords(text(one.problem)) : words('attemptDone')}
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      {retry.isError ? <ProblemMessage error={retry.error} title={words('notDone')} /> : null}
      {what === 'test' ? null : (
        <div>
          <Button
            kind="quiet"
            aria-label={`${words(status === 'done' ? 'again' : 'retryNow')} · ${told}`}
            isPending={retry.isPending}
            onPress={() => retry.mutate()}
          >
            {words(status === 'done' ? 'again' : 'retryNow')}
          </Button>
        </div>
      )}
    </li>
  )
}
