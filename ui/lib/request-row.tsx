import { Fragment } from 'react'
import { Link } from 'react-router'
import type { RequestListItem } from '../../api/http/contract.ts'
import type { SupervisedItem } from '../../api/http/supervision-contract.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { ButtonLink } from './button.tsx'
import { DeleteDraft } from './delete-draft.tsx'
import { keepWords } from './keep-words.ts'
import type { ListFilter } from './queries.ts'
import { useRequestListWords } from './request-list-words.ts'
import { useText } from './text.ts'
import { Day, Moment } from './time.tsx'

type RequestRowProps = {
  item: RequestListItem
  view: ListFilter['view']
  /** What whoever leads sees beside it: its age in working days, and how often it was returned and corrected. */
  supervised?: Supervised
  onDeleted?: ((title: string) => void) | undefined
}
type Supervised = Pick<SupervisedItem, 'workingDays' | 'returned' | 'corrected'>

/**
 * One request in a list: title, where it stands, since when, from whom, and what is asked of me; of a draft, when it was
 * written last, and what its owner can do with it.
 */
export function RequestRow({ item, view, supervised, onDeleted }: RequestRowProps) {
  const words = useRequestListWords()
  const text = useText()
  const last = item.lastEvent
  const days = Math.floor((Date.now() - Date.parse(item.since)) / 86_400_000)
  const group = text(item.groupName)
  // A person who is called by the post has the group in the name already.
  const about =
    view === 'mine' || view === 'drafts'
      ? [group]
      : item.owner.name.includes(group)
        ? [item.owner.name]
        : [item.owner.name, group]
  if (view === 'drafts')
    return (
      <li className="request-row">
        <div className="request-cell">
          <Title item={item} />
          <span className="request-muted">{keepWords(about.join(' · '))}</span>
        </div>
        <div className="request-cell">
          <span className="request-label">{words('where')} </span>
          {keepWords(item.steps.map((step) => text(step.title)).join(' · '))}
        </div>
        <div className="request-cell">
          <span className="request-label">{words('written')} </span>
          <Moment at={item.updatedAt} />
        </div>
        <div className="request-cell request-buttons">
          <ButtonLink to={`/requests/${encodeURIComponent(item.id)}/edit`}>{words('goOn')}</ButtonLink>
          <DeleteDraft draft={item} onDeleted={() => onDeleted?.(item.title)} />
        </div>
      </li>
    )
  return (
    <li className="request-row" data-late={item.late ? '' : undefined}>
      <div className="request-cell">
        <Title item={item} />
        <span className="request-muted">{keepWords(about.join(' · '))}</span>
      </div>
      <div className="request-cell">
        <span className="request-label">{words('where')} </span>
        {keepWords(item.steps.map((step) => text(step.title)).join(' · '))}
        <span className="request-muted">
          {words('since')} <Moment at={item.since} />
          {supervised && supervised.workingDays > 0 && isAwaited(item) ? (
            <>
              {' · '}
              <span className="request-days">
                {words('forWorkingDays', { count: supervised.workingDays })}
              </span>
            </>
          ) : !supervised && days > 0 && item.status === 'open' ? (
            <>
              {' · '}
              <span className="request-days">{words('forDays', { count: days })}</span>
            </>
          ) : null}
        </span>
        {item.due ? (
          <span className="request-muted">
            {keepWords(words('due', { what: text(item.due.what) }))}{' '}
            {/* A deadline falls due when its last day has ended. */}
            <Day date={bangkokDay(Date.parse(item.due.at) - 1)} />
          </span>
        ) : null}
        {item.late ? (
          <span className="request-late">
            {words('late')}: {keepWords(text(item.late.what))}
            {item.late.since === item.since ? null : (
              <>
                {' '}
                <Moment at={item.late.since} />
              </>
            )}
          </span>
        ) : null}
        {item.atOnce ? (
          <span className="request-late">
            {words('atOnce')}: {keepWords(text(item.atOnce))}
          </span>
        ) : null}
      </div>
      <div className="request-cell">
        {last ? (
          <>
            <span className="request-label">{words('from')} </span>
            <span className={last.isReturn ? 'request-returned' : undefined}>
              {keepWords(text(last.title))}
            </span>
            <span className="request-muted">
              {keepWords(last.actorName ? words('byName', { name: last.actorName }) : words('bySystem'))} ·{' '}
              <Moment at={last.at} />
            </span>
          </>
        ) : null}
      </div>
      <div className="request-cell">
        <Asked item={item} inInbox={view === 'inbox'} />
        {supervised && supervised.returned > 0 ? (
          <span className="request-muted">{words('returnedTimes', { count: supervised.returned })}</span>
        ) : null}
        {supervised && supervised.corrected > 0 ? (
          <span className="request-muted">{words('correctedTimes', { count: supervised.corrected })}</span>
        ) : null}
      </div>
    </li>
  )
}

const isAwaited = ({ asked, waitsFor }: RequestListItem): boolean => asked.length + waitsFor.length > 0

const Title = ({ item }: { item: RequestListItem }) => (
  <Link className="request-title" to={`/requests/${encodeURIComponent(item.id)}`} data-request-link>
    {keepWords(item.title)}
  </Link>
)

function Asked({ item, inInbox }: { item: RequestListItem; inInbox: boolean }) {
  const words = useRequestListWords()
  const text = useText()
  if (item.asked.length > 0)
    return (
      <>
        {inInbox ? <span className="request-label">{words('asked')} </span> : `${words('waitsForYou')} `}
        <strong>
          {item.asked.map((choice, at) => (
            <Fragment key={choice.type}>
              {at > 0 ? <span className="request-or"> {words('or')} </span> : null}
              {keepWords(text(choice.title))}
            </Fragment>
          ))}
        </strong>
      </>
    )
  if (item.waitsFor.length > 0)
    return (
      <span>
        {words('waitsFor')} {keepWords(item.waitsFor.map(text).join(' · '))}
      </span>
    )
  return <span className="request-muted">{words('nobody')}</span>
}
