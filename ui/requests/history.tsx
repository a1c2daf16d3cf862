import type { EventView, ProcedureView } from '../../api/http/contract.ts'
import { useCapacity } from '../chart/capacity.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { Prose } from '../lib/prose.tsx'
import { useText } from '../lib/text.ts'
import { Moment } from '../lib/time.tsx'
import { EventValues } from './event-values.tsx'
import { saidBefore } from './said-before.ts'
import { useRequestWords } from './words.ts'

type HistoryProps = { events: EventView[]; procedure: ProcedureView | undefined }

/** What has happened, the newest first: what was decided, by whom in which capacity, when, why, under which clause. */
export function History({ events, procedure }: HistoryProps) {
  return (
    <>
      <Events events={events} procedure={procedure} />
      <Proof events={events} />
    </>
  )
}

/** The fingerprints, for whoever has to show that nobody changed the history; officials' reading is not disturbed by them. */
function Proof({ events }: { events: EventView[] }) {
  const words = useRequestWords()
  const text = useText()
  return (
    <details className="fingerprint">
      <summary>{words('fingerprint')}</summary>
      <p>{words('fingerprintHelp')}</p>
      <ol>
        {events.map((event) => (
          <li key={event.seq}>
            {keepWords(text(event.title))} <Moment at={event.at} />
            <dl>
              <dt>{words('fingerprintWhole')}</dt>
              <dd>{event.hash}</dd>
              <dt>{words('fingerprintBefore')}</dt>
              <dd>{event.previousHash}</dd>
              {event.contentSha256 ? (
                <>
                  <dt>{words('fingerprintContent')}</dt>
                  <dd>{event.contentSha256}</dd>
                </>
              ) : null}
            </dl>
          </li>
        ))}
      </ol>
    </details>
  )
}

function Events({ events, procedure }: HistoryProps) {
  const unchanged = new Set(
    saidBefore(events).flatMap((said) => (said.unchanged && said.event.reopens ? [said.answer?.seq] : [])),
  )
  return (
    <ol className="history" reversed>
      {[...events].reverse().map((event) => (
        <Entry key={event.seq} event={event} procedure={procedure} unchanged={unchanged.has(event.seq)} />
      ))}
    </ol>
  )
}

type EntryProps = { event: EventView; procedure: ProcedureView | undefined; unchanged: boolean }

function Entry({ event, procedure, unchanged }: EntryProps) {
  const words = useRequestWords()
  const text = useText()
  const capacity = useCapacity()
  const { actor, actedAs, reasons } = event
  // What stands instead of an order's number may be a law: "ม.๕๓ พ.ร.บ. …".
  const orderWords = (number: string) => (/^[\d๐-๙]/u.test(number) ? words('order', { number }) : number)
  return (
    <li data-return={reasons || event.kind === 'return' ? '' : undefined}>
      <p className="history-head">
        <strong>{keepWords(text(event.title))}</strong>
        <Moment at={event.at} />
      </p>
      <p>
        {keepWords(
          [
            `${words('byWhom')} ${actor ? actor.name : words('system')}`,
            actedAs ? words('asRole', { role: capacity(actedAs) }) : '',
            actedAs?.orderNumber ? `(${orderWords(actedAs.orderNumber)})` : '',
          ]
            .filter((part) => part !== '')
            .join(' '),
        )}
      </p>
      {reasons ? (
        <div className="history-reasons">
          <p className="request-strong">{words('reasons')}</p>
          {reasons.grounds.length > 0 ? <p>{keepWords(reasons.grounds.map(text).join(' · '))}</p> : null}
          {reasons.text ? <Prose text={reasons.text} /> : null}
        </div>
      ) : null}
      {event.checked.length > 0 ? (
        <p>{keepWords(`${words('checked')}: ${event.checked.map(text).join(' · ')}`)}</p>
      ) : null}
      <EventValues event={event} procedure={procedure} />
      {unchanged ? <p>{keepWords(words('contentSame'))}</p> : null}
      {event.note ? <Prose text={event.note} /> : null}
      {event.erasedAt ? (
        <p className="request-muted">
          {keepWords(words('erased'))} · <Moment at={event.erasedAt} />
        </p>
      ) : null}
      <p className="request-muted">
        {keepWords(
          [
            event.toTitles.length > 0
              ? words('wentTo', { target: event.toTitles.map(text).join(' · ') })
              : '',
            event.clause ?? '',
            words('onRevision', { number: event.contentRevision }),
          ]
            .filter((part) => part !== '')
            .join(' · '),
        )}
      </p>
    </li>
  )
}
