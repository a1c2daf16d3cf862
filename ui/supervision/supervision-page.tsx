import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import {
  type SupervisedList,
  type Supervision,
  supervisedLists,
} from '../../api/http/supervision-contract.ts'
import { failedWith } from '../lib/api.ts'
import { Choice } from '../lib/choice.tsx'
import { useNumber, useYear } from '../lib/digits.ts'
import { EmptyState } from '../lib/empty-state.tsx'
import { keepIn } from '../lib/keep-words.ts'
import { Page } from '../lib/page.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { supervisionQuery } from '../lib/queries.ts'
import { RequestRow } from '../lib/request-row.tsx'
import { RequestTable } from '../lib/request-table.tsx'
import { Skeleton } from '../lib/skeleton.tsx'
import { useText } from '../lib/text.ts'
import { useAddress } from '../lib/use-address.ts'
import { useSupervisionWords } from './words.ts'
import './supervision-page.css'

/** What those whom I lead have under way, late, returned, corrected and published: figures, each the way to its list. */
export function SupervisionPage() {
  const words = useSupervisionWords()
  const [address, change] = useAddress()
  const show = supervisedLists.find((one) => one === address.get('show')) ?? 'underWay'
  const group = address.get('group') ?? undefined
  const query = useInfiniteQuery({
    ...supervisionQuery({ show, group }),
    placeholderData: keepPreviousData,
  })
  const first = query.data?.pages[0]
  if (query.isError && !query.isPlaceholderData && !first)
    return (
      <Page title={words('title')}>
        {failedWith<'GET /api/supervision'>(query.error, 'not_permitted') ? (
          <ProblemMessage error={query.error} title={words('refused')} />
        ) : (
          <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
        )}
      </Page>
    )
  if (!first)
    return (
      <Page title={words('title')}>
        <Skeleton shape="rows" lines={6} />
      </Page>
    )
  return (
    <Page title={words('title')} lead={words(first.wholeOffice ? 'leadOffice' : 'leadGroups')}>
      <Groups groups={first.groups} group={group} onChoose={(chosen) => change({ group: chosen })} />
      <Figures supervision={first} show={show} group={group} />
      {query.isError ? <ProblemMessage error={query.error} onRetry={() => void query.refetch()} /> : null}
      <Listed
        pages={query.data?.pages ?? []}
        show={show}
        ofGroup={group !== undefined && first.groups.length > 1}
        isBusy={query.isPlaceholderData}
        more={
          query.hasNextPage
            ? { next: () => void query.fetchNextPage(), isPending: query.isFetchingNextPage }
            : undefined
        }
      />
      <p className="supervision-note">{keepIn(words('lateMeans'))}</p>
    </Page>
  )
}

type GroupsProps = {
  groups: Supervision['groups']
  group: string | undefined
  onChoose: (group: string | undefined) => void
}

/** The groups that the person leads, where they are several. */
function Groups({ groups, group, onChoose }: GroupsProps) {
  const words = useSupervisionWords()
  const text = useText()
  if (groups.length < 2) return null
  return (
    <div className="supervision-group">
      <Choice
        label={words('group')}
        value={group}
        any={words('allGroups')}
        options={groups.map(({ id, name }) => [id, text(name)])}
        onChoose={onChoose}
      />
    </div>
  )
}

type Chosen = { show: SupervisedList; group: string | undefined }

function Figures({ supervision, show, group }: Chosen & { supervision: Supervision }) {
  const words = useSupervisionWords()
  const number = useNumber()
  const title = useTitle(supervision)
  return (
    <nav aria-label={words('figures')}>
      <ul className="supervision-figures">
        {supervisedLists.map((list) => (
          <li key={list}>
            <Link
              className="supervision-figure"
              to={`?${new URLSearchParams({ show: list, ...(group !== undefined && { group }) })}`}
              replace
              aria-current={list === show ? 'true' : undefined}
              data-late={list === 'late' && supervision.figures.late > 0 ? '' : undefined}
            >
              <span className="supervision-count">{number(supervision.figures[list])}</span>{' '}
              <span className="supervision-label">{keepIn(title(list))}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What a list is called, with the year and the quarter of its time. */
function useTitle({ fiscalYear, quarter }: Pick<Supervision, 'fiscalYear' | 'quarter'>) {
  const words = useSupervisionWords()
  const year = useYear()
  return (list: SupervisedList) => words(list, { year: year(fiscalYear), quarter })
}

type ListedProps = {
  pages: Supervision[]
  show: SupervisedList
  /** Whether one of several groups is chosen. */
  ofGroup: boolean
  isBusy: boolean
  more: { next: () => void; isPending: boolean } | undefined
}

function Listed({ pages, show, ofGroup, isBusy, more }: ListedProps) {
  const words = useSupervisionWords()
  const [first] = pages
  const title = useTitle(first ?? { fiscalYear: 0, quarter: 0 })
  const items = pages.flatMap((page) => page.items)
  if (items.length === 0 && !isBusy)
    return (
      <EmptyState title={words(`empty_${show}`)}>{words(ofGroup ? 'emptyOfGroup' : 'emptyMore')}</EmptyState>
    )
  return (
    <section className="supervision" aria-labelledby="supervision-list" aria-busy={isBusy}>
      <h2 id="supervision-list">{keepIn(title(show))}</h2>
      <RequestTable
        name={{ 'aria-labelledby': 'supervision-list' }}
        columns={['from', 'waitsFor']}
        count={{ shown: items.length, total: first?.total ?? items.length, isLeast: false }}
        more={more}
      >
        {items.map((item) => (
          <RequestRow key={item.id} item={item} view="office" supervised={item} />
        ))}
      </RequestTable>
    </section>
  )
}
