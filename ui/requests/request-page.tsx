import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { ApiProblem } from '../lib/api.ts'
import { ButtonLink } from '../lib/button.tsx'
import { Page } from '../lib/page.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { requestQuery } from '../lib/queries.ts'
import { OpenRequest } from './open-request.tsx'
import { RequestShape } from './request-shape.tsx'
import { useRequestWords } from './words.ts'
import './request-page.css'

/** One request: where it stands, what I can do, what it says, its way and its history. */
export function RequestPage() {
  const { id = '' } = useParams()
  const words = useRequestWords()
  const request = useQuery(requestQuery(id))
  if (request.data) return <OpenRequest key={id} request={request.data} />
  if (request.isPending) return <RequestShape />
  const status = request.error instanceof ApiProblem ? request.error.status : 0
  if (status === 404 || status === 400)
    return (
      <Page title={words('notFoundTitle')} lead={words('notFound')}>
        <div className="request-ways">
          <ButtonLink to="/">{words('toInbox')}</ButtonLink>
          <ButtonLink to="/office">{words('toOffice')}</ButtonLink>
        </div>
      </Page>
    )
  if (status === 403)
    return (
      <Page title={words('otherOfficeTitle')} lead={words('otherOffice')}>
        <div className="request-ways">
          <ButtonLink to="/">{words('toInbox')}</ButtonLink>
          <a className="button" href="/o">
            {words('publicSite')}
          </a>
        </div>
      </Page>
    )
  return (
    <Page title="">
      <ProblemMessage error={request.error} onRetry={() => void request.refetch()} />
    </Page>
  )
}
