import { useQuery } from '@tanstack/react-query'
import { type CSSProperties, useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { ChoiceView, RequestView } from '../../api/http/contract.ts'
import { Chart } from '../chart/chart.tsx'
import { useDocumentTitle } from '../lib/page.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { historyQuery, procedureQuery } from '../lib/queries.ts'
import { useSession } from '../lib/session.tsx'
import { Skeleton } from '../lib/skeleton.tsx'
import { useText } from '../lib/text.ts'
import { ChangedSince } from './changed-since.tsx'
import { Choices } from './choices.tsx'
import { Content } from './content.tsx'
import { CopyAsNew } from './copy-as-new.tsx'
import { DraftOfOwn } from './draft-of-own.tsx'
import { GivenValues } from './given-values.tsx'
import { HandOver } from './hand-over.tsx'
import { History } from './history.tsx'
import { Messages } from './messages.tsx'
import { ConflictNotice, DoneNotice, KeptTexts } from './notices.tsx'
import { OitItems } from './oit-items.tsx'
import { Papers } from './papers.tsx'
import { PersonalData } from './personal-data.tsx'
import { PublicItem } from './public-item.tsx'
import { PublicResponse } from './public-response/public-response.tsx'
import { RequestHeader } from './request-header.tsx'
import { EarlierReasons, EndedNotice, ReturnedNotice } from './said.tsx'
import { sortChoices } from './sort-choices.ts'
import { ThumbBar } from './thumb-bar.tsx'
import { useChoiceDrafts } from './use-choice-drafts.ts'
import { useNoticesRead } from './use-notices-read.ts'
import { useOthersChanges } from './use-others-changes.ts'
import { isRevisionConflict, type Taken, useTakeChoice } from './use-take-choice.ts'
import { OnWebsite } from './website.tsx'
import { useRequestWords } from './words.ts'

/** A loaded request. What is typed into its choices lives here, so that no reload of the rest can lose it. */
export function OpenRequest({ request }: { request: RequestView }) {
  const words = useRequestWords()
  const text = useText()
  const { person } = useSession()
  useDocumentTitle(request.title)
  const procedure = useQuery(procedureQuery(request.procedure, request.version))
  const history = useQuery(historyQuery(request.id))
  const { drafts, change: onDraft, drop, clear: clearDrafts } = useChoiceDrafts(person.id, request)
  const [done, setDone] = useState<{ taken: Taken; choice: ChoiceView } | null>(null)
  useNoticesRead(request.id)
  const section = useRef<HTMLElement>(null)
  const notices = useRef<HTMLDivElement>(null)

  const take = useTakeChoice(request, (taken, choice) => {
    setDone({ taken, choice })
    clearDrafts()
    // The button that was pressed is gone: the news of what it did takes the focus.
    requestAnimationFrame(() => notices.current?.focus())
  })
  const changed = useOthersChanges(request, history.data?.events, done?.taken.request.revision ?? 0)
  const conflict = isRevisionConflict(take.error) ? take.error : null
  useEffect(() => {
    // The form that was sent may be gone with the step: what happened instead must not be out of sight.
    if (conflict) notices.current?.focus()
  }, [conflict])
  const { main, first } = sortChoices(request, procedure.data)
  // What somebody did since is the newer news.
  const justDone = done && done.taken.request.revision === request.revision ? done : null

  return (
    <div className="page request-page">
      <div
        className="request-columns"
        style={{ '--chart-room': `${(procedure.data?.layout.width ?? 0) + 50}px` } as CSSProperties}
      >
        <div className="request-main">
          <div className="request-top">
            <RequestHeader request={request} procedure={procedure.data} />
            <div className="request-notices" ref={notices} tabIndex={-1}>
              <div aria-live="polite">
                {changed && !conflict ? (
                  <p className="request-changed">
                    {changed.event
                      ? words('changedByOther', {
                          who: changed.event.actor?.name ?? words('system'),
                          what: text(changed.event.title),
                        })
                      : words('contentChanged')}
                  </p>
                ) : null}
              </div>
              {justDone ? <DoneNotice {...justDone} procedure={procedure.data} /> : null}
              {history.data && !justDone ? (
                <>
                  <ReturnedNotice request={request} procedure={procedure.data} events={history.data.events} />
                  <EndedNotice request={request} procedure={procedure.data} events={history.data.events} />
                </>
              ) : null}
              {conflict ? <ConflictNotice error={conflict} /> : null}
              {procedure.data ? (
                <KeptTexts request={request} procedure={procedure.data} drafts={drafts} onDrop={drop} />
              ) : null}
            </div>
          </div>
          <PersonalData request={request} />
          <Choices
            request={request}
            procedure={procedure.data}
            drafts={drafts}
            onDraft={onDraft}
            take={take}
            section={section}
          >
            {request.status === 'ended' ? null : (
              <p>
                <Link to={`/requests/${encodeURIComponent(request.id)}/preview`}>{words('toPreview')}</Link>
              </p>
            )}
            <GivenValues request={request} procedure={procedure.data} />
            {history.data ? (
              <>
                <ChangedSince request={request} procedure={procedure.data} events={history.data.events} />
                <EarlierReasons request={request} procedure={procedure.data} events={history.data.events} />
              </>
            ) : null}
          </Choices>
          <Content request={request} procedure={procedure.data} />
          <Messages request={request} />
          <OnWebsite request={request} />
          <PublicItem request={request} />
          <Papers request={request} />
          {request.publication ? <OitItems request={request.id} /> : null}
          <HandOver request={request} />
          {request.copyable ? <CopyAsNew request={request} /> : null}
          {request.deletable ? <DraftOfOwn request={request} /> : null}
        </div>
        <div className="request-side">
          <section className="request-card" aria-labelledby="chart-heading">
            <div className="request-card-head">
              <h2 id="chart-heading">{words('chart')}</h2>
              <Link to={`/office/procedures/${encodeURIComponent(request.procedure)}`}>
                {words('openProcedure')}
              </Link>
            </div>
            {procedure.data ? (
              <Chart
                procedure={procedure.data}
                present={request.steps.map(({ id }) => id)}
                {...(history.data ? { events: history.data.events } : {})}
              />
            ) : procedure.isError ? (
              <ProblemMessage
                error={procedure.error}
                title={words('chartFailed')}
                onRetry={() => void procedure.refetch()}
              />
            ) : (
              <Skeleton lines={12} />
            )}
          </section>
          {request.publication ? <PublicResponse request={request.id} /> : null}
          <section className="request-card" aria-labelledby="history-heading">
            <h2 id="history-heading">{words('history')}</h2>
            {history.data ? (
              <History events={history.data.events} procedure={procedure.data} />
            ) : history.isError ? (
              <ProblemMessage
                error={history.error}
                title={words('historyFailed')}
                onRetry={() => void history.refetch()}
              />
            ) : (
              <Skeleton lines={6} />
            )}
            <p className="request-muted">
              <Link to={`/requests/${encodeURIComponent(request.id)}/inspector`}>
                {words('openInspector')}
              </Link>
            </p>
          </section>
        </div>
      </div>
      <ThumbBar choice={main ?? first} section={section} />
    </div>
  )
}
