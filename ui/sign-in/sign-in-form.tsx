import { type FormEvent, useState } from 'react'
import { Button } from '../lib/button.tsx'
import { focusFirstInvalid } from '../lib/focus-first-invalid.ts'
import { keepWords } from '../lib/keep-words.ts'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { TextInput } from '../lib/text-input.tsx'
import type { useSignIn } from './use-sign-in.ts'
import { useSignInWords } from './words.ts'

/** Username and password. */
export function SignInForm(props: { signIn: ReturnType<typeof useSignIn>; onCode: () => void }) {
  const { signIn, onCode } = props
  const words = useSignInWords()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (username.trim() && password) signIn.mutate({ username: username.trim(), password })
    else focusFirstInvalid(event.currentTarget)
  }
  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      {signIn.isError ? <ProblemMessage error={signIn.error} title={words('failed')} /> : null}
      <TextInput
        label={words('username')}
        name="username"
        autoComplete="username"
        required
        autoFocus
        value={username}
        onChange={setUsername}
        error={tried && !username.trim() ? words('fillUsername') : undefined}
      />
      <TextInput
        label={words('password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
        error={tried && !password ? words('fillPassword') : undefined}
      />
      <Button kind="primary" type="submit" isPending={signIn.isPending}>
        {signIn.isPending ? words('signingIn') : words('signIn')}
      </Button>
      <p>{keepWords(words('forgotten'))}</p>
      <Button kind="quiet" onPress={onCode}>
        {words('haveCode')}
      </Button>
    </form>
  )
}
