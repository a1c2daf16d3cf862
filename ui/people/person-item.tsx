import { useState } from 'react'
import type { Office, Person } from '../../api/http/contract.ts'
import { Button } from '../lib/button.tsx'
import { todayInBangkok } from '../lib/dates.ts'
import { useCommonWords } from '../lib/i18n/common.ts'
import { keepWords } from '../lib/keep-words.ts'
import { Message } from '../lib/message.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { useSession } from '../lib/session.tsx'
import { useText } from '../lib/text.ts'
import { AppointmentItem } from './appointment-item.tsx'
import { MailDialog } from './mail-dialog.tsx'
import { NewAppointmentDialog } from './new-appointment-dialog.tsx'
import { DisableDialog, EditPersonDialog, PasswordDialog } from './person-dialogs.tsx'
import type { RoleOption } from './roles.ts'
import { usePersonChange } from './use-person-change.ts'
import { usePeopleWords } from './words.ts'

type PersonItemProps = {
  person: Person
  roles: RoleOption[]
  groups: Office['groups']
  startsOpen?: boolean
}

/** One person: in short by what they may do today; opened, every appointment and what can be changed. */
export function PersonItem({ person, roles, groups, startsOpen = false }: PersonItemProps) {
  const words = usePeopleWords()
  const common = useCommonWords()
  const text = useText()
  const { person: me } = useSession()
  const change = usePersonChange(person)
  const [open, setOpen] = useState<'appoint' | 'edit' | 'mail' | 'password' | 'disable' | null>(null)
  const close = () => setOpen(null)
  const [shown, setShown] = useState(startsOpen)
  const today = todayInBangkok(Date.now())
  const running = person.appointments.filter(({ until }) => until === null || until >= today)
  const past = person.appointments.filter(({ until }) => until !== null && until < today)
  const now = running.filter(({ from }) => from <= today)
  const titleOf = (role: string) => roles.find(({ id }) => id === role)?.label ?? role
  const summaryOf = ({ role, capacity }: Person['appointments'][number]) =>
    capacity === 'holder' ? titleOf(role) : `${titleOf(role)} (${common(capacity)})`
  return (
    <details className="person" open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <span>
          <strong>{keepWords(person.name)}</strong>
          {person.disabled ? <span className="person-disabled"> · {words('disabled')}</span> : null}
          <span className="person-muted">
            {keepWords(person.position ? `${person.position} · ${person.username}` : person.username)}
          </span>
        </span>
        <span>
          {keepWords(
            now.length === 0 ? words('noAppointment') : [...new Set(now.map(summaryOf))].join(' · '),
          )}
        </span>
      </summary>
      <div className="person-body">
        <div>
          <h2>{words('current')}</h2>
          <ul className="appointments">
            {running.map((held) => (
              <AppointmentItem key={held.id} held={held} person={person} roles={roles} groups={groups} />
            ))}
          </ul>
          {past.length > 0 ? (
            <details>
              <summary>{words('past', { count: past.length })}</summary>
              <ul className="appointments">
                {past.map((held) => (
                  <AppointmentItem
                    key={held.id}
                    held={held}
                    person={person}
                    roles={roles}
                    groups={groups}
                    ended
                  />
                ))}
              </ul>
            </details>
          ) : null}
        </div>
        <div className="person-actions">
          <Button onPress={() => setOpen('appoint')}>{words('appoint')}</Button>
          <Button onPress={() => setOpen('edit')}>{words('edit')}</Button>
          <Button onPress={() => setOpen('mail')}>{words('mail')}</Button>
          {person.id === me.id ? null : (
            <Button onPress={() => setOpen('password')}>{words('resetPassword')}</Button>
          )}
          {person.disabled ? (
            <Button onPress={() => change.mutate({ disabled: false })} isPending={change.isPending}>
              {words('enable')}
            </Button>
          ) : person.id === me.id ? null : (
            <Button kind="danger" onPress={() => setOpen('disable')}>
              {words('disable')}
            </Button>
          )}
        </div>
        {change.isError ? <ProblemMessage error={change.error} title={words('notSaved')} /> : null}
        {change.data?.notice ? <Message kind="good" title={text(change.data.notice)} /> : null}
      </div>
      <NewAppointmentDialog
        person={person}
        roles={roles}
        groups={groups}
        open={open === 'appoint'}
        onClose={close}
      />
      <EditPersonDialog person={person} open={open === 'edit'} onClose={close} />
      <MailDialog person={person} open={open === 'mail'} onClose={close} />
      <PasswordDialog person={person} open={open === 'password'} onClose={close} />
      <DisableDialog person={person} open={open === 'disable'} onClose={close} />
    </details>
  )
}
