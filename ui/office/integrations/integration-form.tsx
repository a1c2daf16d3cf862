import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import {
  type Integration,
  type IntegrationKind,
  integrationKinds,
  isSite,
  publicationEvents,
} from '../../../api/http/effects-contract.ts'
import { isBlank } from '../../../machines/text/blank.ts'
import { call, fieldError } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { CheckboxList } from '../../lib/checkbox-input.tsx'
import { focusFirstInvalid } from '../../lib/focus-first-invalid.ts'
import { useCommonWords } from '../../lib/i18n/common.ts'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { SelectInput } from '../../lib/select-input.tsx'
import { useText } from '../../lib/text.ts'
import { TextInput } from '../../lib/text-input.tsx'
import { CategoriesField } from './categories-field.tsx'
import { useRefreshIntegrations } from './queries.ts'
import { useIntegrationWords } from './words.ts'

type FormProps = {
  office: string
  changed?: Integration
  /** With the secret of a webhook that is new. */
  onDone: (secret: string | null) => void
}

/** The form of a new integration, or of one that is changed. */
export function IntegrationForm({ office, changed, onDone }: FormProps) {
  const words = useIntegrationWords()
  const common = useCommonWords()
  const text = useText()
  const refresh = useRefreshIntegrations(office)
  const [kind, setKind] = useState<IntegrationKind>(changed?.kind ?? 'website')
  const [name, setName] = useState(changed?.name ?? '')
  const [url, setUrl] = useState(changed?.url ?? '')
  const [site, setSite] = useState(changed?.site ?? window.location.origin)
  const [events, setEvents] = useState<string[]>(changed?.events ?? [...publicationEvents])
  const [username, setUsername] = useState(changed?.username ?? '')
  const [password, setPassword] = useState('')
  const [categories, setCategories] = useState(changed?.categories ?? {})
  const [tried, setTried] = useState(false)
  const signsIn = isSite(kind)
  const save = useMutation({
    mutationFn: async () => {
      const chosen = {
        ...(kind === 'webhook' && { events: publicationEvents.filter((one) => events.includes(one)) }),
        ...(kind === 'wordpress' && { username }),
        ...(signsIn && { categories, ...(!isBlank(password) && { password }) }),
      }
      const body = { name, url: url.trim(), site, ...chosen }
      if (!changed)
        return (
          await call('POST /api/offices/{office}/integrations', { path: { office }, body: { kind, ...body } })
        ).secret
      const path = { office, id: changed.id }
      await call('PATCH /api/offices/{office}/integrations/{id}', { path, body })
      return null
    },
    onSuccess: async (secret) => {
      await refresh()
      onDone(secret)
    },
  })
  const lacksUser = kind === 'wordpress' && isBlank(username)
  const lacksPassword = signsIn && !changed && isBlank(password)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (isBlank(name) || isBlank(url) || lacksUser || lacksPassword) focusFirstInvalid(event.currentTarget)
    else if (!save.isPending) save.mutate()
  }
  const wrong = (field: string) => text(fieldError(save.error, field)) || undefined
  const named = wrong('name') ?? wrong('url') ?? wrong('site') ?? wrong('username') ?? wrong('password')
  return (
    <form className="integration-form" onSubmit={submit} noValidate>
      {save.isError && !named ? <ProblemMessage error={save.error} title={words('notSaved')} /> : null}
      {changed ? null : (
        <SelectInput
          label={words('kind')}
          help={words(`help_${kind}`)}
          value={kind}
          options={integrationKinds.map((id) => ({ id, label: words(`kind_${id}`) }))}
          onChange={(chosen) => setKind(chosen as IntegrationKind)}
          required
        />
      )}
      <TextInput
        label={words('name')}
        help={words('nameHelp')}
        value={name}
        onChange={setName}
        maxLength={100}
        required
        error={tried && isBlank(name) ? words('needsName') : wrong('name')}
      />
      <TextInput
        label={words('url')}
        help={words(`urlHelp_${kind}`)}
        type="url"
        value={url}
        onChange={setUrl}
        maxLength={2000}
        required
        error={tried && isBlank(url) ? words('needsUrl') : wrong('url')}
      />
      {kind === 'wordpress' ? (
        <TextInput
          label={words('username')}
          help={words('usernameHelp')}
          value={username}
          onChange={setUsername}
          maxLength={100}
          autoComplete="off"
          required
          error={tried && lacksUser ? words('needsUsername') : wrong('username')}
        />
      ) : null}
      {isSite(kind) ? (
        <TextInput
          label={words(`password_${kind}`)}
          help={words(changed ? 'passwordKept' : `passwordHelp_${kind}`)}
          type="password"
          value={password}
          onChange={setPassword}
          maxLength={500}
          autoComplete="off"
          required={!changed}
          error={tried && lacksPassword ? words('needsPassword') : wrong('password')}
        />
      ) : null}
      {signsIn && changed ? (
        <CategoriesField office={office} integration={changed} value={categories} onChange={setCategories} />
      ) : null}
      {kind === 'webhook' ? (
        <CheckboxList
          label={words('events')}
          value={events}
          onChange={setEvents}
          options={publicationEvents.map((id) => ({ id, label: words(`event_${id}`) }))}
        />
      ) : null}
      {kind === 'website' ? null : (
        <TextInput
          label={words('site')}
          help={words('siteHelp')}
          type="url"
          value={site}
          onChange={setSite}
          maxLength={2000}
          required
          error={wrong('site')}
        />
      )}
      <div className="modal-actions">
        <Button onPress={() => onDone(null)}>{common('cancel')}</Button>
        <Button kind="primary" type="submit" isPending={save.isPending}>
          {words('save')}
        </Button>
      </div>
    </form>
  )
}
