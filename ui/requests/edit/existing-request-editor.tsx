import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { Text } from '../../../machines/procedure/procedure.ts'
import { ButtonLink } from '../../lib/button.tsx'
import { Message } from '../../lib/message.tsx'
import { Page } from '../../lib/page.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { historyQuery, procedureQuery, requestQuery } from '../../lib/queries.ts'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { ReturnedNotice } from '../said.tsx'
import { ContentEditor } from './content-editor.tsx'
import { useEditorWords } from './words.ts'

/** Whoever copied a request comes here: what to look at, and what did not come along. */
function CopiedNotice() {
  const words = useEditorWords()
  const text = useText()
  const { state } = useLocation()
  const leftOut = (state as { copied?: Text[] } | null)?.copied
  if (!leftOut) return null
  return (
    <Message kind="good" title={words('copied')}>
      <p>{words('copiedHelp')}</p>
      {leftOut.length > 0 ? (
        <>
          <p>{words('copiedWithout')}</p>
          <ul>
            {leftOut.map((each) => (
              <li key={each.en}>{text(each)}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Message>
  )
}

/** Goes on with the content of a request, on the form of the procedure version that it started on. */
export function ExistingRequestEditor({ id }: { id: string }) {
  const words = useEditorWords()
  const navigate = useNavigate()
  // The editor reads the request once, so it must be the one of now.
  const request = useQuery({ ...requestQuery(id), refetchOnMount: 'always' })
  const fresh = request.isFetchedAfterMount ? request.data : undefined
  const procedure = useQuery({
    ...procedureQuery(fresh?.procedure ?? '', fresh?.version ?? 0),
    enabled: fresh !== undefined,
  })
  // Why it came back stands above the form: read after the first words, it would be read too late.
  const history = useQuery({ ...historyQuery(id), refetchOnMount: 'always' })
  const to = `/requests/${encodeURIComponent(id)}`
  const error = request.error ?? procedure.error
  // Once begun, the editor stays: if the request moves on meanwhile, what is typed must not vanish with the form.
  const [begun, setBegun] = useState(false)
  if (!begun && fresh?.editable) setBegun(true)
  return (
    <Page title={words('editTitle')} lead={fresh?.title}>
      {error && !(fresh && procedure.data) ? (
        <ProblemMessage
          error={error}
          onRetry={() => void (request.isError ? request.refetch() : procedure.refetch())}
        />
      ) : null}
      {!error && !(fresh && procedure.data && !history.isPending) ? <Skeleton /> : null}
      {fresh && procedure.data && !begun ? (
        <Message
          kind="warning"
          title={words('notEditableTitle')}
          actions={<ButtonLink to={to}>{words('toRequest')}</ButtonLink>}
        >
          {words('notEditable')}
        </Message>
      ) : null}
      {begun ? <CopiedNotice /> : null}
      {fresh && history.data ? (
        <ReturnedNotice request={fresh} procedure={procedure.data} events={history.data.events} inEditor />
      ) : null}
      {fresh && procedure.data && begun && !history.isPending ? (
        <ContentEditor
          procedure={procedure.data}
          request={fresh}
          doneLabel={words('doneEdit')}
          onDone={() => navigate(to)}
          onPreview={() => navigate(`${to}/preview?of=newest`)}
        />
      ) : null}
    </Page>
  )
}
