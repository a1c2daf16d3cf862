import { Suspense, useRef } from 'react'
import { Navigate, Outlet, useLocation, useSearchParams } from 'react-router'
import { Page } from '../lib/page.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { SessionProvider, useSessionState } from '../lib/session.tsx'
import { Skeleton } from '../lib/skeleton.tsx'
import { safeNext } from './safe-next.ts'

/** Lets the signed-in through; with `open`, lets only those through who are not. The others are sent on. */
export function Gate({ open = false }: { open?: boolean }) {
  const session = useSessionState()
  const location = useLocation()
  const [query] = useSearchParams()
  const hadSession = useRef(false)
  if (session.data) hadSession.current = true
  if (session.isPending) return <Waiting />
  if (session.isError && !session.data)
    return (
      <main>
        <Page title="">
          <ProblemMessage error={session.error} onRetry={() => void session.refetch()} />
        </Page>
      </main>
    )
  if (open) {
    if (session.data) return <Navigate to={safeNext(query.get('next'))} replace />
    return (
      <Suspense fallback={<Waiting />}>
        <Outlet />
      </Suspense>
    )
  }
  if (!session.data) {
    const here = `${location.pathname}${location.search}`
    const to = here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`
    return <Navigate to={to} state={{ ended: hadSession.current }} replace />
  }
  return (
    <SessionProvider session={session.data} key={session.data.person.id}>
      <Outlet />
    </SessionProvider>
  )
}

function Waiting() {
  return (
    <main>
      <Page title="">
        <Skeleton />
      </Page>
    </main>
  )
}
