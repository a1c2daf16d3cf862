import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Answered } from '../../../api/http/operations.ts'
import { call, fieldError, messageOf } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { Message } from '../../lib/message.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { keys } from '../../lib/queries.ts'
import { SelectInput } from '../../lib/select-input.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { TextInput } from '../../lib/text-input.tsx'
import { useContactWords } from './contact-words.ts'

type Contact = Answered<'GET /api/offices/{office}/contacts'>['contacts'][number]

/** How the public reaches the groups of the office; each public page says that of the group that owns the item. */
export function ContactsCard({ office }: { office: string }) {
  const words = useContactWords()
  const text = useText()
  const contacts = useQuery({
    queryKey: [...keys.office(office), 'contacts'],
    queryFn: ({ signal }) => call('GET /api/offices/{office}/contacts', { path: { office }, signal }),
  })
  const [chosen, setChosen] = useState('')
  if (contacts.isError && !contacts.data)
    return <ProblemMessage error={contacts.error} onRetry={() => void contacts.refetch()} />
  if (!contacts.data) return <Skeleton lines={4} />
  const all = contacts.data.contacts
  const contact = all.find(({ group }) => group === chosen) ?? all[0]
  const known = ({ telephone, email, place }: Contact) => `${telephone}${email}${place}` !== ''
  return (
    <>
      <SelectInput
        label={words('whose')}
        value={contact?.group ?? ''}
        options={all.map((one) => ({
          id: one.group,
          label: `${text(one.name)}${known(one) ? '' : ` (${words('unknown')})`}`,
        }))}
        onChange={(group) => setChosen(group ?? '')}
      />
      {contact ? <ContactForm key={contact.group} office={office} contact={contact} /> : null}
    </>
  )
}

function ContactForm({ office, contact }: { office: string; contact: Contact }) {
  const words = useContactWords()
  const text = useText()
  const client = useQueryClient()
  const [changes, setChanges] = useState<Partial<Contact>>({})
  const { telephone, email, place } = { ...contact, ...changes }
  const save = useMutation({
    mutationFn: () =>
      call('PUT /api/offices/{office}/contacts', {
        path: { office },
        body: { group: contact.group, telephone, email, place },
      }),
    onSuccess: (changed) => {
      client.setQueryData([...keys.office(office), 'contacts'], changed)
      setChanges({})
      void client.invalidateQueries({ queryKey: keys.officeLog(office) })
    },
  })
  const change = (part: Partial<Contact>) => {
    save.reset()
    setChanges({ ...changes, ...part })
  }
  const wrong = (field: string) => text(fieldError(save.error, field)) || undefined
  const named = wrong('telephone') ?? wrong('email') ?? wrong('place')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!save.isPending) save.mutate()
  }
  return (
    <form className="settings-form" noValidate onSubmit={submit}>
      <TextInput
        label={words('telephone')}
        help={words('telephoneHelp')}
        maxLength={100}
        required={false}
        value={telephone}
        onChange={(value) => change({ telephone: value })}
        error={wrong('telephone')}
      />
      <TextInput
        label={words('email')}
        help={words('emailHelp')}
        maxLength={254}
        required={false}
        value={email}
        onChange={(value) => change({ email: value })}
        error={wrong('email')}
      />
      <TextInput
        label={words('place')}
        maxLength={300}
        required={false}
        value={place}
        onChange={(value) => change({ place: value })}
        error={wrong('place')}
      />
      {save.isError && !named ? (
        <Message kind="danger" title={words('notSaved')}>
          {text(messageOf(save.error))}
        </Message>
      ) : null}
      {save.isSuccess ? <Message kind="good">{words('saved')}</Message> : null}
      <div>
        <Button type="submit" isPending={save.isPending}>
          {words('save')}
        </Button>
      </div>
    </form>
  )
}
