import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { ButtonLink } from '../../lib/button.tsx'
import { EmptyState } from '../../lib/empty-state.tsx'
import { Message } from '../../lib/message.tsx'
import { Page } from '../../lib/page.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { holdsRole, useSession } from '../../lib/session.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { FailedList } from './failed-list.tsx'
import { MailForm } from './mail-form.tsx'
import { officeMailQuery } from './queries.ts'
import { useMailWords } from './words.ts'
import './mail-page.css'

/** How the office sends e-mail of notices, and what could not be delivered. */
export function MailPage() {
  const words = useMailWords()
  const text = useText()
  const session = useSession()
  const office = session.office.id
  const isAdmin = holdsRole(session, 'admin')
  const mail = useQuery({ ...officeMailQuery(office), enabled: isAdmin })
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
      action={<Link to="/office/settings">{words('toSettings')}</Link>}
    >
      {mail.isPending ? <Skeleton lines={8} /> : null}
      {mail.isError && !mail.data ? (
        <ProblemMessage error={mail.error} onRetry={() => void mail.refetch()} />
      ) : null}
      {mail.data ? (
        <>
          <Message
            kind={mail.data.enabled ? 'good' : 'note'}
            title={words(mail.data.enabled ? 'isOn' : 'isOff')}
          >
            <p>{words('what', { link: mail.data.link })}</p>
            {mail.data.waiting > 0 ? <p>{words('waiting', { count: mail.data.waiting })}</p> : null}
          </Message>
          <MailForm office={office} mail={mail.data} officeName={text(session.office.name)} />
          {mail.data.integration === null ? null : (
            <section className="mail-part" aria-labelledby="undelivered">
              <h2 id="undelivered">{words('undelivered')}</h2>
              <p className="mail-muted">{words('undeliveredHelp')}</p>
              <FailedList office={office} />
            </section>
          )}
        </>
      ) : null}
    </Page>
  )
}
