import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { call } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { keys, notificationsQuery } from '../lib/queries.ts'
import { Skeleton } from '../lib/skeleton.tsx'
import { useText } from '../lib/text.ts'
import { Moment } from '../lib/time.tsx'
import type { PanelProps } from './header-menu.tsx'
import { HeaderPanel } from './header-panel.tsx'
import { useAppWords } from './words.ts'
import './notifications-panel.css'

/** What the person has been told, newest first, loaded when it is opened. */
export function NotificationsPanel(props: PanelProps) {
  const words = useAppWords()
  return (
    <HeaderPanel {...props} label={words('notifications')}>
      <Notices onLeave={props.onClose} />
    </HeaderPanel>
  )
}

/** Opening the request of a notice, or what it says of the office, marks it as read. */
function Notices({ onLeave }: { onLeave: () => void }) {
  const words = useAppWords()
  const text = useText()
  const client = useQueryClient()
  const query = useQuery(notificationsQuery)
  const read = useMutation({
    mutationFn: (ids: string[]) => call('POST /api/notifications/read', { body: { ids } }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.notifications }),
  })
  const notices = query.data?.notifications ?? []
  const unreadIds = notices.filter((notice) => !notice.read).map((notice) => notice.id)
  return (
    <div className="notifications">
      <div className="notifications-head">
        <h2>{words('notifications')}</h2>
        {unreadIds.length > 0 && (
          <Button kind="quiet" onPress={() => read.mutate(unreadIds)} isPending={read.isPending}>
            {words('markRead')}
          </Button>
        )}
      </div>
      {query.isPending ? <Skeleton lines={3} /> : null}
      {query.isError ? <ProblemMessage error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && notices.length === 0 ? (
        <p className="notifications-empty">{words('noNotifications')}</p>
      ) : null}
      <ul>
        {notices.map((notice) => (
          <li key={notice.id}>
            <Link
              className="notification"
              to={notice.request === null ? '/office' : `/requests/${encodeURIComponent(notice.request)}`}
              data-unread={notice.read ? undefined : ''}
              onClick={() => {
                if (!notice.read) read.mutate([notice.id])
                onLeave()
              }}
            >
              <span className="notification-message">
                {notice.read ? null : <span className="new-mark">{words('isNew')}</span>}
                {keepWords(text(notice.message))}
              </span>
              <span className="notification-about">
                {notice.request === null ? words('office') : keepWords(notice.title)} ·{' '}
                <Moment at={notice.at} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
