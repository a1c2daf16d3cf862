import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { ApiProblem } from '../lib/api.ts'
import { ButtonLink } from '../lib/button.tsx'
import { FilesOfRequest } from '../lib/files/files-of-request.ts'
import { Page } from '../lib/page.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { historyQuery, procedureQuery, requestQuery } from '../lib/queries.ts'
import { useText } from '../lib/text.ts'
import { OpenRequest } from './open-request.tsx'
import { RequestShape } from './request-shape.tsx'
import { useRequestWords } from './words.ts'
import './request-page.css'

/** One request: where it stands, what I can do, what it says, its way and its history. */
export function RequestPage() {
  const { id = '' } = useParams()
  const words = useRequestWords()
  const text = useText()
  const request = useQuery(requestQuery(id))
  const { procedure = '', version = 0 } = request.data ?? {}
  // A request that is moved to another version stays on the screen, with what is being typed.
  const chart = useQuery({
    ...procedureQuery(procedure, version),
    enabled: request.isSuccess,
    placeholderData: keepPreviousData,
  })
  const history = useQuery(historyQuery(id))
  // The chart makes the choices' words and the history the notices: shown before them, the page would move under the
  // hand. What of them fails is said in its place.
  const isWhole = !chart.isPending && !history.isPending
  if (request.data && isWhole)
    return (
      <FilesOfRequest value={id}>
        <OpenRequest key={id} request={request.data} />
      </FilesOfRequest>
    )
  if (request.isPending || request.data) return <RequestShape />
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
  // Of my own office, the refusal says whose it is; another office's has none.
  const [refusal] = request.error instanceof ApiProblem ? (request.error.problem?.refusals ?? []) : []
  if (status === 403)
    return (
      <Page
        title={words(refusal ? 'closedTitle' : 'otherOfficeTitle')}
        lead={refusal ? text(refusal.message) : words('otherOffice')}
      >
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
