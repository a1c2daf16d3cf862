import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person } from '../../api/http/contract.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { call, fieldError } from '../lib/api.ts'
import { Modal } from '../lib/modal.tsx'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { DialogForm } from './person-dialogs.tsx'
import { useRefreshPeople } from './use-person-change.ts'
import { usePeopleWords } from './words.ts'

/** Adds a person to the office; appointments come after. */
export function NewPersonDialog(props: {
  office: string
  open: boolean
  onClose: () => void
  onAdded: (person: Person) => void
}) {
  const words = usePeopleWords()
  return (
    <Modal title={words('addTitle')} open={props.open} onClose={props.onClose}>
      <NewPersonForm {...props} />
    </Modal>
  )
}

const empty = { name: '', position: '', username: '', password: '' }
type Given = typeof empty

type NewPersonFormProps = { office: string; onClose: () => void; onAdded: (person: Person) => void }

function NewPersonForm({ office, onClose, onAdded }: NewPersonFormProps) {
  const words = usePeopleWords()
  const text = useText()
  const refresh = useRefreshPeople(office)
  const [given, setGiven] = useState<Given>(empty)
  const [tried, setTried] = useState(false)
  const add = useMutation({
    mutationFn: () => call('POST /api/offices/{office}/people', { path: { office }, body: given }),
    onSuccess: async (person) => {
      // First, so that the list opens the new person as it appears.
      onAdded(person)
      await refresh()
      onClose()
    },
  })
  const problems: Partial<Record<keyof Given, string>> = {}
  if (isBlank(given.name)) problems.name = words('fillThis')
  if (!/^[a-zA-Z0-9][a-zA-Z0-9._-]{2,63}$/.test(given.username)) problems.username = words('usernameWrong')
  if (given.password.length < 12) problems.password = words('passwordShort')
  const field = (name: keyof Given) => ({
    value: given[name],
    onChange: (value: string) => setGiven({ ...given, [name]: value }),
    required: name !== 'position',
    error:
      (tried ? problems[name] : undefined) ??
      (text(fieldError(add.error, name, `body.${name}`)) || undefined),
  })
  return (
    <DialogForm
      onSubmit={() => {
        setTried(true)
        if (Object.keys(problems).length === 0) add.mutate()
      }}
      onClose={onClose}
      error={add.error}
      pending={add.isPending}
      label={words('add')}
    >
      <TextInput label={words('name')} autoFocus maxLength={200} {...field('name')} />
      <TextInput label={words('position')} maxLength={300} {...field('position')} />
      <TextInput label={words('username')} help={words('usernameHelp')} {...field('username')} />
      <TextInput
        label={words('password')}
        help={words('passwordHelp')}
        type="password"
        autoComplete="new-password"
        {...field('password')}
      />
    </DialogForm>
  )
}
