import { useQuery } from '@tanstack/react-query'
import { useNumber } from '../lib/digits.ts'
import { unreadQuery } from '../lib/queries.ts'
import { HeaderMenu } from './header-menu.tsx'
import { screen } from './screen.tsx'
import { useAppWords } from './words.ts'

const Panel = screen(() => import('./notifications-panel.tsx').then((m) => m.NotificationsPanel))

/** What the person has been told; the button says how much of it is unread. */
export function NotificationsMenu() {
  const words = useAppWords()
  const number = useNumber()
  const unread = useQuery(unreadQuery).data?.unread ?? 0
  return (
    <HeaderMenu panel={Panel}>
      {words('notifications')}
      {unread > 0 && (
        <span className="header-count">
          <span aria-hidden="true">{number(unread)}</span>
          <span className="visually-hidden">{words('unread', { count: unread })}</span>
        </span>
      )}
    </HeaderMenu>
  )
}
