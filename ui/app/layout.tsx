import { Suspense, useEffect, useRef } from 'react'
import { Outlet, useLocation } from 'react-router'
import { keepWords } from '../lib/keep-words.ts'
import { useLiveChanges } from '../lib/live.ts'
import { Page } from '../lib/page.tsx'
import { holdsRole, useSession } from '../lib/session.tsx'
import { Skeleton } from '../lib/skeleton.tsx'
import { ClockBanner } from './clock-banner.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Header } from './header.tsx'
import { useScrollPlace } from './use-scroll-place.ts'
import { useAppWords } from './words.ts'
import '../lib/demo-banner.css'
import './layout.css'

/** What stands around every screen, and what happens when one screen gives way to another. */
export function Layout() {
  const words = useAppWords()
  const session = useSession()
  const location = useLocation()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(location.pathname)
  const path = useRef(location.pathname)
  useLiveChanges()
  useScrollPlace(({ pathname, state }) => {
    const isNew = path.current !== pathname
    path.current = pathname
    return isNew && !(typeof state === 'object' && state && 'keepFocus' in state)
  })

  useEffect(() => {
    if (shown.current === location.pathname) return
    shown.current = location.pathname
    const state: unknown = location.state
    // The first save of a draft changes the address while someone is typing: focus must stay where it is.
    if (typeof state === 'object' && state && 'keepFocus' in state) return
    // Where a list gave the focus back to the line that was opened, it stays there.
    if (document.activeElement?.matches('[data-request-link]')) return
    main.current?.focus({ preventScroll: true })
  }, [location])

  return (
    <>
      <a className="skip-link" href="#main">
        {words('skip')}
      </a>
      {session.mode === 'demo' && (
        <aside className="demo-banner" aria-label={words('demoMode')}>
          <strong>{words('demoMode')}</strong> {keepWords(words('demoExplained'))}
        </aside>
      )}
      <Header />
      {holdsRole(session, 'admin') ? <ClockBanner /> : null}
      <main id="main" ref={main} tabIndex={-1}>
        <ErrorBoundary place={location.pathname}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
    </>
  )
}

function Loading() {
  return (
    <Page title="">
      <Skeleton shape="rows" />
    </Page>
  )
}
