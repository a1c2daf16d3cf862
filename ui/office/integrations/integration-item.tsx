import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Integration, isSite } from '../../../api/http/effects-contract.ts'
import { call } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { useCommonWords } from '../../lib/i18n/common.ts'
import { keepWords } from '../../lib/keep-words.ts'
import { Message } from '../../lib/message.tsx'
import { Modal } from '../../lib/modal.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { useText } from '../../lib/text.ts'
import { existingQuery, useRefreshIntegrations } from './queries.ts'
import { useIntegrationWords } from './words.ts'

type ItemProps = {
  office: string
  integration: Integration
  onChange: () => void
  onSecret: (secret: string) => void
}

/** One integration: whether it is on, what waits, and what an administrator can do with it. */
export function IntegrationItem({ office, integration, onChange, onSecret }: ItemProps) {
  const words = useIntegrationWords()
  const common = useCommonWords()
  const text = useText()
  const refresh = useRefreshIntegrations(office)
  const [asked, setAsked] = useState<'remove' | 'renew' | null>(null)
  const { id, kind, name, url, enabled, waiting, dead } = integration
  const path = { office, id }
  const turn = useMutation({
    mutationFn: () =>
      call('PATCH /api/offices/{office}/integrations/{id}', { path, body: { enabled: !enabled } }),
    onSuccess: refresh,
  })
  const test = useMutation({
    mutationFn: () => call('POST /api/offices/{office}/integrations/{id}/test', { path }),
    onSuccess: refresh,
  })
  const remove = useMutation({
    mutationFn: () => call('DELETE /api/offices/{office}/integrations/{id}', { path }),
    onSuccess: refresh,
  })
  const renew = useMutation({
    mutationFn: () => call('POST /api/offices/{office}/integrations/{id}/secret', { path }),
    onSuccess: async ({ secret }) => {
      setAsked(null)
      onSecret(secret)
      await refresh()
    },
  })
  const takesItems = enabled && isSite(kind)
  const existing = useQuery({ ...existingQuery(office, id), enabled: takesItems })
  const sendExisting = useMutation({
    mutationFn: () => call('POST /api/offices/{office}/integrations/{id}/existing', { path }),
    onSuccess: refresh,
  })
  const answer = asked === 'remove' ? remove : renew
  return (
    <li className="integration-card">
      <div className="integration-head">
        <div>
          <h2>{keepWords(name)}</h2>
          <p className="integration-muted">
            {words(`kind_${kind}`)} · <span className="integration-url">{url}</span>
          </p>
        </div>
        <p className="integration-state" data-on={enabled}>
          {words(enabled ? 'isOn' : 'isOff')}
        </p>
      </div>
      {waiting > 0 || dead > 0 ? (
        <p className="integration-muted">
          {[
            waiting > 0 ? words('waiting', { count: waiting }) : '',
            dead > 0 ? words('dead', { count: dead }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      ) : null}
      {test.data ? (
        <Message
          kind={test.data.ok ? 'good' : 'warning'}
          title={words(test.data.ok ? 'testOk' : 'testNotOk')}
        >
          {text(test.data.message)}
        </Message>
      ) : null}
      {takesItems && existing.data && existing.data.count > 0 ? (
        <Message
          title={words('existing', { count: existing.data.count })}
          actions={
            <Button isPending={sendExisting.isPending} onPress={() => sendExisting.mutate()}>
              {words('sendExisting')}
            </Button>
          }
        >
          {words('existingHelp')}
        </Message>
      ) : null}
      {[turn, test, sendExisting].map(({ error }) =>
        error ? <ProblemMessage key={error.message} error={error} title={words('notDone')} /> : null,
      )}
      <div className="integration-actions">
        <Button
          kind={enabled ? 'secondary' : 'primary'}
          isPending={turn.isPending}
          onPress={() => turn.mutate()}
        >
          {words(enabled ? 'turnOff' : 'turnOn')}
        </Button>
        <Button isPending={test.isPending} onPress={() => test.mutate()}>
          {words('test')}
        </Button>
        <Button kind="quiet" onPress={onChange}>
          {words('change')}
        </Button>
        {kind === 'webhook' ? (
          <Button kind="quiet" onPress={() => setAsked('renew')}>
            {words('renew')}
          </Button>
        ) : null}
        <Button kind="quiet" onPress={() => setAsked('remove')}>
          {words('remove')}
        </Button>
      </div>
      <Modal
        title={words(asked === 'renew' ? 'renewTitle' : 'removeTitle', { name })}
        open={asked !== null}
        onClose={() => setAsked(null)}
      >
        <p>{keepWords(words(asked === 'renew' ? 'renewHelp' : 'removeHelp'))}</p>
        {answer.isError ? <ProblemMessage error={answer.error} title={words('notDone')} /> : null}
        <div className="modal-actions">
          <Button onPress={() => setAsked(null)}>{common('cancel')}</Button>
          <Button
            kind={asked === 'renew' ? 'primary' : 'danger'}
            isPending={answer.isPending}
            onPress={() => answer.mutate()}
          >
            {words(asked === 'renew' ? 'renew' : 'removeNow')}
          </Button>
        </div>
      </Modal>
    </li>
  )
}
