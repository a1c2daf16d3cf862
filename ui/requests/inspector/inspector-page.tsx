import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { Page } from '../../lib/page.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { requestQuery } from '../../lib/queries.ts'
import { Skeleton } from '../../lib/skeleton.tsx'
import { inspectionQuery } from './inspection-query.ts'
import { Inspector } from './inspector.tsx'
import { useInspectorWords } from './words.ts'

/** For engineers: a request as the state machine that it is, event by event. Nothing of it comes from elsewhere. */
export function InspectorPage() {
  const { id = '' } = useParams()
  const words = useInspectorWords()
  const request = useQuery(requestQuery(id))
  const inspection = useQuery(inspectionQuery(id))
  const failed = [request, inspection].find(({ isError, data }) => isError && !data)
  return (
    <div className="inspector-page">
      <Page
        title={request.data?.title ?? words('inspector')}
        lead={words('lead')}
        action={<Link to={`/requests/${encodeURIComponent(id)}`}>{words('back')}</Link>}
      >
        {failed ? (
          <ProblemMessage error={failed.error} onRetry={() => void failed.refetch()} />
        ) : request.data && inspection.data ? (
          <Inspector
            procedure={request.data.procedure}
            version={request.data.version}
            events={inspection.data.events}
          />
        ) : (
          <Skeleton lines={9} />
        )}
      </Page>
    </div>
  )
}
