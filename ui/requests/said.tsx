import { useQuery } from '@tanstack/react-query'
import type { EventView, ProcedureView, RequestView } from '../../api/http/contract.ts'
import { useCapacity } from '../chart/capacity.tsx'
import { ButtonLink } from '../lib/button.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { Message } from '../lib/message.tsx'
import { Prose } from '../lib/prose.tsx'
import { contentRevisionsQuery } from '../lib/queries.ts'
import { useSession } from '../lib/session.tsx'
import { useText } from '../lib/text.ts'
import { Moment } from '../lib/time.tsx'
import { EventValues } from './event-values.tsx'
import { type Said, saidBefore } from './said-before.ts'
import { isResting } from './waits-for.ts'
import { useRequestWords } from './words.ts'
import './request-page.css'

type SaidProps = { request: RequestView; procedure: ProcedureView | undefined; events: EventView[] }

/** Whether this person is one who goes on with the request from where it stands: not one who could only end it. */
function useGoesOn({ owner, editable, choices }: RequestView): boolean {
  const { person } = useSession()
  return (
    owner.id === person.id || editable || choices.some(({ allowed, kind }) => allowed && kind !== 'ending')
  )
}

/** Why the request came back or is to be mended, for whoever now has to do it; until it is carried on from there. */
export function ReturnedNotice({
  request,
  procedure,
  events,
  inEditor = false,
}: SaidProps & { inEditor?: boolean }) {
  const words = useRequestWords()
  const text = useText()
  const concerns = useGoesOn(request)
  const said = saidBefore(events).findLast(({ answer }) => answer === null)?.event
  if (!said || !concerns || request.status === 'ended') return null
  return (
    <Message
      kind="warning"
      title={text(said.title)}
      actions={
        request.editable && !inEditor ? (
          <ButtonLink to={`/requests/${encodeURIComponent(request.id)}/edit`}>
            {words('editContent')}
          </ButtonLink>
        ) : undefined
      }
    >
      <SaidWords event={said} procedure={procedure} />
      {said.reopens && said.contentSha256 !== null && !inEditor ? (
        <NothingChanged request={request} since={said.contentSha256} />
      ) : null}
    </Message>
  )
}

/** Of a request that somebody else ended with reasons: that the matter is closed, and why, for its owner. */
export function EndedNotice({ request, procedure, events }: SaidProps) {
  const words = useRequestWords()
  const text = useText()
  const { person } = useSession()
  const last = events.findLast(({ kind }) => kind !== null)
  if (request.status !== 'ended' || request.owner.id !== person.id) return null
  if (last?.kind !== 'ending' || !last.reasons || last.actor?.id === person.id) return null
  return (
    <Message
      kind="warning"
      title={words('endedTitle', { title: text(request.steps[0]?.title ?? last.title) })}
    >
      <SaidWords event={last} procedure={procedure} />
      <p>{keepWords(words('endedHelp'))}</p>
    </Message>
  )
}

/** Says that what would be put forward again is exactly what came back. */
function NothingChanged({ request, since }: { request: RequestView; since: string | null }) {
  const words = useRequestWords()
  const { contentRevision, frozenRevision } = request
  const written = contentRevision > frozenRevision
  const revisions = useQuery({ ...contentRevisionsQuery(request.id), enabled: written })
  const now = revisions.data?.revisions.find(({ revision }) => revision === contentRevision)
  if (written && now?.sha256 !== since) return null
  return <p className="request-strong">{keepWords(words('notChangedYet'))}</p>
}

/** Who said it, when, and every word of it. */
function SaidWords({ event, procedure }: { event: EventView; procedure: ProcedureView | undefined }) {
  const words = useRequestWords()
  const text = useText()
  const capacity = useCapacity()
  const { actor, actedAs, reasons } = event
  return (
    <>
      <p>
        {keepWords(`${actor?.name ?? words('system')}${actedAs ? ` (${capacity(actedAs)})` : ''}`)}{' '}
        <Moment at={event.at} />
      </p>
      {reasons && reasons.grounds.length > 0 ? (
        <p>{keepWords(reasons.grounds.map(text).join(' · '))}</p>
      ) : null}
      {reasons?.text ? <Prose text={reasons.text} /> : null}
      <EventValues event={event} procedure={procedure} />
      {event.note ? <Prose text={event.note} /> : null}
    </>
  )
}

/** Beside a decision: the reasons that were given before, and what has been done about them. */
export function EarlierReasons({ request, procedure, events }: SaidProps) {
  const words = useRequestWords()
  const concerns = useGoesOn(request)
  const answered = saidBefore(events)
    .filter(({ answer }) => answer !== null)
    .reverse()
  const [newest, ...older] = answered
  // At rest nobody decides anything: what was said before its publication is in the history.
  if (!newest || !concerns || isResting(request.steps, procedure)) return null
  return (
    <div className="earlier-reasons">
      <h3>{keepWords(words('saidBefore'))}</h3>
      <Answered said={newest} procedure={procedure} />
      {older.length > 0 ? (
        <details>
          <summary>{words('saidEarlier', { count: older.length })}</summary>
          {older.map((said) => (
            <Answered key={said.event.seq} said={said} procedure={procedure} />
          ))}
        </details>
      ) : null}
    </div>
  )
}

function Answered({ said, procedure }: { said: Said; procedure: ProcedureView | undefined }) {
  const words = useRequestWords()
  const text = useText()
  const { event, answer, unchanged } = said
  return (
    <div className="earlier-reason">
      <p className="request-strong">{keepWords(text(event.title))}</p>
      <SaidWords event={event} procedure={procedure} />
      {answer ? (
        <p className={unchanged && event.reopens ? 'request-strong' : 'request-muted'}>
          {keepWords(`${words('afterwards')}: ${text(answer.title)}`)} <Moment at={answer.at} />
          {event.reopens
            ? keepWords(
                ` · ${words(unchanged ? 'contentSame' : 'contentMended', { number: answer.contentRevision })}`,
              )
            : null}
        </p>
      ) : null}
    </div>
  )
}
