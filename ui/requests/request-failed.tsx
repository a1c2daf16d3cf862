import { ApiProblem } from '../lib/api.ts'
import { ButtonLink } from '../lib/button.tsx'
import { Page } from '../lib/page.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { useText } from '../lib/text.ts'
import { useRequestWords } from './words.ts'
import './request-page.css'

/** Why a request is not shown: there is none, it is not open to this person, or it could not be read. */
export function RequestFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useRequestWords()
  const text = useText()
  const status = error instanceof ApiProblem ? error.status : 0
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
  const [refusal] = error instanceof ApiProblem ? (error.problem?.refusals ?? []) : []
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
      <ProblemMessage error={error} onRetry={() => onRetry()} />
    </Page>
  )
}
