import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { ProcedureView } from '../../../api/http/contract.ts'
import type { InspectionEvent } from '../../../machines/inspection/inspection.ts'
import { Chart } from '../../chart/chart.tsx'
import { call } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { Page } from '../../lib/page.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { keys, procedureQuery, requestQuery } from '../../lib/queries.ts'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { chartEvents, flowOf, type Lane, type Moment, roleTitle, versionAt } from './flow.ts'
import { Changes, JsonTree } from './json.tsx'
import { Sequence } from './sequence.tsx'
import { Stately } from './stately.tsx'
import { Timeline } from './timeline.tsx'
import { useInspectorWords } from './words.ts'
import './inspector.css'

/** For engineers: a request as the state machine that it is, event by event. Nothing of it comes from elsewhere. */
export function InspectorPage() {
  const { id = '' } = useParams()
  const words = useInspectorWords()
  const request = useQuery(requestQuery(id))
  const inspection = useQuery({
    queryKey: [...keys.request(id), 'inspection'],
    queryFn: ({ signal }) => call('GET /api/requests/{id}/inspection', { path: { id }, signal }),
  })
  const failed = [request, inspection].find(({ isError, data }) => isError && !data)
  return (
    <div className="inspector-page">
      <Page
        title={request.data?.title ?? words('inspector')}
        lead={words('lead')}
        action={<Link to={`/requests/${encodeURIComponent(id)}`}>{words('back')}</Link>}
      >
        {failed ? (
          <ProblemMessage error={failed.error} onRetry={() => void failed.refetch()} />
        ) : request.data && inspection.data ? (
          <>
            <Inspector {...request.data} events={inspection.data.events} />
            <Stately events={inspection.data.events} />
          </>
        ) : (
          <Skeleton lines={9} />
        )}
      </Page>
    </div>
  )
}

type InspectorProps = { procedure: string; version: number; events: InspectionEvent[] }

/** The request at a moment that one chooses; the moment stands in the address (`?event=4`). */
function Inspector({ procedure, version, events }: InspectorProps) {
  const words = useInspectorWords()
  const text = useText()
  const [query, setQuery] = useSearchParams()
  const flow = useMemo(() => flowOf(events), [events])
  const { moments } = flow
  const asked = Number(query.get('event'))
  const [chosen, setChosen] = useState(moments[asked - 1] ? asked - 1 : moments.length - 1)
  // Not while the slider moves: browsers refuse an address that changes a hundred times in a few seconds.
  const settle = useCallback(
    (index: number) => setQuery({ event: String(index + 1) }, { replace: true }),
    [setQuery],
  )
  const choose = useCallback(
    (index: number) => {
      setChosen(index)
      settle(index)
    },
    [settle],
  )
  const drawn = useQuery(procedureQuery(procedure, versionAt(moments, chosen, version)))
  const present = useQuery(procedureQuery(procedure, version))
  const laneTitle = useCallback(
    ({ kind, name }: Lane) =>
      kind === 'role' ? text(roleTitle(present.data?.roles ?? [], name)) : words(kind),
    [present.data, words, text],
  )
  const moment = moments[chosen]
  if (!moment) return null
  return (
    <div className="inspector">
      <div className="inspector-column">
        <section className="inspector-card" aria-labelledby="sequence-heading">
          <div className="inspector-head">
            <h2 id="sequence-heading">{words('sequence')}</h2>
            <p className="inspector-muted">
              {words('events', { count: moments.length })} · {words('messages', { count: events.length })}
            </p>
          </div>
          <Sequence flow={flow} laneTitle={laneTitle} chosen={chosen} onChoose={choose} />
        </section>
        <section className="inspector-card" aria-labelledby="snapshot-heading">
          <h2 id="snapshot-heading">{words('snapshot')}</h2>
          <JsonTree value={moment.after} before={moment.before} label={words('snapshot')} />
        </section>
        <section className="inspector-card" aria-labelledby="event-heading">
          <h2 id="event-heading">{words('event')}</h2>
          <Messages moment={moment} />
        </section>
      </div>
      <div className="inspector-column">
        <section className="inspector-card" aria-labelledby="changes-heading">
          <h2 id="changes-heading">{words('changes')}</h2>
          <Changes before={moment.before} after={moment.after} />
        </section>
        <section className="inspector-card" aria-labelledby="chart-heading">
          <h2 id="chart-heading">{words('chart')}</h2>
          {drawn.data ? (
            <Picture procedure={drawn.data} moments={moments} chosen={chosen} moment={moment} />
          ) : drawn.isError ? (
            <ProblemMessage error={drawn.error} onRetry={() => void drawn.refetch()} />
          ) : (
            <Skeleton lines={9} />
          )}
        </section>
      </div>
      <Timeline moments={moments} chosen={chosen} onChoose={setChosen} onSettle={settle} />
    </div>
  )
}

type PictureProps = { procedure: ProcedureView; moments: Moment[]; chosen: number; moment: Moment }

function Picture({ procedure, moments, chosen, moment }: PictureProps) {
  const all = useMemo(() => chartEvents(moments, procedure.roles), [moments, procedure])
  const events = useMemo(() => all.slice(0, chosen + 1), [all, chosen])
  return <Chart procedure={procedure} present={moment.to} events={events} />
}

/** The event as it was sent, in JSON, and every message that came with it, as it came. */
function Messages({ moment }: { moment: Moment }) {
  const words = useInspectorWords()
  const [copied, setCopied] = useState<Moment | null>(null)
  const json = JSON.stringify(moment.event, null, 2)
  return (
    <>
      <pre className="inspector-json">{json}</pre>
      <div className="inspector-copy">
        <Button onPress={() => void navigator.clipboard.writeText(json).then(() => setCopied(moment))}>
          {words('copy')}
        </Button>
        <span role="status">{copied === moment ? words('copied') : null}</span>
      </div>
      <details>
        <summary>{words('messagesHere', { count: moment.messages.length })}</summary>
        {moment.messages.map((message) => (
          <pre className="inspector-json" key={message.id}>
            {JSON.stringify(message, null, 2)}
          </pre>
        ))}
      </details>
    </>
  )
}
