import { useQueries, useQuery } from '@tanstack/react-query'
import { ButtonLink } from '../lib/button.tsx'
import { EmptyState } from '../lib/empty-state.tsx'
import { ListFilters } from '../lib/list-filters.tsx'
import { Page } from '../lib/page.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { type ListFilter, officeQuery, procedureQuery, stepsQuery } from '../lib/queries.ts'
import { RequestList } from '../lib/request-list.tsx'
import { holdsRole, useSession } from '../lib/session.tsx'
import { Skeleton } from '../lib/skeleton.tsx'
import { useText } from '../lib/text.ts'
import { useListFilters } from '../lib/use-list-filters.ts'
import { OfficeFeedback } from '../requests/public-response/office-feedback.tsx'
import { Confirmations } from './confirmations/confirmations.tsx'
import { StepsPanel } from './procedures/steps-panel.tsx'
import { useOfficeWords } from './words.ts'
import './office-page.css'

/** All requests of my office by step, and the way to its procedures and its public site. */
export function OfficePage() {
  const words = useOfficeWords()
  const text = useText()
  const session = useSession()
  const { filter: given, active } = useListFilters()
  const office = useQuery(officeQuery(session.office.id))
  const steps = useQuery(stepsQuery(session.office.id))
  const procedures = useQueries({
    queries: (office.data?.procedures ?? []).map(({ id }) => procedureQuery(id)),
  })
  const loaded = procedures.flatMap((each) => (each.data ? [each.data] : []))
  const failed = [office, steps, ...procedures].find((each) => each.isError && !each.data)
  const filter: ListFilter = { view: 'office', ...given }
  return (
    <Page
      title={words('title')}
      lead={text(session.office.name)}
      action={
        <div className="office-actions">
          <ButtonLink to="/office/report">{words('report')}</ButtonLink>
          <ButtonLink to="/office/oit">{words('oit')}</ButtonLink>
          {holdsRole(session, 'admin') ? (
            <>
              <ButtonLink to="/office/procedures">{words('editProcedures')}</ButtonLink>
              <ButtonLink to="/office/settings">{words('settings')}</ButtonLink>
            </>
          ) : null}
          <a className="button" href={`/o/${encodeURIComponent(session.office.id)}`}>
            {words('publicSite')}
          </a>
        </div>
      }
    >
      <Confirmations />
      <OfficeFeedback office={session.office.id} />
      <div className="office">
        <div>
          {failed ? (
            <ProblemMessage error={failed.error} onRetry={() => void failed.refetch()} />
          ) : steps.data && office.data && loaded.length === procedures.length ? (
            <StepsPanel procedures={loaded} counts={steps.data.steps} />
          ) : (
            <Skeleton lines={8} />
          )}
        </div>
        <div className="office-list">
          <ListFilters />
          <RequestList
            filter={filter}
            empty={
              active ? (
                <EmptyState title={words('emptyFilterTitle')}>{words('emptyFilter')}</EmptyState>
              ) : (
                <EmptyState title={words('emptyTitle')}>{words('empty')}</EmptyState>
              )
            }
          />
        </div>
      </div>
    </Page>
  )
}
