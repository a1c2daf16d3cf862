import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { EmptyState } from '../../../lib/empty-state.tsx'
import { Page } from '../../../lib/page.tsx'
import { ProblemMessage } from '../../../lib/problem-message.tsx'
import { officeDocumentQuery } from '../../../lib/queries.ts'
import { Skeleton } from '../../../lib/skeleton.tsx'
import { useText } from '../../../lib/text.ts'
import { useShownProcedure } from '../use-shown-procedure.ts'
import { BesideChart } from './beside-chart.tsx'
import { useDocumentWords } from './words.ts'
import './document-page.css'

/** The document behind a procedure, clause by clause, beside the chart that serves it. */
export function DocumentPage() {
  const words = useDocumentWords()
  const text = useText()
  const { id, version, procedure } = useShownProcedure()
  const shown = procedure.data
  const document = useQuery({
    ...officeDocumentQuery(id, shown?.version ?? 0),
    enabled: shown !== undefined,
  })
  const here = `/office/procedures/${encodeURIComponent(id)}${version === undefined ? '' : `?version=${version}`}`
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
