import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { Link } from 'react-router'
import { call } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { useNumber } from '../lib/digits.ts'
import { keepWords } from '../lib/keep-words.ts'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { keys, notificationsQuery, unreadQuery } from '../lib/queries.ts'
import { Skeleton } from '../lib/skeleton.tsx'
import { useText } from '../lib/text.ts'
import { Moment } from '../lib/time.tsx'
import { useAppWords } from './words.ts'
import '../lib/select-input.css'
import './notifications-menu.css'

/** What the person has been told, newest first, loaded when it is opened; the button says how much of it is unread. */
export function NotificationsMenu() {
  const words = useAppWords()
  const number = useNumber()
  const [open, setOpen] = useState(false)
  const unread = useQuery(unreadQuery).data?.unread ?? 0
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button kind="quiet">
        {words('notifications')}
        {unread > 0 && (
          <span className="header-count">
            <span aria-hidden="true">{number(unread)}</span>
            <span className="visually-hidden">{words('unread', { count: unread })}</span>
          </span>
        )}
      </Button>
      <Popover className="select-popover" placement="bottom end" aria-label={words('notifications')}>
        <Notices onLeave={() => setOpen(false)} />
      </Popover>
    </DialogTrigger>
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
