import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useLocation } from 'react-router'
import { Button } from '../lib/button.tsx'
import { useNumber } from '../lib/digits.ts'
import { useCommonWords } from '../lib/i18n/common.ts'
import { LanguageSwitch } from '../lib/language-switch.tsx'
import { unreadQuery } from '../lib/queries.ts'
import { holdsRole, leads, useSession } from '../lib/session.tsx'
import { useText } from '../lib/text.ts'
import { AccountMenu } from './account-menu.tsx'
import { NotificationsMenu } from './notifications-menu.tsx'
import { useAppWords } from './words.ts'
import './header.css'

/** The office, the places to go, what is new, and the person. */
export function Header() {
  const words = useAppWords()
  const common = useCommonWords()
  const text = useText()
  const session = useSession()
  const { pathname } = useLocation()
  const [open, setOpen] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when another screen is shown.
  useEffect(() => setOpen(false), [pathname])

  const counts = useQuery(unreadQuery).data
  const toAct = { count: counts?.inbox ?? 0, counted: 'waiting' } as const
  const toConfirm = { count: counts?.confirmations ?? 0, counted: 'toConfirm' } as const
  const places = [
    { to: '/', title: words('inbox'), here: ['/', '/mine', '/drafts'].includes(pathname), ...toAct },
    { to: '/new', title: words('newRequest'), here: pathname === '/new' },
    { to: '/office', title: words('office'), here: pathname.startsWith('/office'), ...toConfirm },
    ...(leads(session)
      ? [{ to: '/supervision', title: words('supervision'), here: pathname === '/supervision' }]
      : []),
    ...(holdsRole(session, 'admin')
      ? [{ to: '/people', title: words('people'), here: pathname.startsWith('/people') }]
      : []),
  ]
  return (
    <header className="header">
      <div className="header-inner">
        <Link className="header-home" to="/">
          <strong>{common('product')}</strong>
          <span className="header-office">{text(session.office.abbreviation)}</span>
        </Link>
        <div className="header-menu">
          <Button aria-expanded={open} aria-controls="header-nav" onPress={() => setOpen(!open)}>
            {words('menu')}
            <Waiting {...toAct} />
            <Waiting {...toConfirm} />
          </Button>
        </div>
        <nav
          className="header-nav"
          id="header-nav"
          aria-label={words('mainNavigation')}
          data-open={open ? '' : undefined}
        >
          <ul>
            {places.map((place) => (
              <li key={place.to}>
                <Link
                  className="header-link"
                  to={place.to}
                  aria-current={place.here ? 'page' : undefined}
                  onClick={() => setOpen(false)}
                >
                  {place.title}
                  {'count' in place ? <Waiting count={place.count} counted={place.counted} /> : null}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="header-tools">
          <NotificationsMenu />
          <LanguageSwitch />
          <AccountMenu />
        </div>
      </div>
    </header>
  )
}

type WaitingProps = { count: number; counted: 'waiting' | 'toConfirm' }

/** How much waits for the person, in words to those who do not see the colour; nothing where nothing does. */
function Waiting({ count, counted }: WaitingProps) {
  const words = useAppWords()
  const number = useNumber()
  if (count === 0) return null
  return (
    <span className="header-count" data-kind="waiting">
      {counted === 'toConfirm' ? (
        words('toConfirm', { count })
      ) : (
        <>
          <span aria-hidden="true">{number(count)}</span>
          <span className="visually-hidden">{words('waiting', { count })}</span>
        </>
      )}
    </span>
  )
}
