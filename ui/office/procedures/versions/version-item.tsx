import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { call, failedWith, messageOf, segment } from '../../../lib/api.ts'
import { Button, ButtonLink } from '../../../lib/button.tsx'
import { useNumber } from '../../../lib/digits.ts'
import { Facts } from '../../../lib/facts.tsx'
import { Message } from '../../../lib/message.tsx'
import { ProblemMessage } from '../../../lib/problem-message.tsx'
import { changesQuery, keys, procedureQuery, type VersionSummary } from '../../../lib/queries.ts'
import { Skeleton } from '../../../lib/skeleton.tsx'
import { useText } from '../../../lib/text.ts'
import { Day, Moment } from '../../../lib/time.tsx'
import { useActivationWords } from '../../lifecycle-words.ts'
import { Changes } from './changes.tsx'

type VersionItemProps = {
  version: VersionSummary
  before: VersionSummary | undefined
  /** How many open requests run on earlier versions. */
  openBefore: number
  isAdmin: boolean
}

const formats = ['procedure', 'xstate', 'module', 'mermaid', 'svg'] as const

/** One version: its order, who made it and when, what runs on it, what it changed, and what can be done with it. */
export function VersionItem({ version, before, openBefore, isAdmin }: VersionItemProps) {
  const words = useActivationWords()
  const number = useNumber()
  const { procedure, order, status } = version
  const name = `version-${version.version}`
  const here = `/office/procedures/${segment(procedure)}`
  const path = `/api/procedures/${segment(procedure)}/versions/${version.version}`
  const mayMove = isAdmin && openBefore > 0 && status !== 'superseded'
  return (
    <section className="activation-card version" data-status={status} aria-labelledby={name}>
      <h2 id={name}>
        {words('version', { number: version.version })}{' '}
        <span className="version-status" data-status={status}>
          {words(`status_${status}`)}
        </span>
      </h2>
      <Facts
        facts={[
          { name: words('number'), value: order.number ?? words('unsaid') },
          { name: words('date'), value: order.date ? <Day date={order.date} /> : words('unsaid') },
          {
            name: words('signedBy'),
            value: order.signedBy
              ? [order.signedBy, order.signedAs].filter(Boolean).join(' · ')
              : words('unsaid'),
          },
          version.activatedAt
            ? { name: words('activatedAt'), value: <Moment at={version.activatedAt} /> }
            : {
                name: words('effectiveAt'),
                value: version.effectiveAt ? <Moment at={version.effectiveAt} /> : words('unsaid'),
              },
          {
            name: words('madeBy'),
            value: (
              <>
                {version.createdBy?.name ?? words('fromSystem')} <Moment at={version.createdAt} />
              </>
            ),
          },
          { name: words('openOnIt'), value: number(version.openRequests) },
        ]}
      />
      <details className="activation-details">
        <summary>
          {words('hash')} <code>{version.hash.slice(0, 12)}</code>
        </summary>
        <p>
          {words('hashWhole')} <code>{version.hash}</code>
        </p>
      </details>
      {Object.keys(version.reasons).length > 0 ? (
        <details className="activation-details">
          <summary>{words('reasons')}</summary>
          <ul>
            {Object.entries(version.reasons).map(([proof, reason]) => (
              <li key={proof}>
                {reason} <code className="activation-muted">{proof}</code>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {before ? <ChangesOf version={version} /> : null}
      <div className="activation-buttons">
        <ButtonLink to={`${here}?version=${version.version}`}>
          {words('view')}
          <VersionHidden version={version.version} />
        </ButtonLink>
        {mayMove ? (
          <ButtonLink to={`${here}/versions/${version.version}/moves`}>
            {words(status === 'active' ? 'moveOpen' : 'planOpen')}
          </ButtonLink>
        ) : null}
        {isAdmin ? <StartDraft version={version} /> : null}
      </div>
      <nav className="version-exports" aria-label={words('exportOf', { number: version.version })}>
        <span>{words('export')}:</span>
        <ul>
          {formats.map((format) => (
            <li key={format}>
              <a href={`${path}/export?format=${format}`} download>
                {words(`format_${format}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </section>
  )
}

/** Tells the buttons of one version from those of the next for whoever does not see them. */
function VersionHidden({ version }: { version: number }) {
  const words = useActivationWords()
  return <span className="visually-hidden"> · {words('version', { number: version })}</span>
}

function ChangesOf({ version: { procedure, version } }: { version: VersionSummary }) {
  const words = useActivationWords()
  const [open, setOpen] = useState(false)
  const changes = useQuery({ ...changesQuery(procedure, version), enabled: open })
  const now = useQuery({ ...procedureQuery(procedure, version), enabled: open })
  const before = useQuery({ ...procedureQuery(procedure, version - 1), enabled: open })
  const failed = [changes, now, before].find((each) => each.isError && !each.data)
  return (
    <details className="activation-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words('changesOf')}</summary>
      <div className="version-changes">
        {failed ? (
          <ProblemMessage error={failed.error} onRetry={() => void failed.refetch()} />
        ) : changes.data && now.data && before.data ? (
          <Changes changes={changes.data.changes} now={now.data} before={before.data} />
        ) : (
          <Skeleton lines={5} />
        )}
      </div>
    </details>
  )
}

function StartDraft({ version: { procedure, version } }: { version: VersionSummary }) {
  const words = useActivationWords()
  const text = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [office = '', ...rest] = procedure.split('.')
  const start = useMutation({
    mutationFn: () =>
      call('POST /api/offices/{office}/drafts', {
        path: { office },
        body: { name: rest.join('.'), from: { kind: 'version', procedure, version } },
      }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: keys.drafts(office) })
      void navigate(`/office/drafts/${segment(id)}`)
    },
  })
  const { error } = start
  return (
    <>
      <Button isPending={start.isPending} onPress={() => start.mutate()}>
        {words('startDraft')}
        <VersionHidden version={version} />
      </Button>
      {error ? (
        <Message
          kind="danger"
          title={words('startDraftFailed')}
          actions={
            failedWith<'POST /api/offices/{office}/drafts'>(error, 'already_exists') ? (
              <Link to="/office/procedures">{words('drafts')}</Link>
            ) : undefined
          }
        >
          {text(messageOf(error))}
        </Message>
      ) : null}
    </>
  )
}
