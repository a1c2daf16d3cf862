import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { RequestView } from '../../api/http/contract.ts'
import type { Website } from '../../api/http/effects-contract.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { call, fieldError } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { Message } from '../lib/message.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { keys } from '../lib/queries.ts'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { ComingMoment, Moment } from '../lib/time.tsx'
import { useWebsiteWords } from './website-words.ts'
import './website.css'

const websiteQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.request(id), 'website'],
    queryFn: ({ signal }) => call('GET /api/requests/{id}/website', { path: { id }, signal }),
    // What waits is sent or looked at within seconds or minutes.
    refetchInterval: ({ state: { data } }) =>
      data &&
      [...data.effects.map(({ dueAt }) => dueAt), ...data.placements.map(({ nextAt }) => nextAt)].some(
        Boolean,
      )
        ? 10_000
        : false,
  })

/** Where the published item stands on the office's own website and with others, and whether it really does. */
export function OnWebsite({ request }: { request: RequestView }) {
  const words = useWebsiteWords()
  const website = useQuery({ ...websiteQuery(request.id), enabled: request.publication !== null })
  const data = website.data
  if (!data?.published) return null
  if (!data.mayPlace && data.placements.length === 0 && data.effects.length === 0) return null
  return (
    <section className="request-card" aria-labelledby="website-heading">
      <h2 id="website-heading">{words('title')}</h2>
      {data.effects.length > 0 ? (
        <ul className="website-list">
          {data.effects.map((effect) => (
            <Told key={effect.id} effect={effect} />
          ))}
        </ul>
      ) : null}
      {data.placements.length > 0 ? (
        <ul className="website-list">
          {data.placements.map((one) => (
            <Placed key={one.id} request={request.id} placement={one} mayPlace={data.mayPlace} />
          ))}
        </ul>
      ) : null}
      {data.mayPlace ? <PlaceForm request={request.id} /> : null}
    </section>
  )
}

/** What another system was told, in its present state: done, waits, or tried again at a time. */
function Told({ effect }: { effect: Website['effects'][number] }) {
  const words = useWebsiteWords()
  const text = useText()
  const { what, name, status, problem, dueAt, settledAt, url } = effect
  return (
    <li>
      <p>{keepWords(words(`what_${what}`, { name }))}</p>
      <p className={status === 'dead' ? 'website-problem' : 'request-muted'}>
        {problem ? `${text(problem)} ` : null}
        {status === 'done' ? words('done') : null}
        {status === 'dead' ? words('dead') : null}
        {status === 'waiting' && problem === null ? words('waiting') : null}
        {status === 'waiting' && problem && dueAt ? (
          <>
            {words('nextTry')} <ComingMoment at={dueAt} />
          </>
        ) : null}
        {settledAt && status === 'done' ? (
          <>
            {' · '}
            <Moment at={settledAt} />
          </>
        ) : null}
      </p>
      {url ? (
        <p>
          <a href={url} rel="noopener noreferrer external" className="website-url">
            {words('open')}
          </a>
        </p>
      ) : null}
    </li>
  )
}

type PlacedProps = { request: string; placement: Website['placements'][number]; mayPlace: boolean }

function Placed({ request, placement, mayPlace }: PlacedProps) {
  const words = useWebsiteWords()
  const text = useText()
  const client = useQueryClient()
  const { id, url, by, at, checked, checks, nextAt } = placement
  const [last] = checks
  const keep = (data: Website) => client.setQueryData(websiteQuery(request).queryKey, data)
  const withdraw = useMutation({
    mutationFn: () =>
      call('DELETE /api/requests/{id}/website/{placement}', { path: { id: request, placement: id } }),
    onSuccess: keep,
  })
  const look = useMutation({
    mutationFn: () => call('POST /api/requests/{id}/website/check', { path: { id: request } }),
    onSuccess: keep,
  })
  return (
    <li>
      <p>
        <a href={url} rel="noopener noreferrer external" className="website-url">
          {url}
        </a>
      </p>
      <p className="request-muted">
        {keepWords(words('by', { who: by }))} <Moment at={at} />
      </p>
      {last?.problem ? (
        <Message kind="warning">
          {text(last.problem)} (<Moment at={last.at} />)
        </Message>
      ) : last ? (
        <p className="website-good">
          {words(last.expected === 'there' ? 'there' : 'gone')} <Moment at={last.at} />
        </p>
      ) : null}
      {!checked ? <p className="request-muted">{keepWords(words('notLooked'))}</p> : null}
      {nextAt ? (
        <p className="request-muted">
          {words('willLook')} <ComingMoment at={nextAt} />
        </p>
      ) : null}
      {checks.length > 0 ? (
        <details className="website-checks">
          <summary>{words('looked', { count: checks.length })}</summary>
          <ul>
            {checks.map((check) => (
              <li key={check.at}>
                <Moment at={check.at} /> ·{' '}
                {words(check.expected === 'there' ? 'shouldBeThere' : 'shouldBeGone')} ·{' '}
                {words(`found_${check.found}`)}
                {check.status === null ? '' : ` · ${words('answered', { status: String(check.status) })}`}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {withdraw.isError ? <ProblemMessage error={withdraw.error} title={words('notDone')} /> : null}
      {look.isError ? <ProblemMessage error={look.error} title={words('notDone')} /> : null}
      {mayPlace ? (
        <div className="website-actions">
          {checked ? (
            <Button kind="quiet" isPending={look.isPending} onPress={() => look.mutate()}>
              {words('look')}
            </Button>
          ) : null}
          <Button
            kind="quiet"
            aria-label={`${words('withdraw')} ${url}`}
            isPending={withdraw.isPending}
            onPress={() => withdraw.mutate()}
          >
            {words('withdraw')}
          </Button>
        </div>
      ) : null}
    </li>
  )
}

function PlaceForm({ request }: { request: string }) {
  const words = useWebsiteWords()
  const text = useText()
  const client = useQueryClient()
  const [url, setUrl] = useState('')
  const [tried, setTried] = useState(false)
  const place = useMutation({
    mutationFn: () =>
      call('POST /api/requests/{id}/website', { path: { id: request }, body: { url: url.trim() } }),
    onSuccess: (data) => {
      client.setQueryData(websiteQuery(request).queryKey, data)
      setUrl('')
      setTried(false)
    },
  })
  const wrong = text(fieldError(place.error, 'url')) || undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isBlank(url) && !place.isPending) place.mutate()
  }
  return (
    <form className="website-form" onSubmit={submit} noValidate>
      <p className="request-muted">{keepWords(words('help'))}</p>
      {place.isError && !wrong ? <ProblemMessage error={place.error} title={words('notSaved')} /> : null}
      <TextInput
        label={words('url')}
        help={words('urlHelp')}
        type="url"
        value={url}
        onChange={setUrl}
        maxLength={2000}
        error={tried && isBlank(url) ? words('needsUrl') : wrong}
      />
      <div>
        <Button type="submit" isPending={place.isPending}>
          {words('add')}
        </Button>
      </div>
    </form>
  )
}
