import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Office, Person } from '../../api/http/contract.ts'
import { call, fieldError } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { DateField } from '../lib/date-field.tsx'
import { todayInBangkok } from '../lib/dates.ts'
import { useCommonWords } from '../lib/i18n/common.ts'
import { keepWords } from '../lib/keep-words.ts'
import { Modal } from '../lib/modal.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { useText } from '../lib/text.ts'
import { Day } from '../lib/time.tsx'
import { Said, saysMore } from './person-dialogs.tsx'
import type { RoleOption } from './roles.ts'
import { useRefreshPeople } from './use-person-change.ts'
import { usePeopleWords } from './words.ts'

type AppointmentItemProps = {
  held: Person['appointments'][number]
  person: Person
  roles: RoleOption[]
  groups: Office['groups']
  ended?: boolean
}

/** One appointment, with the way to set its last day while it has not ended. */
export function AppointmentItem({ held, person, roles, groups, ended = false }: AppointmentItemProps) {
  const words = usePeopleWords()
  const common = useCommonWords()
  const text = useText()
  const [open, setOpen] = useState(false)
  const role = roles.find(({ id }) => id === held.role)?.label ?? held.role
  const group = groups.find(({ id }) => id === held.group)?.name
  const today = todayInBangkok(Date.now())
  return (
    <li>
      <span>
        {keepWords(group ? `${role} · ${text(group)}` : role)}
        <span className="person-muted">
          {common(held.capacity)}
          {held.orderNumber ? ` · ${held.orderNumber}` : ''} · <Day date={held.from} /> –{' '}
          {held.until ? <Day date={held.until} /> : words('openEnded')}
          {held.from > today ? ` · ${words('future')}` : ''}
        </span>
      </span>
      {ended ? null : (
        <Button
          kind="quiet"
          aria-label={words('endOf', { role, name: person.name })}
          onPress={() => setOpen(true)}
        >
          {words('end')}
        </Button>
      )}
      <Modal title={words('endTitle')} open={open} onClose={() => setOpen(false)}>
        <EndForm held={held} person={person} about={role} onDone={() => setOpen(false)} />
      </Modal>
    </li>
  )
}

const dayBeforeOf = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
const latest = (...days: string[]) => days.sort().at(-1) ?? ''

type EndFormProps = Pick<AppointmentItemProps, 'held' | 'person'> & { about: string; onDone: () => void }

function EndForm({ held, person, about, onDone }: EndFormProps) {
  const words = usePeopleWords()
  const common = useCommonWords()
  const text = useText()
  const refresh = useRefreshPeople(person.office)
  const today = todayInBangkok(Date.now())
  const [until, setUntil] = useState<string | null>(held.until ?? latest(held.from, today))
  const end = useMutation({
    mutationFn: () => call('PATCH /api/appointments/{id}', { path: { id: held.id }, body: { until } }),
    onSuccess: async (said) => {
      await refresh()
      if (!saysMore(said)) onDone()
    },
  })
  if (end.data && saysMore(end.data)) {
    const { notice, code } = end.data
    return <Said title={words('untilSaved')} code={code} notice={notice} onClose={onDone} />
  }
  const dayBefore = dayBeforeOf(held.from)
  // One that began today has no earlier day on which it could have ended.
  const mayEndAtOnce = held.from >= today && until !== dayBefore
  const submit = (event: FormEvent) => {
    event.preventDefault()
    end.mutate()
  }
  const wrong = fieldError(end.error, 'until')
  const isBackwards = until !== null && until < held.from && until !== dayBefore
  return (
    <form onSubmit={submit} noValidate>
      <p>
        {about} · {person.name}
      </p>
      {end.isError && !wrong ? <ProblemMessage error={end.error} title={words('notSaved')} /> : null}
      <DateField
        label={words('until')}
        help={`${words('endHelp')} ${words('untilHelp')}`}
        value={until}
        onChange={setUntil}
        min={dayBefore}
        required={false}
        error={isBackwards ? words('untilBeforeFrom') : text(wrong) || undefined}
      />
      {mayEndAtOnce ? (
        <Button kind="quiet" onPress={() => setUntil(dayBefore)}>
          {words('endAtOnce')}
        </Button>
      ) : null}
      {until === dayBefore ? <p>{words('endsAtOnce')}</p> : null}
      <div className="modal-actions">
        <Button onPress={onDone}>{common('cancel')}</Button>
        <Button kind="primary" type="submit" isPending={end.isPending} isDisabled={isBackwards}>
          {common('save')}
        </Button>
      </div>
    </form>
  )
}
