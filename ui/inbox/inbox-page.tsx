import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { ButtonLink } from '../lib/button.tsx'
import { useNumber } from '../lib/digits.ts'
import { EmptyState } from '../lib/empty-state.tsx'
import { ListFilters, useListFilters } from '../lib/list-filters.tsx'
import { Page } from '../lib/page.tsx'
import { type ListFilter, requestsQuery } from '../lib/queries.ts'
import { RequestList } from '../lib/request-list.tsx'
import { useInboxWords } from './words.ts'
import './inbox-page.css'

type View = 'inbox' | 'mine'

/** What waits for me, oldest first, and what I sent and where it stands. */
export function InboxPage({ view }: { view: View }) {
  const words = useInboxWords()
  const { status, q, active } = useListFilters()
  const filter: ListFilter = { view, ...(status ? { status } : {}), ...(q ? { q } : {}) }
  return (
    <Page
      title={words('title')}
      action={
        <ButtonLink to="/new" kind={view === 'mine' ? 'primary' : 'secondary'}>
          {words('newRequest')}
        </ButtonLink>
      }
    >
      <nav className="inbox-tabs" aria-label={words('lists')}>
        <Tab view="inbox" to="/" current={view} title={words('waiting')} />
        <Tab view="mine" to="/mine" current={view} title={words('mine')} />
      </nav>
      <ListFilters key={`filters:${view}`} />
      <RequestList key={`list:${view}`} filter={filter} empty={<Empty view={view} filtered={active} />} />
    </Page>
  )
}

function Tab({ view, to, current, title }: { view: View; to: string; current: View; title: string }) {
  const words = useInboxWords()
  const number = useNumber()
  const query = useInfiniteQuery(requestsQuery({ view }))
  const total = query.data?.pages[0]?.total
  return (
    <Link className="inbox-tab" to={to} aria-current={view === current ? 'page' : undefined}>
      {title}
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
