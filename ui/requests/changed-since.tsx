import { useQuery } from '@tanstack/react-query'
import type { EventView, ProcedureView, RequestView } from '../../api/http/contract.ts'
import { keepWords } from '../lib/keep-words.ts'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { contentRevisionsQuery } from '../lib/queries.ts'
import { useSession } from '../lib/session.tsx'
import { Skeleton } from '../lib/skeleton.tsx'
import { useText } from '../lib/text.ts'
import { Moment } from '../lib/time.tsx'
import { ContentComparison, changedFields } from './content-comparison.tsx'
import { isResting } from './waits-for.ts'
import { useRequestWords } from './words.ts'

/** The event by which what is decided now was looked at before, and whether it was this person who did. */
export type LastLook = { event: EventView; mine: boolean }

/**
 * When a person last decided about what was put forward or, where they never did, when one of the steps at which the
 * request stands was last left by somebody; null where both see it for the first time.
 */
export function lastLook(
  events: EventView[],
  { person, steps }: { person: string; steps: string[] },
): LastLook | null {
  const decisions = events.filter(
    ({ kind, actor, contentSha256 }) => kind !== null && actor !== null && contentSha256 !== null,
  )
  const own = decisions.findLast(({ actor }) => actor?.id === person)
  if (own) return { event: own, mine: true }
  const ofStep = decisions.findLast(({ from, to }) =>
    from.some((step) => steps.includes(step) && !to.includes(step)),
  )
  return ofStep ? { event: ofStep, mine: false } : null
}

type ChangedSinceProps = { request: RequestView; procedure: ProcedureView | undefined; events: EventView[] }

/** Beside a decision: what differs from what this person, or this step, saw the last time, or that nothing does. */
export function ChangedSince({ request, procedure, events }: ChangedSinceProps) {
  const { person } = useSession()
  const decides =
    !request.editable &&
    request.frozenRevision > 0 &&
    request.choices.some(({ allowed, kind }) => allowed && (kind === 'forward' || kind === 'return'))
  const look = lastLook(events, { person: person.id, steps: request.steps.map(({ id }) => id) })
  if (!look || !procedure || !decides || isResting(request.steps, procedure)) return null
  return <Since request={request} procedure={procedure} look={look} />
}

type SinceProps = { request: RequestView; procedure: ProcedureView; look: LastLook }

function Since({ request, procedure, look: { event, mine } }: SinceProps) {
  const words = useRequestWords()
  const text = useText()
  const revisions = useQuery(contentRevisionsQuery(request.id))
  const frozen = revisions.data?.revisions.filter((one) => one.frozen) ?? []
  const now = frozen.find(({ revision }) => revision === request.frozenRevision)
  const before = frozen.findLast(({ sha256 }) => sha256 === event.contentSha256)
  const changed = before && now ? changedFields(procedure, before, now) : []
  return (
    <section className="earlier-reasons" aria-labelledby="changed-since-heading">
      <h3 id="changed-since-heading">
        {keepWords(words(mine ? 'sinceYou' : 'sinceStep'))} <Moment at={event.at} />
      </h3>
      {revisions.isPending ? <Skeleton lines={2} /> : null}
      {revisions.isError ? (
        <ProblemMessage error={revisions.error} onRetry={() => void revisions.refetch()} />
      ) : null}
      {revisions.data && !(before && now) ? <p>{keepWords(words('sinceUnknown'))}</p> : null}
      {before && now && changed.length === 0 ? (
        <p className="request-strong">{keepWords(words('sinceSame', { number: now.revision }))}</p>
      ) : null}
      {before && now && changed.length > 0 ? (
        <>
          <p className="request-strong">
            {keepWords(words('sinceChanged', { fields: changed.map(({ title }) => text(title)).join(', ') }))}
          </p>
          <details>
            <summary>{words('sinceLook', { before: before.revision, now: now.revision })}</summary>
            <ContentComparison procedure={procedure} before={before} now={now} />
          </details>
        </>
      ) : null}
    </section>
  )
}
