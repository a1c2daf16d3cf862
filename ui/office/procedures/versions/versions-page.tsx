import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'
import { formatDay } from '../../../lib/dates.ts'
import { Message } from '../../../lib/message.tsx'
import { Page } from '../../../lib/page.tsx'
import { ProblemMessage } from '../../../lib/problem-message.tsx'
import { procedureQuery, type VersionSummary, versionsQuery } from '../../../lib/queries.ts'
import { holdsRole, useSession } from '../../../lib/session.tsx'
import { Skeleton } from '../../../lib/skeleton.tsx'
import { useText } from '../../../lib/text.ts'
import { useDateStyle } from '../../../lib/time.tsx'
import { useActivationWords } from '../../lifecycle-words.ts'
import { VersionItem } from './version-item.tsx'
import '../../drafts/activation/activation.css'
import './versions.css'

/** Every version of a procedure with its order, newest first: none is ever changed or deleted. */
export function VersionsPage() {
  const words = useActivationWords()
  const text = useText()
  const session = useSession()
  const { id = '' } = useParams()
  const [query] = useSearchParams()
  const versions = useQuery(versionsQuery(id))
  const all = versions.data?.versions ?? []
  const [newest] = all
  const procedure = useQuery({
    ...procedureQuery(id, newest?.version),
    enabled: newest !== undefined,
  })
  const isAdmin = holdsRole(session, 'admin') && id.startsWith(`${session.office.id}.`)
  const activated = all.find(({ version }) => version === Number(query.get('activated')))
  const here = `/office/procedures/${encodeURIComponent(id)}`
  return (
    <Page
      title={words('versionsTitle', { title: procedure.data ? text(procedure.data.title) : '' })}
      lead={words('versionsLead')}
      action={<Link to={here}>{words('toProcedure')}</Link>}
    >
      {versions.isPending ? <Skeleton lines={9} /> : null}
      {versions.isError && !versions.data ? (
        <ProblemMessage error={versions.error} onRetry={() => void versions.refetch()} />
      ) : null}
      {activated ? <Activated version={activated} alone={query.has('alone')} /> : null}
      {all.some(({ status }) => status === 'active') ? (
        <p className="versions-ways">
          <Link to={`${here}/rehearsal`}>{words('rehearse')}</Link>
        </p>
      ) : null}
      <div className="versions">
        {all.map((version) => (
          <VersionItem
            key={version.version}
            version={version}
            before={all.find((other) => other.version === version.version - 1)}
            openBefore={all
              .filter((other) => other.version < version.version)
              .reduce((sum, { openRequests }) => sum + openRequests, 0)}
            isAdmin={isAdmin}
          />
        ))}
      </div>
    </Page>
  )
}

type ActivatedProps = { version: VersionSummary; alone: boolean }

function Activated({ version: { version, status, effectiveAt }, alone }: ActivatedProps) {
  const words = useActivationWords()
  const style = useDateStyle()
  if (status === 'scheduled' && effectiveAt) {
    const day = formatDay(bangkokDayOf(effectiveAt), style, 'long')
    return (
      <Message kind="good" title={words('scheduledNow', { number: version, day })}>
        <p>{words('scheduledNowMore')}</p>
        {alone ? <p>{words('activatedAlone')}</p> : null}
      </Message>
    )
  }
  return (
    <Message kind="good" title={words('activatedNow', { number: version })}>
      <p>{words('activatedNowMore')}</p>
      {alone ? <p>{words('activatedAlone')}</p> : null}
    </Message>
  )
}

const bangkokDayOf = (instant: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok' }).format(new Date(instant))
