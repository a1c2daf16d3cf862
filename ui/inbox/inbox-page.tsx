import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { ButtonLink } from '../lib/button.tsx'
import { useNumber } from '../lib/digits.ts'
import { EmptyState } from '../lib/empty-state.tsx'
import { keepIn } from '../lib/keep-words.ts'
import { ListFilters } from '../lib/list-filters.tsx'
import { Message } from '../lib/message.tsx'
import { Page } from '../lib/page.tsx'
import { type ListFilter, requestsQuery } from '../lib/queries.ts'
import { RequestList } from '../lib/request-list.tsx'
import { useListFilters } from '../lib/use-list-filters.ts'
import { useInboxWords } from './words.ts'
import './inbox-page.css'

type View = 'inbox' | 'mine' | 'drafts'

/** What waits for me, oldest first; my drafts; and what I sent and where it stands. */
export function InboxPage({ view }: { view: View }) {
  const words = useInboxWords()
  const { filter: given, active } = useListFilters()
  const { procedure: _, state: __, ...narrowed } = given
  const filter: ListFilter = { view, ...narrowed }
  return (
    <Page
      title={words('title')}
      action={
        <ButtonLink to="/new" kind={view === 'inbox' ? 'secondary' : 'primary'}>
          {words('newRequest')}
        </ButtonLink>
      }
    >
      {view === 'drafts' ? <DeletedNotice /> : null}
      <nav className="inbox-tabs" aria-label={words('lists')}>
        <Tab view="inbox" to="/" current={view} title={words('waiting')} />
        <Tab view="drafts" to="/drafts" current={view} title={words('drafts')} />
        <Tab view="mine" to="/mine" current={view} title={words('mine')} />
      </nav>
      <ListFilters key={`filters:${view}`} hasStatus={view !== 'drafts'} />
      <RequestList key={`list:${view}`} filter={filter} empty={<Empty view={view} filtered={active} />} />
    </Page>
  )
}

/** Whoever deleted a draft on its own page comes here, and is told that it is gone. */
function DeletedNotice() {
  const words = useInboxWords()
  const { state } = useLocation()
  const title = (state as { deleted?: string } | null)?.deleted
  return title === undefined ? null : <Message kind="good" title={words('deleted', { title })} />
}

function Tab({ view, to, current, title }: { view: View; to: string; current: View; title: string }) {
  const words = useInboxWords()
  const number = useNumber()
  const query = useInfiniteQuery(requestsQuery({ view }))
  const total = query.data?.pages[0]?.total
  return (
    <Link className="inbox-tab" to={to} aria-current={view === current ? 'page' : undefined}>
      <span>{keepIn(title)}</span>
      {total === undefined ? null : (
        <span className="inbox-count">
          <span aria-hidden="true">{number(total)}</span>
          <span className="visually-hidden">{words('count', { count: total })}</span>
        </span>
      )}
    </Link>
  )
}

function Empty({ view, filtered }: { view: View; filtered: boolean }) {
  const words = useInboxWords()
  if (filtered) return <EmptyState title={words('emptyFilterTitle')}>{words('emptyFilter')}</EmptyState>
  if (view === 'drafts')
    return (
      <EmptyState
        title={words('emptyDraftsTitle')}
        action={<ButtonLink to="/new">{words('newRequest')}</ButtonLink>}
      >
        {words('emptyDrafts')}
      </EmptyState>
    )
  return view === 'inbox' ? (
    <EmptyState title={words('emptyInboxTitle')}>{words('emptyInbox')}</EmptyState>
  ) : (
    <EmptyState
      title={words('emptyMineTitle')}
      action={<ButtonLink to="/new">{words('newRequest')}</ButtonLink>}
    >
      {words('emptyMine')}
    </EmptyState>
  )
}
