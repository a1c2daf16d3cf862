import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useRef, useState } from 'react'
import type { MessagesView, RequestView } from '../../api/http/contract.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { call, fieldError, newIdempotencyKey } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { focusFirstInvalid } from '../lib/focus-first-invalid.ts'
import { keepWords } from '../lib/keep-words.ts'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { messagesQuery } from '../lib/queries.ts'
import { useSession } from '../lib/session.tsx'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { Moment } from '../lib/time.tsx'
import { useNear } from '../lib/use-near.ts'
import { useMessagesWords } from './messages-words.ts'
import './messages.css'

/** What officials ask and answer each other about a request, without deciding anything. */
export function Messages({ request }: { request: RequestView }) {
  const words = useMessagesWords()
  const { person } = useSession()
  const [section, near] = useNear<HTMLElement>()
  const query = useQuery({ ...messagesQuery(request.id), enabled: near })
  return (
    <section className="request-card" aria-labelledby="messages-heading" ref={section}>
      <h2 id="messages-heading">{words('title')}</h2>
      <p className="request-muted">{keepWords(words('help'))}</p>
      {query.isError && !query.data ? (
        <ProblemMessage
          error={query.error}
          title={words('loadFailed')}
          onRetry={() => void query.refetch()}
        />
      ) : null}
      {query.data ? (
        <>
          {query.data.messages.length > 0 ? (
            <ul className="messages">
              {query.data.messages.map(({ id, author, toWhom, text, at }) => (
                <li key={id} data-mine={author.id === person.id ? '' : undefined}>
                  <span className="request-muted">
                    {author.name} {words(toWhom === 'owner' ? 'toOwner' : 'toWaiting')} · <Moment at={at} />
                  </span>
                  <p>{keepWords(text)}</p>
                </li>
              ))}
            </ul>
          ) : null}
          <MessageForm request={request.id} view={query.data} />
        </>
      ) : null}
    </section>
  )
}

type Side = 'owner' | 'waiting'

function MessageForm({ request, view }: { request: string; view: MessagesView }) {
  const words = useMessagesWords()
  const say = useText()
  const client = useQueryClient()
  const name = useId()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Side | null>(null)
  const [tried, setTried] = useState(false)
  // The same words sent again, because no answer came, are the same message.
  const attempt = useRef<{ id: string; body: string } | null>(null)
  const sides = (['owner', 'waiting'] as const).filter((side) => view[side].length > 0)
  const toWhom = chosen && sides.includes(chosen) ? chosen : sides[0]
  const send = useMutation({
    mutationFn: (body: { toWhom: Side; text: string }) => {
      const written = JSON.stringify(body)
      if (attempt.current?.body !== written) attempt.current = { id: newIdempotencyKey(), body: written }
      const path = { id: request, message: attempt.current.id }
      return call('PUT /api/requests/{id}/messages/{message}', { path, body })
    },
    onSuccess: (answer) => {
      attempt.current = null
      client.setQueryData(messagesQuery(request).queryKey, answer)
      setText('')
      setTried(false)
    },
  })
  if (!view.open) return view.messages.length > 0 ? <p className="request-muted">{words('ended')}</p> : null
  if (toWhom === undefined) return <p className="request-muted">{words('nobody')}</p>
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (isBlank(text)) focusFirstInvalid(event.currentTarget)
    else if (!send.isPending) send.mutate({ toWhom, text })
  }
  return (
    <form className="messages-form" onSubmit={submit} noValidate>
      {send.isError ? <ProblemMessage error={send.error} title={words('failed')} /> : null}
      <TextInput
        label={words('text')}
        lines="many"
        value={text}
        onChange={setText}
        maxLength={2000}
        required
        error={
          tried && isBlank(text) ? words('write') : say(fieldError(send.error, 'text', 'toWhom')) || undefined
        }
      />
      <div className="field">
        <label className="field-label" htmlFor={name}>
          {words('to')}
        </label>
        <select
          className="field-input"
          id={name}
          value={toWhom}
          onChange={(event) => setChosen(event.target.value as Side)}
        >
          {sides.map((side) => (
            <option key={side} value={side}>
              {words(side, { names: view[side].join(', ') })}
            </option>
          ))}
        </select>
      </div>
      <Button type="submit" isPending={send.isPending}>
        {words('send')}
      </Button>
    </form>
  )
}
