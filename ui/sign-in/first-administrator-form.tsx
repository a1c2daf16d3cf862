import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, fieldError } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { focusFirstInvalid } from '../lib/focus-first-invalid.ts'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { keys, officesQuery } from '../lib/queries.ts'
import { SelectInput } from '../lib/select-input.tsx'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { useSignInWords } from './words.ts'

const empty = { code: '', office: '', username: '', name: '', password: '' }
type Given = typeof empty

/** Makes the first administrator of a new installation, who proves by a one-time code to have its console. */
export function FirstAdministratorForm() {
  const words = useSignInWords()
  const text = useText()
  const client = useQueryClient()
  const offices = useQuery(officesQuery)
  const [given, setGiven] = useState<Given>(empty)
  const [tried, setTried] = useState(false)
  const create = useMutation({
    mutationFn: () => call('POST /api/first-administrator', { body: given }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.session })
      await client.invalidateQueries({ queryKey: keys.welcome })
    },
  })
  const problems: Partial<Record<keyof Given, string>> = {}
  for (const name of Object.keys(empty) as (keyof Given)[])
    if (!given[name].trim()) problems[name] = words('fillThis')
  if (given.password && given.password.length < 12) problems.password = words('passwordShort')
  if (given.username && !/^[a-zA-Z0-9][a-zA-Z0-9._-]{2,63}$/.test(given.username))
    problems.username = words('usernameWrong')
  const field = (name: keyof Given) => ({
    value: given[name],
    onChange: (value: string) => setGiven({ ...given, [name]: value }),
    required: true,
    error: (tried ? problems[name] : undefined) ?? (text(fieldError(create.error, name)) || undefined),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(problems).length === 0) create.mutate()
    else focusFirstInvalid(event.currentTarget)
  }
  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      {create.isError ? <ProblemMessage error={create.error} title={words('firstFailed')} /> : null}
      {offices.isError ? (
        <ProblemMessage error={offices.error} onRetry={() => void offices.refetch()} />
      ) : null}
      <TextInput
        label={words('code')}
        help={words('codeHelp')}
        autoComplete="one-time-code"
        {...field('code')}
      />
      <SelectInput
        label={words('office')}
        options={(offices.data?.offices ?? []).map((office) => ({ id: office.id, label: text(office.name) }))}
        {...field('office')}
        value={given.office || null}
      />
      <TextInput label={words('name')} autoComplete="name" {...field('name')} />
      <TextInput
        label={words('username')}
        help={words('usernameHelp')}
        autoComplete="username"
        {...field('username')}
      />
      <TextInput
        label={words('password')}
        help={words('passwordHelp')}
        type="password"
        autoComplete="new-password"
        {...field('password')}
      />
      <Button kind="primary" type="submit" isPending={create.isPending}>
        {words('createAdministrator')}
      </Button>
    </form>
  )
}
