import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '../../lib/button.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { type AuditLog, auditLogQuery } from '../../lib/queries.ts'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { Moment } from '../../lib/time.tsx'
import { useSettingsWords } from './words.ts'

/** The log of an office in sentences, newest first; each opens to what was before and after, and to its checksums. */
export function AuditLogList({ office }: { office: string }) {
  const words = useSettingsWords()
  const log = useInfiniteQuery(auditLogQuery(office))
  if (log.isPending) return <Skeleton lines={6} />
  if (!log.data) return <ProblemMessage error={log.error} onRetry={() => void log.refetch()} />
  const events = log.data.pages.flatMap((page) => page.events)
  return (
    <>
      {events.length === 0 ? <p className="settings-muted">{words('logEmpty')}</p> : null}
      <ol className="audit-log" reversed start={events[0]?.seq ?? 1}>
        {events.map((event) => (
          <LogItem key={event.seq} event={event} />
        ))}
      </ol>
      {log.isFetchNextPageError ? (
        <ProblemMessage error={log.error} onRetry={() => void log.fetchNextPage()} />
      ) : null}
      {log.hasNextPage ? (
        <div>
          <Button isPending={log.isFetchingNextPage} onPress={() => void log.fetchNextPage()}>
            {words('more')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

function LogItem({ event }: { event: AuditLog['events'][number] }) {
  const words = useSettingsWords()
  const text = useText()
  return (
    <li>
      <p>{text(event.sentence)}</p>
      <p className="settings-muted">
        {event.actor.name} · <Moment at={event.at} />
      </p>
      <details>
        <summary>
          {words('details')}
          <span className="visually-hidden"> · {words('number', { number: event.seq })}</span>
        </summary>
        <div className="audit-log-values">
          <Value name={words('before')} value={event.before} />
          <Value name={words('after')} value={event.after} />
        </div>
        <p className="settings-muted">
          {words('fingerprint')} <code>{event.hash}</code>
        </p>
        <p className="settings-muted">
          {words('fingerprintBefore')} <code>{event.previousHash}</code>
        </p>
      </details>
    </li>
  )
}

function Value({ name, value }: { name: string; value: unknown }) {
  const words = useSettingsWords()
  return (
    <div>
      <h3>{name}</h3>
      {value === null || value === undefined ? (
        <p className="settings-muted">{words('nothing')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
        <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>
      )}
    </div>
  )
}
