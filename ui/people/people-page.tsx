import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person } from '../../api/http/contract.ts'
import { Button } from '../lib/button.tsx'
import { EmptyState } from '../lib/empty-state.tsx'
import { Message } from '../lib/message.tsx'
import { Page } from '../lib/page.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { officeQuery, peopleQuery } from '../lib/queries.ts'
import { holdsRole, useSession } from '../lib/session.tsx'
import { Skeleton } from '../lib/skeleton.tsx'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { confirmationsQuery } from '../office/confirmations/confirmations-query.ts'
import { Waiting } from '../office/confirmations/waiting.tsx'
import { NewPersonDialog } from './new-person-dialog.tsx'
import { PersonItem } from './person-item.tsx'
import { useRoles } from './roles.ts'
import { usePeopleWords } from './words.ts'
import './people-page.css'

/** Who works in the office, and by which appointments they may do what. For its administrators. */
export function PeoplePage() {
  const words = usePeopleWords()
  const session = useSession()
  if (holdsRole(session, 'admin')) return <People office={session.office.id} />
  return (
    <Page title={words('title')}>
      <EmptyState title={words('onlyAdminTitle')}>{words('onlyAdmin')}</EmptyState>
    </Page>
  )
}

function People({ office }: { office: string }) {
  const words = usePeopleWords()
  const text = useText()
  const session = useSession()
  const people = useQuery(peopleQuery(office))
  const groups = useQuery(officeQuery(office)).data?.groups ?? []
  const roles = useRoles(office)
  const asked = useQuery(confirmationsQuery(office)).data?.confirmations ?? []
  const waiting = asked.filter(({ kind, mine }) => kind !== 'activation' && !mine)
  const [sought, setSought] = useState('')
  const [adding, setAdding] = useState(false)
  const [added, setAdded] = useState<Person | null>(null)
  const needle = sought.trim().toLowerCase()
  const found = (people.data?.people ?? []).filter((person) =>
    [person.name, person.position, person.username].some((part) => part.toLowerCase().includes(needle)),
  )
  return (
    <Page
      title={words('title')}
      lead={text(session.office.name)}
      action={
        <Button kind="primary" onPress={() => setAdding(true)}>
          {words('add')}
        </Button>
      }
    >
      <search>
        <TextInput label={words('search')} type="search" value={sought} onChange={setSought} />
      </search>
      {added ? (
        <Message kind="good" title={words('added', { name: added.name })}>
          {words('addedMore')}
        </Message>
      ) : null}
      {waiting.map((one) => (
        <Waiting key={one.id} confirmation={one} title={text(one.what)} />
      ))}
      {people.isPending ? <Skeleton shape="rows" lines={6} /> : null}
      {people.isError && !people.data ? (
        <ProblemMessage error={people.error} onRetry={() => void people.refetch()} />
      ) : null}
      {people.data ? (
        <div>
          <p className="people-count" role="status">
            {needle ? words('found', { count: found.length }) : words('count', { count: found.length })}
          </p>
          {found.length === 0 ? (
            <EmptyState title={words('noneFoundTitle')}>{words('noneFound')}</EmptyState>
          ) : (
            <ul className="people">
              {found.map((person) => (
                <li key={person.id}>
                  <PersonItem
                    person={person}
                    roles={roles}
                    groups={groups}
                    startsOpen={person.id === added?.id}
                  />
                </li>
              ))}
            </ul>
          )}
        </div>
      ) : null}
      <NewPersonDialog
        office={office}
        open={adding}
        onClose={() => setAdding(false)}
        onAdded={(person) => {
          setAdded(person)
          setSought(person.username)
        }}
      />
    </Page>
  )
}
