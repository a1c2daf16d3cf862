import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { OitBoard } from '../../../api/http/oit-contract.ts'
import { type Assessor, assessors, firstOitYear, lastOitYear } from '../../../machines/oit/item.ts'
import { useNumber } from '../../lib/digits.ts'
import { EmptyState } from '../../lib/empty-state.tsx'
import { keepIn } from '../../lib/keep-words.ts'
import { OitListChooser, OitListNotice } from '../../lib/oit-list.tsx'
import { Page } from '../../lib/page.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { oitQuery } from '../../lib/queries.ts'
import { SelectInput } from '../../lib/select-input.tsx'
import { useSession } from '../../lib/session.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useDateStyle } from '../../lib/time.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { AddItem, listHeading, RemovedItems } from './list-forms.tsx'
import { OitItem } from './oit-item.tsx'
import { useOitBoardWords } from './words.ts'
import '../../lib/figures.css'
import './oit-page.css'

const coverages = ['covered', 'stale', 'missing'] as const
const digits = /^\d{4}$/

/** Which items of an assessor's list the office has published in a fiscal year, by which publications, and the pack to hand in. */
export function OitPage() {
  const words = useOitBoardWords()
  const { office } = useSession()
  const { language } = useDateStyle()
  const [address, change] = useAddress()
  const given = address.get('year') ?? ''
  const state = address.get('state')
  const asked = {
    assessor: assessors.find((id) => id === address.get('assessor')) ?? ('nacc' satisfies Assessor),
    // An address written by hand with a year that has no board shows that of today.
    year:
      digits.test(given) && Number(given) >= firstOitYear && Number(given) <= lastOitYear
        ? Number(given)
        : undefined,
  }
  const board = useQuery({ ...oitQuery(office.id, asked), placeholderData: keepPreviousData })
  const file = (format: 'xlsx' | 'csv', { assessor, fiscalYear }: OitBoard) => {
    const query = new URLSearchParams({ assessor, year: String(fiscalYear), format, lang: language })
    return `/api/offices/${encodeURIComponent(office.id)}/oit/file?${query}`
  }
  return (
    <Page title={words('title')} lead={words('lead')} action={<Link to="/office">{words('toOffice')}</Link>}>
      {board.isPending ? <Skeleton lines={10} /> : null}
      {board.isError ? <ProblemMessage error={board.error} onRetry={() => void board.refetch()} /> : null}
      {board.data ? (
        <div className="oit" aria-busy={board.isFetching}>
          <div className="oit-choose">
            <OitListChooser
              shown={board.data}
              onChoose={({ assessor, year }) =>
                change({ ...(assessor && { assessor }), ...(year && { year: String(year) }) })
              }
            />
            <SelectInput
              label={words('state')}
              value={coverages.find((one) => one === state) ?? 'all'}
              options={(['all', ...coverages] as const).map((id) => ({ id, label: words(id) }))}
              onChange={(chosen) => change({ state: chosen === 'all' ? undefined : chosen })}
            />
          </div>
          <OitListNotice list={board.data} />
          <Figures figures={board.data.figures} />
          <div className="oit-ways">
            <a className="button" data-kind="primary" href={file('xlsx', board.data)} download>
              {keepIn(words('workbook'))}
            </a>
            <a className="button" href={file('csv', board.data)} download>
              {words('csv')}
            </a>
          </div>
          <Items board={board.data} state={state} />
          {board.data.mayChangeList ? <AddItem board={board.data} /> : null}
          {board.data.removed.length > 0 ? <RemovedItems board={board.data} /> : null}
        </div>
      ) : null}
    </Page>
  )
}

function Figures({ figures }: { figures: OitBoard['figures'] }) {
  const words = useOitBoardWords()
  const number = useNumber()
  return (
    <section aria-labelledby="oit-figures">
      <h2 id="oit-figures">{words('figures')}</h2>
      <dl className="figures">
        {(['items', ...coverages] as const).map((name) => (
          <div key={name}>
            <dt>{keepIn(words(name))}</dt>
            <dd>{number(figures[name])}</dd>
          </div>
        ))}
      </dl>
      <p className="oit-note">{keepIn(words('staleMeans'))}</p>
    </section>
  )
}

function Items({ board, state }: { board: OitBoard; state: string | null }) {
  const words = useOitBoardWords()
  const shown = board.items.filter(({ coverage }) => state === null || coverage === state)
  if (board.items.length === 0) return <EmptyState title={words('noneTitle')}>{words('none')}</EmptyState>
  return (
    <section aria-labelledby={listHeading}>
      <h2 id={listHeading} tabIndex={-1}>
        {words('list')}
      </h2>
      <p className="oit-note">{keepIn(words('howTo'))}</p>
      {shown.length === 0 ? <p>{keepIn(words('noneOfState'))}</p> : null}
      <ul className="oit-list">
        {shown.map((item) => (
          <OitItem key={`${board.assessor} ${board.fiscalYear} ${item.code}`} board={board} item={item} />
        ))}
      </ul>
    </section>
  )
}
