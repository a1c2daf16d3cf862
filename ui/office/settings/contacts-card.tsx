import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type SetStateAction, useState } from 'react'
import type { Answered } from '../../../api/http/operations.ts'
import { call } from '../../lib/api.ts'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { keys } from '../../lib/queries.ts'
import { SelectInput } from '../../lib/select-input.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { TextInput } from '../../lib/text-input.tsx'
import { useContactWords } from './contact-words.ts'
import { SavedForm, useSettings } from './saved-form.tsx'

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
  /** What was typed and is not saved, by group: it stays while one looks at another. */
  const [typed, setTyped] = useState<Record<string, Partial<Reached>>>({})
  if (contacts.isError && !contacts.data)
    return <ProblemMessage error={contacts.error} onRetry={() => void contacts.refetch()} />
  if (!contacts.data) return <Skeleton lines={4} />
  const all = contacts.data.contacts
  const contact = all.find(({ group }) => group === chosen) ?? all[0]
  const known = ({ telephone, email, place }: Contact) => `${telephone}${email}${place}` !== ''
  const typedIn = (group: string) => typed[group] ?? {}
  const noteOf = (one: Contact) => {
    if (Object.keys(typedIn(one.group)).length > 0) return ` (${words('unsaved')})`
    return known(one) ? '' : ` (${words('unknown')})`
  }
  return (
    <>
      <SelectInput
        label={words('whose')}
        value={contact?.group ?? ''}
        options={all.map((one) => ({
          id: one.group,
          label: `${text(one.name)}${noteOf(one)}`,
        }))}
        onChange={(group) => setChosen(group ?? '')}
      />
      {all.map((one) => (
        // Each stays while another is chosen, and with it what becomes of a save under way.
        <div key={one.group} hidden={one.group !== contact?.group}>
          <ContactForm
            office={office}
            contact={one}
            revision={contacts.data.revision}
            changes={typedIn(one.group)}
            setChanges={(next) =>
              setTyped((now) => {
                const own = now[one.group] ?? {}
                return { ...now, [one.group]: typeof next === 'function' ? next(own) : next }
              })
            }
          />
        </div>
      ))}
    </>
  )
}

type FormProps = {
  office: string
  contact: Contact
  revision: number
  changes: Partial<Reached>
  setChanges: (next: SetStateAction<Partial<Reached>>) => void
}

function ContactForm({ office, contact, revision, changes, setChanges }: FormProps) {
  const words = useContactWords()
  const client = useQueryClient()
  const queryKey = [...keys.office(office), 'contacts']
  const { change, save, send, wrong } = useSettings({
    revision,
    send: (sent: Partial<Reached>, ifMatch) =>
      call('PATCH /api/offices/{office}/contacts', {
        path: { office },
        body: { group: contact.group, ...sent },
        ifMatch,
      }),
    onConflict: () => void client.invalidateQueries({ queryKey }),
    onSaved: (changed) => {
      client.setQueryData(queryKey, changed)
      void client.invalidateQueries({ queryKey: keys.auditLog(office) })
    },
    kept: [changes, setChanges],
  })
  const { telephone, email, place }: Reached = { ...contact, ...changes }
  const named = wrong('telephone') ?? wrong('email') ?? wrong('place')
  return (
    <SavedForm save={save} onSave={send} words={words} named={named !== undefined}>
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
