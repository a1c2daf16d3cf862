import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { ButtonLink } from '../../lib/button.tsx'
import { EmptyState } from '../../lib/empty-state.tsx'
import { Page } from '../../lib/page.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { officeQuery, siteQuery } from '../../lib/queries.ts'
import { holdsRole, useSession } from '../../lib/session.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { AuditLogList } from './audit-log-list.tsx'
import { useContactWords } from './contact-words.ts'
import { ContactsCard } from './contacts-card.tsx'
import { FilingForm } from './filing-form.tsx'
import { useFilingWords } from './filing-words.ts'
import { useHolidayWords } from './holiday-words.ts'
import { HolidaysCard } from './holidays-card.tsx'
import { SettingsForm } from './settings-form.tsx'
import { SiteForm } from './site-form.tsx'
import { useSiteWords } from './site-words.ts'
import { useSettingsWords } from './words.ts'
import './settings-page.css'

/** An office's settings, the holidays, and the log of everything that its administrators did. */
export function SettingsPage() {
  const words = useSettingsWords()
  const contactWords = useContactWords()
  const holidayWords = useHolidayWords()
  const text = useText()
  const session = useSession()
  const siteWords = useSiteWords()
  const filingWords = useFilingWords()
  const isAdmin = holdsRole(session, 'admin')
  const office = useQuery(officeQuery(session.office.id))
  const site = useQuery({ ...siteQuery(session.office.id), enabled: isAdmin })
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
  return (
    <Page
      title={words('title')}
      lead={text(session.office.name)}
      action={<Link to="/office">{words('toOffice')}</Link>}
    >
      <section className="settings-card" aria-labelledby="settings">
        <h2 id="settings">{words('settings')}</h2>
        {office.isPending ? <Skeleton lines={4} /> : null}
        {office.isError && !office.data ? (
          <ProblemMessage error={office.error} onRetry={() => void office.refetch()} />
        ) : null}
        {office.data ? <SettingsForm office={office.data} /> : null}
      </section>
      <section className="settings-card" aria-labelledby="integrations">
        <h2 id="integrations">{words('integrations')}</h2>
        <p className="settings-muted">{words('integrationsHelp')}</p>
        <div>
          <ButtonLink to="/office/integrations">{words('openIntegrations')}</ButtonLink>
        </div>
      </section>
      <section className="settings-card" aria-labelledby="mail">
        <h2 id="mail">{words('mail')}</h2>
        <p className="settings-muted">{words('mailHelp')}</p>
        <div>
          <ButtonLink to="/office/mail">{words('openMail')}</ButtonLink>
        </div>
      </section>
      <section className="settings-card" aria-labelledby="site">
        <h2 id="site">{siteWords('title')}</h2>
        <p className="settings-muted">{siteWords('help')}</p>
        {site.isPending ? <Skeleton lines={6} /> : null}
        {site.isError && !site.data ? (
          <ProblemMessage error={site.error} onRetry={() => void site.refetch()} />
        ) : null}
        {site.data ? <SiteForm office={session.office.id} site={site.data} /> : null}
      </section>
      <section className="settings-card" aria-labelledby="filing">
        <h2 id="filing">{filingWords('title')}</h2>
        <p className="settings-muted">{filingWords('help')}</p>
        {site.data && office.data ? (
          <FilingForm office={office.data} site={site.data} />
        ) : (
          <Skeleton lines={6} />
        )}
      </section>
      <section className="settings-card" aria-labelledby="contacts">
        <h2 id="contacts">{contactWords('title')}</h2>
        <p className="settings-muted">{contactWords('help')}</p>
        <ContactsCard office={session.office.id} />
      </section>
      <section className="settings-card" aria-labelledby="holidays">
        <h2 id="holidays">{holidayWords('title')}</h2>
        <p className="settings-muted">{holidayWords('help')}</p>
        <p className="settings-muted">{holidayWords('whoChanges')}</p>
        <HolidaysCard office={session.office.id} />
      </section>
      <section className="settings-card" aria-labelledby="audit-log">
        <h2 id="audit-log">{words('log')}</h2>
        <p className="settings-muted">{words('logHelp')}</p>
        <AuditLogList office={session.office.id} />
      </section>
    </Page>
  )
}
