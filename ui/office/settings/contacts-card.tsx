import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answered } from '../../../api/http/operations.ts'
import { call, fieldError } from '../../lib/api.ts'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { keys } from '../../lib/queries.ts'
import { SelectInput } from '../../lib/select-input.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { TextInput } from '../../lib/text-input.tsx'
import { useContactWords } from './contact-words.ts'
import { SavedForm, unsent } from './saved-form.tsx'

type Contact = Answered<'GET /api/offices/{office}/contacts'>['contacts'][number]
type Reached = Pick<Contact, 'telephone' | 'email' | 'place'>

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
  const [changes, setChanges] = useState<Partial<Reached>>({})
  const { telephone, email, place }: Reached = { ...contact, ...changes }
  const save = useMutation({
    mutationFn: (sent: Partial<Reached>) => {
      const { group, telephone, email, place } = { ...contact, ...sent }
      return call('PUT /api/offices/{office}/contacts', {
        path: { office },
        body: { group, telephone, email, place },
      })
    },
    onSuccess: (changed, sent) => {
      client.setQueryData([...keys.office(office), 'contacts'], changed)
      setChanges((now) => unsent(now, sent))
      void client.invalidateQueries({ queryKey: keys.officeLog(office) })
    },
  })
  const change = (part: Partial<Reached>) => {
    save.reset()
    setChanges({ ...changes, ...part })
  }
  const wrong = (field: string) => text(fieldError(save.error, field)) || undefined
  const named = wrong('telephone') ?? wrong('email') ?? wrong('place')
  return (
    <SavedForm save={save} onSave={() => save.mutate(changes)} words={words} named={named !== undefined}>
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
    </SavedForm>
  )
}
