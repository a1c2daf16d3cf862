import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { OitQuery, ServedItems } from '../../api/http/oit-contract.ts'
import { call, fieldError, messageOf } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { CheckboxList } from '../lib/checkbox-input.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { Message } from '../lib/message.tsx'
import { OitListChooser, OitListNotice } from '../lib/oit-list.tsx'
import { useOitWords } from '../lib/oit-words.ts'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { keys, servedItemsQuery } from '../lib/queries.ts'
import { useSession } from '../lib/session.tsx'
import { Skeleton } from '../lib/skeleton.tsx'
import { useText } from '../lib/text.ts'
import { useNear } from '../lib/use-near.ts'
import { useOitItemsWords } from './oit-items-words.ts'

/** Which items that an assessor asks for this publication serves, by fiscal year; whoever may say so ticks them. */
export function OitItems({ request }: { request: string }) {
  const words = useOitItemsWords()
  const [asked, setAsked] = useState<OitQuery>({ assessor: 'nacc' })
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLDivElement>(null)
  const [section, near] = useNear<HTMLElement>()
  const served = useQuery({
    ...servedItemsQuery(request, asked),
    placeholderData: keepPreviousData,
    enabled: near,
  })
  const { data } = served
  const ticked = data?.items.filter(({ serves }) => serves) ?? []
  const of = data && `?${new URLSearchParams({ year: String(data.fiscalYear), assessor: data.assessor })}`
  return (
    <section className="request-card" aria-labelledby="oit-items-heading" ref={section}>
      <div className="request-card-head">
        <h2 id="oit-items-heading">{keepWords(words('title'))}</h2>
        <Link to={`/office/oit${of ?? ''}`}>{words('board')}</Link>
      </div>
      {served.isError ? <ProblemMessage error={served.error} onRetry={() => void served.refetch()} /> : null}
      {data ? (
        <div className="request-ways">
          <OitListChooser shown={data} onChoose={(chosen) => setAsked({ ...asked, ...chosen })} />
        </div>
      ) : null}
      {served.isPending ? <Skeleton lines={2} /> : null}
      {data && open ? (
        <TickForm
          key={`${data.assessor} ${data.fiscalYear}`}
          request={request}
          served={data}
          onClose={() => {
            setOpen(false)
            // The field that had the focus is gone: the button that stands in its place takes it.
            requestAnimationFrame(() => opener.current?.querySelector('button')?.focus())
          }}
        />
      ) : null}
      {data && !open ? (
        <>
          {ticked.length === 0 ? <p className="request-muted">{keepWords(words('none'))}</p> : null}
          {ticked.length > 0 ? (
            <ul>
              {ticked.map(({ code, title }) => (
                <li key={code}>
                  {code} {keepWords(title)}
                </li>
              ))}
            </ul>
          ) : null}
          {data.maySay ? (
            <div ref={opener}>
              <Button onPress={() => setOpen(true)}>{words('change')}</Button>
            </div>
          ) : null}
        </>
      ) : null}
    </section>
  )
}

type TickFormProps = { request: string; served: ServedItems; onClose: () => void }

function TickForm({ request, served, onClose }: TickFormProps) {
  const words = useOitItemsWords()
  const shared = useOitWords()
  const text = useText()
  const client = useQueryClient()
  const { office } = useSession()
  const { assessor, fiscalYear, items } = served
  // As it was when the form was opened: what somebody else ticks meanwhile is no change of this person's.
  const [before] = useState(() => items.filter(({ serves }) => serves).map(({ code }) => code))
  const [ticked, setTicked] = useState(before)
  const save = useMutation({
    mutationFn: () =>
      call('PATCH /api/requests/{id}/oit', {
        path: { id: request },
        body: {
          assessor,
          fiscalYear,
          add: ticked.filter((code) => !before.includes(code)),
          remove: before.filter((code) => !ticked.includes(code)),
        },
      }),
    onSuccess: async () => {
      void client.invalidateQueries({ queryKey: keys.oit(office.id) })
      await client.invalidateQueries({ queryKey: [...keys.request(request), 'oit'] })
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!save.isPending) save.mutate()
  }
  const wrong = fieldError(save.error, 'add', 'remove')
  return (
    <form className="choice-form" noValidate onSubmit={submit}>
      <OitListNotice list={served} />
      {items.length === 0 ? <p>{keepWords(words('noList'))}</p> : null}
      {items.length > 0 ? (
        <CheckboxList
          label={words('items')}
          value={ticked}
          onChange={setTicked}
          options={items.map(({ code, title }) => ({ id: code, label: `${code} ${title}` }))}
        />
      ) : null}
      {save.isError ? (
        <Message kind="danger" title={shared('notSaved')}>
          {text(wrong ?? messageOf(save.error))}
        </Message>
      ) : null}
      <div className="request-ways">
        {items.length > 0 ? (
          <Button type="submit" isPending={save.isPending}>
            {shared('save')}
          </Button>
        ) : null}
        <Button kind="quiet" onPress={onClose}>
          {shared('cancel')}
        </Button>
      </div>
    </form>
  )
}
