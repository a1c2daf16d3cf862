import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { RequestView } from '../../api/http/contract.ts'
import type { Answered } from '../../api/http/operations.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { call, fieldError, messageOf } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { Message } from '../lib/message.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { keys } from '../lib/queries.ts'
import { Skeleton } from '../lib/skeleton.tsx'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { Moment } from '../lib/time.tsx'
import { usePublicItemWords } from './public-item-words.ts'

type PublicVersionsView = Answered<'GET /api/requests/{id}/public-versions'>

/** Of what is published, or was: what took its place, and what stood there before its corrections. */
export function PublicItem({ request }: { request: RequestView }) {
  const queryKey = [...keys.request(request.id), 'publicVersions']
  const versions = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      call('GET /api/requests/{id}/public-versions', { path: { id: request.id }, signal }),
    enabled: request.publication !== null,
  })
  if (versions.isError)
    return <ProblemMessage error={versions.error} onRetry={() => void versions.refetch()} />
  if (!versions.data) return versions.isLoading ? <Skeleton lines={2} /> : null
  const { successor, maySucceed } = versions.data
  return (
    <>
      {successor || maySucceed ? (
        <Successor
          key={successor?.id ?? ''}
          request={request.id}
          successor={successor}
          maySucceed={maySucceed}
          queryKey={queryKey}
        />
      ) : null}
      {versions.data.versions.length > 0 ? (
        <Versions request={request} queryKey={queryKey} versions={versions.data} />
      ) : null}
    </>
  )
}

type VersionsProps = { request: RequestView; versions: PublicVersionsView; queryKey: readonly unknown[] }

function Versions({ request, versions, queryKey }: VersionsProps) {
  const words = usePublicItemWords()
  return (
    <section className="request-card" aria-labelledby="public-versions-heading">
      <h2 id="public-versions-heading">{words('versions')}</h2>
      <p className="request-muted">{keepWords(words('versionsHelp'))}</p>
      <ul className="public-versions">
        {versions.versions.map((version) => (
          <li key={version.from}>
            <Version
              request={request.id}
              version={version}
              mayWithhold={versions.mayWithhold}
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
  version: PublicVersionsView['versions'][number]
  mayWithhold: boolean
  queryKey: readonly unknown[]
}

function Version({ request, version, mayWithhold, queryKey }: VersionProps) {
  const words = usePublicItemWords()
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
  const words = usePublicItemWords()
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

type SuccessorProps = {
  request: string
  successor: PublicVersionsView['successor']
  maySucceed: boolean
  queryKey: readonly unknown[]
}

/** Which item took the place of this one: readers of the old address are led to it. */
function Successor({ request, successor, maySucceed, queryKey }: SuccessorProps) {
  const words = usePublicItemWords()
  const text = useText()
  const client = useQueryClient()
  const [address, setAddress] = useState('')
  const save = useMutation({
    mutationFn: (item: string | null) =>
      call('PUT /api/requests/{id}/successor', { path: { id: request }, body: { item } }),
    onSuccess: (changed) => client.setQueryData(queryKey, changed),
  })
  const wrong = text(fieldError(save.error, 'item')) || undefined
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isBlank(address) && !save.isPending) save.mutate(address)
  }
  return (
    <section className="request-card" aria-labelledby="successor-heading">
      <h2 id="successor-heading">{words('successor')}</h2>
      {successor ? (
        <p>
          <a href={successor.url}>{keepWords(successor.title)}</a>
        </p>
      ) : (
        <p className="request-muted">{keepWords(words('successorHelp'))}</p>
      )}
      {save.isError && !wrong ? (
        <Message kind="danger" title={words('notSaved')}>
          {text(messageOf(save.error))}
        </Message>
      ) : null}
      {maySucceed && successor ? (
        <div>
          <Button kind="quiet" isPending={save.isPending} onPress={() => save.mutate(null)}>
            {words('successorRemove')}
          </Button>
        </div>
      ) : null}
      {maySucceed && !successor ? (
        <form className="choice-form" noValidate onSubmit={submit}>
          <TextInput
            label={words('successorAddress')}
            help={words('successorAddressHelp')}
            maxLength={500}
            required={false}
            value={address}
            onChange={setAddress}
            error={wrong}
          />
          <div>
            <Button type="submit" isPending={save.isPending}>
              {words('successorSave')}
            </Button>
          </div>
        </form>
      ) : null}
    </section>
  )
}
