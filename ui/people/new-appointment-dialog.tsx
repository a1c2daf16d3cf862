import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Office, Person } from '../../api/http/contract.ts'
import type { Given } from '../../api/http/operations.ts'
import type { CapacityKind } from '../../machines/run/vocabulary.ts'
import { call, fieldError } from '../lib/api.ts'
import { DateField } from '../lib/date-field.tsx'
import { todayInBangkok } from '../lib/dates.ts'
import { useCommonWords } from '../lib/i18n/common.ts'
import { Modal } from '../lib/modal.tsx'
import { SelectInput } from '../lib/select-input.tsx'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { DialogForm, Said, saysMore } from './person-dialogs.tsx'
import type { RoleOption } from './roles.ts'
import { useRefreshPeople } from './use-person-change.ts'
import { usePeopleWords } from './words.ts'

// Written out: importing the list itself would bring the whole engine into the page.
const capacities = ['holder', 'actingByLaw', 'actingInPost', 'delegated'] satisfies CapacityKind[]

type NewAppointmentProps = { person: Person; roles: RoleOption[]; groups: Office['groups'] }

/** Appoints a person to a role: in what capacity, by which order, from when, until when. */
export function NewAppointmentDialog(props: NewAppointmentProps & { open: boolean; onClose: () => void }) {
  const words = usePeopleWords()
  return (
    <Modal
      title={words('appointTitle', { name: props.person.name })}
      open={props.open}
      onClose={props.onClose}
    >
      <NewAppointmentForm {...props} />
    </Modal>
  )
}

function NewAppointmentForm({
  person,
  roles,
  groups,
  onClose,
}: NewAppointmentProps & { onClose: () => void }) {
  const words = usePeopleWords()
  const common = useCommonWords()
  const text = useText()
  const refresh = useRefreshPeople(person.office)
  const [role, setRole] = useState<string | null>(null)
  const [group, setGroup] = useState<string | null>(null)
  const [capacity, setCapacity] = useState<(typeof capacities)[number]>('holder')
  const [orderNumber, setOrderNumber] = useState('')
  const [from, setFrom] = useState<string | null>(todayInBangkok(Date.now()))
  const [until, setUntil] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const needsGroup = roles.find(({ id }) => id === role)?.within === 'group'
  const add = useMutation({
    mutationFn: (body: Given<'POST /api/people/{id}/appointments'>['body']) =>
      call('POST /api/people/{id}/appointments', { path: { id: person.id }, body }),
    onSuccess: async (said) => {
      await refresh()
      if (!saysMore(said)) onClose()
    },
  })
  const backwards = from !== null && until !== null && until < from
  const problem = (name: string, own: string | undefined) =>
    (tried ? own : undefined) ?? (text(fieldError(add.error, name, `body.${name}`)) || undefined)
  if (add.data && saysMore(add.data)) {
    const { notice, code } = add.data
    return <Said title={words('appointed')} code={code} notice={notice} onClose={onClose} />
  }
  return (
    <DialogForm
      onSubmit={() => {
        setTried(true)
        if (role === null || from === null || (needsGroup && group === null) || backwards) return
        add.mutate({
          role,
          group: needsGroup ? group : null,
          capacity,
          orderNumber: orderNumber.trim() || null,
          from,
          until,
        })
      }}
      onClose={onClose}
      error={add.error}
      pending={add.isPending}
      label={words('appoint')}
    >
      <SelectInput
        label={words('role')}
        options={roles}
        value={role}
        onChange={setRole}
        required
        autoFocus
        error={problem('role', role === null ? words('chooseThis') : undefined)}
      />
      {needsGroup ? (
        <SelectInput
          label={words('group')}
          options={groups.map((each) => ({ id: each.id, label: text(each.name) }))}
          value={group}
          onChange={setGroup}
          required
          error={problem('group', group === null ? words('chooseThis') : undefined)}
        />
      ) : null}
      <SelectInput
        label={words('capacity')}
        options={capacities.map((each) => ({ id: each, label: common(each) }))}
        value={capacity}
        onChange={(id) => setCapacity(capacities.find((each) => each === id) ?? 'holder')}
        required
      />
      <TextInput
        label={words('orderNumber')}
        help={words('orderHelp')}
        value={orderNumber}
        onChange={setOrderNumber}
        required={false}
        maxLength={100}
      />
      <DateField
        label={words('from')}
        value={from}
        onChange={setFrom}
        required
        error={problem('from', from === null ? words('fillThis') : undefined)}
      />
      <DateField
        label={words('until')}
        help={words('untilHelp')}
        value={until}
        onChange={setUntil}
        required={false}
        error={problem('until', backwards ? words('untilBeforeFrom') : undefined)}
      />
    </DialogForm>
  )
}
