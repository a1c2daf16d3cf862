import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { Office, Session } from '../../../api/http/contract.ts'
import { EmptyState } from '../../lib/empty-state.tsx'
import { keepWords } from '../../lib/keep-words.ts'
import { Page } from '../../lib/page.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { officeQuery, procedureQuery } from '../../lib/queries.ts'
import { SelectInput } from '../../lib/select-input.tsx'
import { useSession } from '../../lib/session.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { ContentEditor } from './content-editor.tsx'
import { ProcedureCards } from './procedure-cards.tsx'
import { useEditorWords } from './words.ts'
import './new-request-editor.css'

/** Chooses a procedure of the person's own office, where there are several, and fills its form. */
export function NewRequestEditor({ onCreated }: { onCreated: (id: string) => void }) {
  const words = useEditorWords()
  const session = useSession()
  const [query] = useSearchParams()
  // Kept, as the first save changes the address and with it the query.
  const [first, setFirst] = useState(query.get('procedure'))
  const named = query.get('procedure')
  if (named && named !== first) setFirst(named)
  const office = useQuery(officeQuery(session.office.id))
  const procedures = office.data?.procedures ?? []
  const chosen =
    procedures.find((each) => each.id === first) ?? (procedures.length === 1 ? procedures[0] : undefined)
  if (office.isError && !office.data)
    return (
      <Page title={words('newTitle')}>
        <ProblemMessage error={office.error} onRetry={() => void office.refetch()} />
      </Page>
    )
  if (!office.data)
    return (
      <Page title={words('newTitle')}>
        <Skeleton />
      </Page>
    )
  if (procedures.length === 0)
    return (
      <Page title={words('newTitle')}>
        <EmptyState title={words('noProcedureTitle')}>{words('noProcedure')}</EmptyState>
      </Page>
    )
  const groups = ownGroups(session, office.data.groups)
  if (groups.length === 0)
    return (
      <Page title={words('newTitle')}>
        <EmptyState title={words('noGroupTitle')}>{words('noGroup')}</EmptyState>
      </Page>
    )
  if (!chosen)
    return (
      <Page title={words('chooseTitle')} lead={words('chooseLead')}>
        <ProcedureCards procedures={procedures} categories={office.data.categories} />
      </Page>
    )
  return <ProcedureForm key={chosen.id} id={chosen.id} groups={groups} onCreated={onCreated} />
}

type ProcedureFormProps = {
  id: string
  groups: ReturnType<typeof ownGroups>
  onCreated: (id: string) => void
}

function ProcedureForm({ id, groups, onCreated }: ProcedureFormProps) {
  const words = useEditorWords()
  const text = useText()
  const navigate = useNavigate()
  const procedure = useQuery(procedureQuery(id))
  const [group, setGroup] = useState(groups[0]?.id ?? '')
  const [begun, setBegun] = useState(false)
  if (!procedure.data)
    return (
      <Page title={words('newTitle')}>
        {procedure.isError ? (
          <ProblemMessage error={procedure.error} onRetry={() => void procedure.refetch()} />
        ) : (
          <Skeleton />
        )}
      </Page>
    )
  const { order, title } = procedure.data
  const ownGroup = groups.find((each) => each.id === group)
  return (
    <Page title={words('newTitle')} lead={text(title)}>
      <p className="order-note">
        {keepWords(
          `${words('followsDocument', { document: text(order.document) })}${order.number ? ` ${order.number}` : ''}`,
        )}{' '}
        · <Link to={`/office/procedures/${encodeURIComponent(id)}`}>{keepWords(words('seeProcedure'))}</Link>
        {groups.length === 1 || begun ? (
          <>
            <br />
            {keepWords(words('groupOf', { group: text(ownGroup?.name) }))}
          </>
        ) : null}
      </p>
      {groups.length > 1 && !begun ? (
        <SelectInput
          label={words('group')}
          help={words('groupHelp')}
          value={group}
          onChange={setGroup}
          options={groups.map((each) => ({ id: each.id, label: text(each.name) }))}
        />
      ) : null}
      <ContentEditor
        procedure={procedure.data}
        request={null}
        group={group}
        onCreated={(newId) => {
          setBegun(true)
          onCreated(newId)
        }}
        onDone={(newId) => navigate(`/requests/${encodeURIComponent(newId)}`)}
        onPreview={(newId) => navigate(`/requests/${encodeURIComponent(newId)}/preview?of=newest`)}
        doneLabel={words('done')}
      />
    </Page>
  )
}

/** The groups that a person belongs to in their own office; the one where they are an officer comes first. */
function ownGroups(session: Session, groups: Office['groups']): Office['groups'] {
  const held = session.person.appointments.filter(
    ({ office, group }) => office === session.office.id && group !== null,
  )
  const home = held.find(({ role }) => role === 'officer')?.group
  const own = groups.filter(({ id }) => held.some(({ group }) => group === id))
  return [...own.filter(({ id }) => id === home), ...own.filter(({ id }) => id !== home)]
}
