import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, fieldError } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { focusFirstInvalid } from '../lib/focus-first-invalid.ts'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import type { useSignIn } from './use-sign-in.ts'
import { useSignInWords } from './words.ts'

const empty = { username: '', code: '', password: '' }

type PasswordByCodeProps = { signIn: ReturnType<typeof useSignIn>; onLeave: () => void }

/** Sets a password of one's own by the one-time code that was handed over, then signs in with it. */
export function PasswordByCodeForm({ signIn, onLeave }: PasswordByCodeProps) {
  const words = useSignInWords()
  const text = useText()
  const [given, setGiven] = useState(empty)
  const [tried, setTried] = useState(false)
  const set = useMutation({
    mutationFn: () => call('POST /api/password-by-code', { body: given }),
    onSuccess: () => signIn.mutate({ username: given.username, password: given.password }),
  })
  const problems: Partial<Record<keyof typeof empty, string>> = {}
  for (const name of ['username', 'code', 'password'] as const)
    if (!given[name].trim()) problems[name] = words('fillThis')
  if (given.password && given.password.length < 12) problems.password = words('passwordShort')
  const field = (name: keyof typeof empty) => ({
    value: given[name],
    onChange: (value: string) => setGiven({ ...given, [name]: name === 'password' ? value : value.trim() }),
    required: true,
    error: (tried ? problems[name] : undefined) ?? (text(fieldError(set.error, name)) || undefined),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(problems).length === 0) set.mutate()
    else focusFirstInvalid(event.currentTarget)
  }
  const error = set.error ?? signIn.error
  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      {error ? <ProblemMessage error={error} title={words('notSet')} /> : null}
      <TextInput label={words('username')} autoComplete="username" autoFocus {...field('username')} />
      <TextInput
        label={words('code')}
        help={words('handedCode')}
        autoComplete="one-time-code"
        {...field('code')}
      />
      <TextInput
        label={words('newPassword')}
        help={words('passwordHelp')}
        type="password"
        autoComplete="new-password"
        {...field('password')}
      />
      <Button kind="primary" type="submit" isPending={set.isPending || signIn.isPending}>
        {words('setPassword')}
      </Button>
      <Button kind="quiet" onPress={onLeave}>
        {words('backToSignIn')}
      </Button>
    </form>
  )
}
