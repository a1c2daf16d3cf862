import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProcedureView, RequestView } from '../../api/http/contract.ts'
import { countUnreadable } from '../../machines/text/unreadable.ts'
import { Button, ButtonLink } from '../lib/button.tsx'
import { useNumber } from '../lib/digits.ts'
import { keepWords } from '../lib/keep-words.ts'
import { Message } from '../lib/message.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { contentRevisionsQuery } from '../lib/queries.ts'
import { useSession } from '../lib/session.tsx'
import { Skeleton } from '../lib/skeleton.tsx'
import { useText } from '../lib/text.ts'
import { Moment } from '../lib/time.tsx'
import { ContentComparison } from './content-comparison.tsx'
import { FieldValue, isEmptyValue } from './field-value.tsx'
import { useRequestWords } from './words.ts'

type ContentProps = { request: RequestView; procedure: ProcedureView | undefined }

/** What the request says, field by field, in its present revision; or what differs from an earlier one. */
export function Content({ request, procedure }: ContentProps) {
  const words = useRequestWords()
  const { person } = useSession()
  const [comparedWith, setComparedWith] = useState<number | null>(null)
  const revisions = useQuery({ ...contentRevisionsQuery(request.id), enabled: request.contentRevision > 1 })
  const now = revisions.data?.revisions.find(({ revision }) => revision === request.contentRevision)
  const before = revisions.data?.revisions.find(({ revision }) => revision === comparedWith)
  const others = (revisions.data?.revisions ?? []).filter(
    ({ revision }) => revision < request.contentRevision,
  )
  const number = useNumber()
  const unreadable = countUnreadable(request.content)
  const mayEdit =
    request.editable &&
    (request.owner.id === person.id || person.appointments.some(({ group }) => group === request.group))
  return (
    <section className="request-card request-content" aria-labelledby="content-heading">
      <div className="request-card-head">
        <h2 id="content-heading">
          {words('content')} <small>{words('revision', { number: request.contentRevision })}</small>
        </h2>
        {mayEdit ? (
          <ButtonLink to={`/requests/${encodeURIComponent(request.id)}/edit`}>{words('edit')}</ButtonLink>
        ) : null}
      </div>
      {now ? (
        <p className="request-muted">
          {words('byOn', { who: now.by })} <Moment at={now.at} />
        </p>
      ) : null}
      {request.frozenRevision > 0 && request.frozenRevision < request.contentRevision ? (
        <p className="request-muted">{words('notSubmitted', { number: request.frozenRevision })}</p>
      ) : null}
      {others.length > 0 ? (
        <div className="content-compare">
          {before ? (
            <Button kind="quiet" onPress={() => setComparedWith(null)}>
              {words('stopComparing')}
            </Button>
          ) : null}
          {/* The last few are what anyone asks for; of many, the first is kept as well. */}
          {[...others.slice(-3), ...(others.length > 3 ? others.slice(0, 1) : [])]
            .filter(({ revision }) => revision !== comparedWith)
            .map(({ revision }) => (
              <Button key={revision} kind="quiet" onPress={() => setComparedWith(revision)}>
                {words('compareWith', { number: revision })}
              </Button>
            ))}
        </div>
      ) : null}
      {unreadable > 0 ? (
        <Message kind="warning">{words('unreadable', { number: number(unreadable) })}</Message>
      ) : null}
      {!procedure ? <Skeleton lines={6} /> : null}
      {procedure && before && now ? (
        <ContentComparison procedure={procedure} before={before} now={now} />
      ) : procedure ? (
        <Fields request={request} procedure={procedure} mustFill={mayEdit} />
      ) : null}
      {revisions.isError ? (
        <ProblemMessage error={revisions.error} onRetry={() => void revisions.refetch()} />
      ) : null}
    </section>
  )
}

type FieldsProps = { request: RequestView; procedure: ProcedureView; mustFill: boolean }

function Fields({ request, procedure, mustFill }: FieldsProps) {
  const words = useRequestWords()
  const text = useText()
  // The heading of the page is the title already.
  const fields = procedure.form.filter(({ name }) => name !== 'title')
  return (
    <dl className="content-fields">
      {fields.map((field) => (
        <div key={field.name}>
          <dt>{keepWords(text(field.title))}</dt>
          <dd>
            {mustFill && field.required && isEmptyValue(request.content[field.name]) ? (
              <p className="content-needed">{words('needed')}</p>
            ) : (
              <FieldValue
                field={field}
                // The kind into which it was put, as the public sees it.
                value={(field.type === 'category' && request.category) || request.content[field.name]}
                categories={procedure.categories}
              />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
