import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { RequestView } from '../../api/http/contract.ts'
import type { Answered } from '../../api/http/operations.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { call, messageOf } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { Message } from '../lib/message.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { keys } from '../lib/queries.ts'
import { Skeleton } from '../lib/skeleton.tsx'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { Moment } from '../lib/time.tsx'
import { usePublicPageWords } from './public-page-words.ts'

type Versions = Answered<'GET /api/requests/{id}/public-versions'>

/** Of an item that was corrected: what the public can still read of what stood there before; some may close it. */
export function PublicVersions({ request }: { request: RequestView }) {
  const words = usePublicPageWords()
  const queryKey = [...keys.request(request.id), 'publicVersions']
  const isPublic = request.publication?.endedAt === null
  const versions = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      call('GET /api/requests/{id}/public-versions', { path: { id: request.id }, signal }),
    // A first revision has nothing before it.
    enabled: isPublic && request.frozenRevision > 1,
  })
  if (versions.isError)
    return <ProblemMessage error={versions.error} onRetry={() => void versions.refetch()} />
  if (!versions.data) return versions.isLoading ? <Skeleton lines={2} /> : null
  if (versions.data.versions.length === 0) return null
  return (
    <section className="request-card" aria-labelledby="public-versions-heading">
      <h2 id="public-versions-heading">{words('versions')}</h2>
      <p className="request-muted">{keepWords(words('versionsHelp'))}</p>
      <ul className="public-versions">
        {versions.data.versions.map((version) => (
          <li key={version.from}>
            <Version
              request={request.id}
              version={version}
              mayWithhold={versions.data.mayWithhold}
              queryKey={queryKey}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

type VersionProps = {
  request: string
  version: Versions['versions'][number]
  mayWithhold: boolean
  queryKey: readonly unknown[]
}

function Version({ request, version, mayWithhold, queryKey }: VersionProps) {
  const words = usePublicPageWords()
  const [open, setOpen] = useState(false)
  const { revision, from, until, state, url, reason } = version
  return (
    <>
      <p>
        {revision === null ? null : <>{words('revision', { number: revision })} · </>}
        <Moment at={from} /> – <Moment at={until} />
      </p>
      {url ? (
        <p>
          <a href={url}>{words('openVersion')}</a>
        </p>
      ) : (
        <p className="request-muted">
          {keepWords(words(state === 'withheld' ? 'withheld' : 'erased'))}
          {reason ? keepWords(`: ${reason}`) : null}
        </p>
      )}
      {state === 'readable' && mayWithhold && revision !== null ? (
        open ? (
          <Withholding
            request={request}
            revision={revision}
            queryKey={queryKey}
            onClose={() => setOpen(false)}
          />
        ) : (
          <Button kind="quiet" onPress={() => setOpen(true)}>
            {words('withhold')}
          </Button>
        )
      ) : null}
    </>
  )
}

type WithholdingProps = {
  request: string
  revision: number
  queryKey: readonly unknown[]
  onClose: () => void
}

function Withholding({ request, revision, queryKey, onClose }: WithholdingProps) {
  const words = usePublicPageWords()
  const text = useText()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const close = useMutation({
    mutationFn: () =>
      call('POST /api/requests/{id}/public-versions/{revision}/withholding', {
        path: { id: request, revision: String(revision) },
        body: { reason },
      }),
    onSuccess: (changed) => {
      client.setQueryData(queryKey, changed)
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (!isBlank(reason) && !close.isPending) close.mutate()
  }
  return (
    <form className="choice-form" noValidate onSubmit={submit}>
      <p className="choice-confirm">{keepWords(words('withholdConfirm', { number: revision }))}</p>
      <TextInput
        label={words('withholdReason')}
        help={words('withholdReasonHelp')}
        lines="many"
        required
        autoFocus
        maxLength={1000}
        value={reason}
        onChange={setReason}
        error={tried && isBlank(reason) ? words('withholdReasonNeeded') : undefined}
      />
      {close.isError ? (
        <Message kind="danger" title={words('notSaved')}>
          {text(messageOf(close.error))}
        </Message>
      ) : null}
      <div className="request-ways">
        <Button type="submit" kind="danger" isPending={close.isPending}>
          {words('withholdNow')}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {words('cancel')}
        </Button>
      </div>
    </form>
  )
}
