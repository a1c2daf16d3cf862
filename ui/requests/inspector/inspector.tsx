import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { ProcedureView } from '../../../api/http/contract.ts'
import type { InspectionEvent } from '../../../machines/inspection/inspection.ts'
import { Chart } from '../../chart/chart.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { procedureQuery } from '../../lib/queries.ts'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { Changes } from './changes.tsx'
import { chartEvents, roleTitle } from './chart-events.ts'
import { type Flow, type Lane, type Moment, versionAt } from './flow.ts'
import { JsonTree } from './json-tree.tsx'
import { Messages } from './messages.tsx'
import { Sequence } from './sequence.tsx'
import { Stately } from './stately.tsx'
import { Timeline } from './timeline.tsx'
import { useFlow } from './use-flow.ts'
import { useInspectorWords } from './words.ts'
import './inspector.css'

type InspectorProps = { procedure: string; version: number; events: InspectionEvent[] }

/** What the receiver was sent, at a moment that one chooses; the moment stands in the address (`?event=4`). */
export function Inspector({ events, ...whose }: InspectorProps) {
  const received = useFlow(events)
  return received ? (
    <>
      <AtMoment flow={received.flow} messages={received.messages} {...whose} />
      <Stately events={events} />
    </>
  ) : (
    <Skeleton lines={9} />
  )
}

type AtMomentProps = { flow: Flow; messages: number; procedure: string; version: number }

function AtMoment({ flow, messages, procedure, version }: AtMomentProps) {
  const words = useInspectorWords()
  const text = useText()
  const [query, setQuery] = useSearchParams()
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
        {' '}
        <section className="inspector-card" aria-labelledby="sequence-heading">
          <div className="inspector-head">
            <h2 id="sequence-heading">{words('sequence')}</h2>
            <p className="inspector-muted">
              {words('events', { count: moments.length })} · {words('messages', { count: messages })}
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
        {' '}
        <section className="inspector-card" aria-labelledby="changes-heading">
          <h2 id="changes-heading">{words('changes')}</h2>
          <Changes moment={moment} />
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
      </div>{' '}
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
