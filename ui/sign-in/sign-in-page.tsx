import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'react-router'
import { useCommonWords } from '../lib/i18n/common.ts'
import { keepWords } from '../lib/keep-words.ts'
import { LanguageSwitch } from '../lib/language-switch.tsx'
import { Message } from '../lib/message.tsx'
import { Page } from '../lib/page.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { welcomeQuery } from '../lib/queries.ts'
import { Skeleton } from '../lib/skeleton.tsx'
import { DemoPeople } from './demo-people.tsx'
import { FirstAdministratorForm } from './first-administrator-form.tsx'
import { PasswordByCodeForm } from './password-by-code-form.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { useSignIn } from './use-sign-in.ts'
import { useSignInWords } from './words.ts'
import '../lib/demo-banner.css'
import './sign-in-page.css'

/** Where everybody begins; on a new installation, where its first administrator is made. */
export function SignInPage() {
  const words = useSignInWords()
  const common = useCommonWords()
  const welcome = useQuery(welcomeQuery)
  const signIn = useSignIn()
  const [byCode, setByCode] = useState(false)
  const first = welcome.data?.needsFirstAdministrator === true
  const demo = welcome.data?.demo
  const state: unknown = useLocation().state
  const ended = typeof state === 'object' && state !== null && 'ended' in state && state.ended === true
  return (
    <>
      {welcome.data?.mode === 'demo' && (
        <aside className="demo-banner" aria-label={words('demoMode')}>
          <strong>{words('demoMode')}</strong> {keepWords(words('demoExplained'))}
        </aside>
      )}
      <header className="sign-in-top">
        <strong>{common('product')}</strong>
        <LanguageSwitch />
      </header>
      <main id="main">
        <Page
          title={first ? words('firstTitle') : words('title')}
          lead={first ? words('firstLead') : words('lead')}
        >
          {ended ? (
            <Message kind="warning" title={words('ended')}>
              {words('endedMore')}
            </Message>
          ) : null}
          {welcome.isPending ? <Skeleton /> : null}
          {welcome.isError ? (
            <ProblemMessage error={welcome.error} onRetry={() => void welcome.refetch()} />
          ) : null}
          {welcome.data ? (
            <div className="sign-in" data-alone={demo && !first ? undefined : ''}>
              {first ? (
                <FirstAdministratorForm />
              ) : byCode ? (
                <PasswordByCodeForm signIn={signIn} onLeave={() => setByCode(false)} />
              ) : (
                <SignInForm signIn={signIn} onCode={() => setByCode(true)} />
              )}
              {demo && !first ? <DemoPeople demo={demo} signIn={signIn} /> : null}
            </div>
          ) : null}
        </Page>
      </main>
    </>
  )
}
