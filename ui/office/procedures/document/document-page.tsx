import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'
import { EmptyState } from '../../../lib/empty-state.tsx'
import { Page } from '../../../lib/page.tsx'
import { ProblemMessage } from '../../../lib/problem-message.tsx'
import { officeDocumentQuery, procedureQuery } from '../../../lib/queries.ts'
import { Skeleton } from '../../../lib/skeleton.tsx'
import { useText } from '../../../lib/text.ts'
import { BesideChart } from './beside-chart.tsx'
import { useDocumentWords } from './words.ts'
import './document-page.css'

/** The document behind a procedure, clause by clause, beside the chart that serves it. */
export function DocumentPage() {
  const words = useDocumentWords()
  const text = useText()
  const { id = '' } = useParams()
  const [query] = useSearchParams()
  const version = Number(query.get('version'))
  const procedure = useQuery(
    procedureQuery(id, Number.isInteger(version) && version > 0 ? version : undefined),
  )
  const shown = procedure.data
  const document = useQuery({
    ...officeDocumentQuery(id, shown?.version ?? 0),
    enabled: shown !== undefined,
  })
  const here = `/office/procedures/${encodeURIComponent(id)}${version > 0 ? `?version=${version}` : ''}`
  const failed = [procedure, document].find(({ isError, data }) => isError && !data)
  return (
    <Page
      title={words('title')}
      lead={shown ? text(shown.order.document) : undefined}
      action={<Link to={here}>{words('back')}</Link>}
    >
      {failed ? (
        <ProblemMessage error={failed.error} onRetry={() => void failed.refetch()} />
      ) : shown && document.data ? (
        document.data.document ? (
          <>
            <p className="document-lead">{words('lead')}</p>
            <BesideChart document={document.data.document} procedure={shown} />
          </>
        ) : (
          <EmptyState title={words('none')}>{words('noneLead')}</EmptyState>
        )
      ) : (
        <Skeleton lines={9} />
      )}
    </Page>
  )
}
