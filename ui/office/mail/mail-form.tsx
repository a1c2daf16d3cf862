import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { type MailSettings, type OfficeMail, securities } from '../../../api/http/mail-contract.ts'
import { isBlank } from '../../../machines/text/blank.ts'
import { call, fieldError } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { CheckboxInput } from '../../lib/checkbox-input.tsx'
import { focusFirstInvalid } from '../../lib/focus-first-invalid.ts'
import { Message } from '../../lib/message.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { keys } from '../../lib/queries.ts'
import { SelectInput } from '../../lib/select-input.tsx'
import { useText } from '../../lib/text.ts'
import { TextInput } from '../../lib/text-input.tsx'
import { officeMailQuery } from './queries.ts'
import { useMailWords } from './words.ts'

type Props = { office: string; mail: OfficeMail; officeName: string }
type TextField =
  | 'host'
  | 'port'
  | 'username'
  | 'password'
  | 'fromName'
  | 'fromAddress'
  | 'digestAt'
  | 'quietFrom'
  | 'quietUntil'
const times = ['digestAt', 'quietFrom', 'quietUntil'] as const

/** The mail server, the sender and the times; and a test of what is saved. */
export function MailForm({ office, mail, officeName }: Props) {
  const words = useMailWords()
  const text = useText()
  const client = useQueryClient()
  const [given, setGiven] = useState<Record<TextField, string>>({
    host: mail.host,
    port: String(mail.port),
    username: mail.username,
    password: '',
    fromName: mail.fromName || officeName,
    fromAddress: mail.fromAddress,
    digestAt: mail.digestAt,
    quietFrom: mail.quietFrom,
    quietUntil: mail.quietUntil,
  })
  const [security, setSecurity] = useState(mail.security)
  const [workingDaysOnly, setWorkingDaysOnly] = useState(mail.workingDaysOnly)
  const ref = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  const put = (body: MailSettings) => call('PUT /api/offices/{office}/mail', { path: { office }, body })
  const isSaved = (saved: OfficeMail) => {
    client.setQueryData(officeMailQuery(office).queryKey, saved)
    void client.invalidateQueries({ queryKey: officeMailQuery(office).queryKey })
    void client.invalidateQueries({ queryKey: keys.auditLog(office) })
  }
  const save = useMutation({
    mutationFn: (enabled: boolean) => {
      const { port, password, ...rest } = given
      return put({
        ...rest,
        enabled,
        port: Number(port),
        security,
        workingDaysOnly,
        // Whoever takes the user away takes the password with it.
        ...(password !== '' ? { password } : isBlank(rest.username) && { password: '' }),
      })
    },
    onSuccess: (saved) => {
      setGiven((now) => ({ ...now, password: '' }))
      isSaved(saved)
    },
  })
  // As it is saved: what stands half typed in the form is neither checked nor kept by it.
  const turnOff = useMutation({
    mutationFn: () => {
      const { integration, hasPassword, link, waiting, ...saved } = mail
      return put({ ...saved, enabled: false })
    },
    onSuccess: isSaved,
  })
  const test = useMutation({
    mutationFn: () => call('POST /api/offices/{office}/mail/test', { path: { office } }),
  })
  const problems: Partial<Record<TextField, string>> = {}
  for (const name of ['host', 'fromName', 'fromAddress'] as const)
    if (isBlank(given[name])) problems[name] = words('fillThis')
  if (!/^\d{1,5}$/.test(given.port) || Number(given.port) < 1 || Number(given.port) > 65535)
    problems.port = words('badPort')
  for (const name of times)
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(given[name])) problems[name] = words('badTime')
  const named = fieldError(save.error, ...(Object.keys(given) as TextField[])) !== undefined
  const field = (name: TextField) => ({
    label: words(name),
    value: given[name],
    onChange: (value: string) => setGiven({ ...given, [name]: value }),
    required: name !== 'username' && name !== 'password',
    error: (tried ? problems[name] : undefined) ?? (text(fieldError(save.error, name)) || undefined),
  })
  const send = (enabled: boolean) => {
    const form = ref.current
    setTried(true)
    test.reset()
    turnOff.reset()
    if (Object.keys(problems).length === 0)
      save.mutate(enabled, { onError: () => form && focusFirstInvalid(form) })
    else if (form) focusFirstInvalid(form)
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    send(true)
  }
  return (
    <form ref={ref} className="mail-form" onSubmit={submit} noValidate>
      <section className="mail-part" aria-labelledby="mail-server">
        <h2 id="mail-server">{words('server')}</h2>
        <TextInput {...field('host')} help={words('hostHelp')} maxLength={253} />
        <SelectInput
          label={words('security')}
          value={security}
          options={securities.map((id) => ({ id, label: words(`security_${id}`) }))}
          onChange={(chosen) => setSecurity(chosen as typeof security)}
        />
        <TextInput {...field('port')} maxLength={5} />
        <TextInput {...field('username')} help={words('usernameHelp')} maxLength={200} autoComplete="off" />
        <TextInput
          {...field('password')}
          type="password"
          autoComplete="new-password"
          {...(mail.hasPassword && { help: words('passwordKept') })}
        />
      </section>
      <section className="mail-part" aria-labelledby="mail-sender">
        <h2 id="mail-sender">{words('sender')}</h2>
        <TextInput {...field('fromName')} maxLength={100} />
        <TextInput {...field('fromAddress')} maxLength={254} />
      </section>
      <section className="mail-part" aria-labelledby="mail-times">
        <h2 id="mail-times">{words('times')}</h2>
        <TextInput {...field('digestAt')} maxLength={5} />
        <TextInput {...field('quietFrom')} maxLength={5} help={words('quietHelp')} />
        <TextInput {...field('quietUntil')} maxLength={5} />
        <CheckboxInput checked={workingDaysOnly} onChange={setWorkingDaysOnly}>
          {words('workingDaysOnly')}
        </CheckboxInput>
      </section>
      {save.isError && !named ? <ProblemMessage error={save.error} title={words('notSaved')} /> : null}
      {turnOff.isError ? <ProblemMessage error={turnOff.error} title={words('notTurnedOff')} /> : null}
      {save.isSuccess && !turnOff.isSuccess ? <Message kind="good" title={words('saved')} /> : null}
      {test.isError ? <ProblemMessage error={test.error} title={words('testFailed')} /> : null}
      {test.data ? (
        <Message
          kind={test.data.ok ? 'good' : 'warning'}
          title={test.data.ok ? text(test.data.message) : words('testFailed')}
        >
          {test.data.ok ? null : text(test.data.message)}
        </Message>
      ) : null}
      <div className="mail-actions">
        <Button kind="primary" type="submit" isPending={save.isPending}>
          {words(mail.enabled ? 'save' : 'saveAndTurnOn')}
        </Button>
        {mail.enabled ? null : (
          <Button onPress={() => send(false)} isPending={save.isPending}>
            {words('save')}
          </Button>
        )}
        {mail.integration === null ? null : (
          <Button onPress={() => test.mutate()} isPending={test.isPending}>
            {words('test')}
          </Button>
        )}
        {mail.enabled ? (
          <Button onPress={() => turnOff.mutate()} isPending={turnOff.isPending}>
            {words('turnOff')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}
