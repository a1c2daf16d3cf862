import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, fieldError } from '../lib/api.ts'
import { Button, ButtonLink } from '../lib/button.tsx'
import { focusFirstInvalid } from '../lib/focus-first-invalid.ts'
import { Message } from '../lib/message.tsx'
import { Page } from '../lib/page.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { useSession } from '../lib/session.tsx'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { usePasswordWords } from './password-words.ts'
import './password-page.css'

const empty = { current: '', next: '', again: '' }
type Given = typeof empty

/** Changes the signed-in person's own password. */
export function PasswordPage() {
  const words = usePasswordWords()
  const [done, setDone] = useState(false)
  return (
    <Page title={words('title')} lead={words('lead')}>
      {done ? (
        <Message
          kind="good"
          title={words('done')}
          actions={<ButtonLink to="/">{words('toInbox')}</ButtonLink>}
        >
          {words('doneMore')}
        </Message>
      ) : (
        <PasswordForm onDone={() => setDone(true)} />
      )}
    </Page>
  )
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const words = usePasswordWords()
  const text = useText()
  const { person } = useSession()
  const [given, setGiven] = useState<Given>(empty)
  const [tried, setTried] = useState(false)
  const change = useMutation({
    mutationFn: () =>
      call('POST /api/session/password', { body: { current: given.current, next: given.next } }),
    onSuccess: onDone,
  })
  const problems: Partial<Record<keyof Given, string>> = {}
  if (!given.current) problems.current = words('fillCurrent')
  if (given.next.length < 12) problems.next = words('short')
  else if (given.again !== given.next) problems.again = words('differs')
  const field = (name: keyof Given) => ({
    value: given[name],
    onChange: (value: string) => setGiven({ ...given, [name]: value }),
    type: 'password' as const,
    required: true,
    error: (tried ? problems[name] : undefined) ?? (text(fieldError(change.error, name)) || undefined),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    setTried(true)
    if (Object.keys(problems).length === 0)
      change.mutate(undefined, { onError: () => focusFirstInvalid(form) })
    else focusFirstInvalid(form)
  }
  const atField = fieldError(change.error, 'current', 'next') !== undefined
  return (
    <form className="password-form" onSubmit={submit} noValidate>
      {change.isError && !atField ? <ProblemMessage error={change.error} title={words('failed')} /> : null}
      {/* For the browser's own keeper of passwords: it has to know whose this is. */}
      <input type="hidden" name="username" autoComplete="username" value={person.username} />
      <TextInput label={words('current')} autoComplete="current-password" {...field('current')} />
      <TextInput
        label={words('next')}
        help={words('nextHelp')}
        autoComplete="new-password"
        {...field('next')}
      />
      <TextInput label={words('again')} autoComplete="new-password" {...field('again')} />
      <div>
        <Button kind="primary" type="submit" isPending={change.isPending}>
          {words('change')}
        </Button>
      </div>
    </form>
  )
}
