import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'
import { Message } from '../../../lib/message.tsx'
import { Page } from '../../../lib/page.tsx'
import { ProblemMessage } from '../../../lib/problem-message.tsx'
import { versionsQuery } from '../../../lib/queries.ts'
import { Skeleton } from '../../../lib/skeleton.tsx'
import { useActivationWords } from '../../lifecycle-words.ts'
import { MovePlanner } from './move-planner.tsx'
import { MoveProgress } from './move-progress.tsx'
import '../../drafts/activation/activation.css'
import './moves.css'

/** What becomes of the requests on earlier versions: they stay, or are moved as the administrator maps their steps. */
export function MovesPage() {
  const words = useActivationWords()
  const { id = '', version: given = '' } = useParams()
  const [query, setQuery] = useSearchParams()
  const version = Number(given)
  const versions = useQuery(versionsQuery(id))
  const own = versions.data?.versions.find((one) => one.version === version)
  const job = query.get('job')
  return (
    <Page
      title={words('movesTitle', { number: version })}
      lead={words('movesLead')}
      action={<Link to={`/office/procedures/${encodeURIComponent(id)}/versions`}>{words('toVersions')}</Link>}
    >
      {query.has('activated') && !job ? (
        <Message kind="good" title={words('activatedNow', { number: version })}>
          <p>{words('activatedNowMore')}</p>
          {query.get('activated') === 'alone' ? <p>{words('activatedAlone')}</p> : null}
        </Message>
      ) : null}
      {versions.isPending ? <Skeleton lines={9} /> : null}
      {versions.isError && !versions.data ? (
        <ProblemMessage error={versions.error} onRetry={() => void versions.refetch()} />
      ) : null}
      {job ? <MoveProgress job={job} /> : null}
      {own && !job ? (
        <MovePlanner
          procedure={id}
          version={version}
          inForce={own.status === 'active'}
          onStarted={(started) => setQuery({ job: started }, { replace: true })}
        />
      ) : null}
    </Page>
  )
}
