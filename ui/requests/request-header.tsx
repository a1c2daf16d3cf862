import type { ProcedureView, RequestView } from '../../api/http/contract.ts'
import { bangkokDay, endOfBangkokDay } from '../../machines/run/thai-time.ts'
import { useCommonWords } from '../lib/i18n/common.ts'
import { keepWords } from '../lib/keep-words.ts'
import { holdsRole, useSession } from '../lib/session.tsx'
import { useText } from '../lib/text.ts'
import { Day, Moment } from '../lib/time.tsx'
import { postsWaitedFor } from './waits-for.ts'
import { useRequestWords } from './words.ts'

/** The title, and in one line each: whose it is, where it stands, for whom it waits and since when. */
export function RequestHeader({
  request,
  procedure,
}: {
  request: RequestView
  procedure: ProcedureView | undefined
}) {
  const words = useRequestWords()
  const common = useCommonWords()
  const text = useText()
  const session = useSession()
  const isMine = (role: string) =>
    role === 'owner'
      ? request.owner.id === session.person.id &&
        session.person.appointments.some(({ group }) => group === request.group)
      : holdsRole(session, role)
  const waiting = postsWaitedFor(request, procedure).map(({ role, title, mayBeMine }) =>
    mayBeMine && isMine(role) ? words('youAs', { post: text(title) }) : text(title),
  )
  const { publication } = request
  const days = Math.floor((Date.now() - Date.parse(request.since)) / 86_400_000)
  const live = publication && publication.endedAt === null
  return (
    <header className="request-card request-header">
      <h1>{keepWords(request.title)}</h1>
      {/* Before all else: on a phone the rest of this may need scrolling. */}
      {request.late ? (
        <p className="request-late">
          {keepWords(`${words('late')}: ${text(request.late.what)}`)}{' '}
          {request.late.since === request.since ? null : (
            <>
              {words('lateSince')} <Moment at={request.late.since} />
            </>
          )}
        </p>
      ) : null}
      {request.atOnce ? (
        <p className="request-late">{keepWords(`${words('atOnce')}: ${text(request.atOnce)}`)}</p>
      ) : null}
      <p className="request-muted">
        {keepWords(
          `${text(request.procedureTitle)} · ${text(request.groupName)} · ${words('owner')} ${request.owner.name}`,
        )}
      </p>
      <p className="request-stand">
        <span className="request-status" data-status={request.status}>
          {common(`status_${request.status}`)}
        </span>
        <span>
          {words('standsAt')}{' '}
          <strong>{keepWords(request.steps.map(({ title }) => text(title)).join(' · '))}</strong>
        </span>
        {waiting.length > 0 ? (
          <span>
            {words('waitsFor')} <strong>{keepWords(waiting.join(' / '))}</strong>
          </span>
        ) : null}
        <span className="request-muted">
          {words('since')} <Moment at={request.since} />
          {days > 0 && (request.status === 'open' || request.late)
            ? ` (${words('forDays', { count: days })})`
            : null}
        </span>
      </p>
      <RunningDeadlines request={request} />
      {live ? (
        <p className="request-public">
          {words('isPublic')}{' '}
          {publication.until ? (
            <>
              {words('until')} <Day date={publication.until} />
            </>
          ) : (
            words('noPeriod')
          )}{' '}
          <a href={publication.url}>{words('openPublic')}</a>
        </p>
      ) : null}
      {publication?.endedAt ? (
        <p className="request-muted">
          {words('isEnded')} <Moment at={publication.endedAt} />
          {publication.endReason ? ` · ${publication.endReason}` : null}{' '}
          <a href={publication.url}>{words('openEnded')}</a>
        </p>
      ) : null}
    </header>
  )
}

/** The deadlines that run at this step, each with its last day; not the period of publication, which stands by itself. */
function RunningDeadlines({ request: { timers, publication } }: { request: RequestView }) {
  const words = useRequestWords()
  const text = useText()
  const end = publication?.until ? endOfBangkokDay(publication.until) : null
  return timers
    .filter(({ dueAt }) => Date.parse(dueAt) !== end)
    .map(({ id, title, dueAt }) => (
      <p key={id} className="request-muted">
        {keepWords(words('deadline', { title: text(title) }))}{' '}
        {/* A deadline falls due when its last day has ended. */}
        <Day date={bangkokDay(Date.parse(dueAt) - 1)} />
      </p>
    ))
}
