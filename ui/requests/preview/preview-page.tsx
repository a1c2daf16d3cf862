import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { Button, ButtonLink } from '../../lib/button.tsx'
import { keepWords } from '../../lib/keep-words.ts'
import { Page } from '../../lib/page.tsx'
import { requestQuery } from '../../lib/queries.ts'
import { Skeleton } from '../../lib/skeleton.tsx'
import { RequestFailed } from '../request-failed.tsx'
import { usePreviewWords } from './words.ts'
import './preview.css'

const widths = ['desktop', 'phone'] as const

/** What the public will see of a request, from the server that makes the public page; as wide as a screen or a phone. */
export function PreviewPage() {
  const { id = '' } = useParams()
  const words = usePreviewWords()
  const [query, setQuery] = useSearchParams()
  const [width, setWidth] = useState<(typeof widths)[number]>('desktop')
  const request = useQuery({ ...requestQuery(id), refetchOnMount: 'always' })
  if (!request.data)
    return request.isPending ? (
      <Page title="">
        <Skeleton lines={9} />
      </Page>
    ) : (
      <RequestFailed error={request.error} onRetry={() => void request.refetch()} />
    )
  const { title, frozenRevision, contentRevision, revision } = request.data
  const address = `/requests/${encodeURIComponent(id)}`
  const bothStand = frozenRevision > 0 && frozenRevision < contentRevision
  const of = frozenRevision === 0 || (bothStand && query.get('of') === 'newest') ? 'newest' : 'submitted'
  const shown = of === 'newest' ? contentRevision : frozenRevision
  const until = query.get('publishUntil')
  const source = `/api${address}/preview?${new URLSearchParams({ of, ...(until && { publishUntil: until }) })}`
  return (
    <div className="preview-page">
      <Page
        title={words('title')}
        lead={title}
        action={
          <>
            <Link to={address}>{words('toRequest')}</Link>
            {request.data.editable ? (
              <ButtonLink to={`${address}/edit`}>{words('toEditor')}</ButtonLink>
            ) : null}
          </>
        }
      >
        <p className="preview-note">
          {keepWords(words(of === 'newest' && bothStand ? 'notSubmitted' : 'note', { number: shown }))}
        </p>
        <div className="preview-ways">
          {widths.map((one) => (
            <Button key={one} kind="quiet" aria-pressed={one === width} onPress={() => setWidth(one)}>
              {words(one)}
            </Button>
          ))}
          {bothStand ? (
            <Button
              kind="quiet"
              onPress={() => setQuery({ of: of === 'newest' ? 'submitted' : 'newest' }, { replace: true })}
            >
              {words(of === 'newest' ? 'showSubmitted' : 'showNewest', {
                number: of === 'newest' ? frozenRevision : contentRevision,
              })}
            </Button>
          ) : null}
          <a className="button" data-kind="quiet" href={source} target="_blank" rel="noreferrer">
            {words('ownTab')}
          </a>
        </div>
        {/* No script runs in it; what it links to opens in a tab of its own. */}
        <iframe
          key={`${source} ${revision}`}
          className="preview-frame"
          data-width={width}
          title={words('frame')}
          src={source}
          sandbox="allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox"
        />
      </Page>
    </div>
  )
}
