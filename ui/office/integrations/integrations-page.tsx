import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Integration } from '../../../api/http/effects-contract.ts'
import { Button, ButtonLink } from '../../lib/button.tsx'
import { EmptyState } from '../../lib/empty-state.tsx'
import { Message } from '../../lib/message.tsx'
import { Modal } from '../../lib/modal.tsx'
import { Page } from '../../lib/page.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { holdsRole, useSession } from '../../lib/session.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { EffectsList } from './effects-list.tsx'
import { IntegrationForm } from './integration-form.tsx'
import { IntegrationItem } from './integration-item.tsx'
import { integrationsQuery } from './queries.ts'
import { SecretOnce } from './secret-once.tsx'
import { useIntegrationWords } from './words.ts'
import './integrations-page.css'

/** The other systems that the office tells of what it publishes, and what was sent to them. */
export function IntegrationsPage() {
  const words = useIntegrationWords()
  const text = useText()
  const session = useSession()
  const office = session.office.id
  const isAdmin = holdsRole(session, 'admin')
  const integrations = useQuery({ ...integrationsQuery(office), enabled: isAdmin })
  const [form, setForm] = useState<{ changed?: Integration } | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  if (!isAdmin)
    return (
      <Page title={words('title')}>
        <EmptyState
          title={words('adminsOnly')}
          action={<ButtonLink to="/office">{words('toOffice')}</ButtonLink>}
        >
          {words('adminsOnlyMore')}
        </EmptyState>
      </Page>
    )
  const all = integrations.data ?? []
  return (
    <Page
      title={words('title')}
      lead={text(session.office.name)}
      action={<Link to="/office/settings">{words('toSettings')}</Link>}
    >
      <Message>{words('off')}</Message>
      {integrations.isPending ? <Skeleton lines={4} /> : null}
      {integrations.isError && !integrations.data ? (
        <ProblemMessage error={integrations.error} onRetry={() => void integrations.refetch()} />
      ) : null}
      {integrations.data && all.length === 0 ? (
        <EmptyState title={words('emptyTitle')}>{words('empty')}</EmptyState>
      ) : null}
      {all.length > 0 ? (
        <ul className="integration-list">
          {all.map((one) => (
            <IntegrationItem
              key={one.id}
              office={office}
              integration={one}
              onChange={() => setForm({ changed: one })}
              onSecret={setSecret}
            />
          ))}
        </ul>
      ) : null}
      {integrations.data ? (
        <div>
          <Button kind={all.length === 0 ? 'primary' : 'secondary'} onPress={() => setForm({})}>
            {words('add')}
          </Button>
        </div>
      ) : null}
      {all.length > 0 ? (
        <section className="integration-card" aria-labelledby="effects">
          <h2 id="effects">{words('effects')}</h2>
          <p className="integration-muted">{words('effectsHelp')}</p>
          <EffectsList office={office} integrations={all} />
        </section>
      ) : null}
      <Modal
        title={words(form?.changed ? 'changeTitle' : 'addTitle')}
        open={form !== null}
        onClose={() => setForm(null)}
      >
        {form ? (
          <IntegrationForm
            office={office}
            {...(form.changed ? { changed: form.changed } : {})}
            onDone={(told) => {
              setForm(null)
              setSecret(told)
            }}
          />
        ) : null}
      </Modal>
      <SecretOnce secret={secret} onClose={() => setSecret(null)} />
    </Page>
  )
}
