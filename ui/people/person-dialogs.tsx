import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Person } from '../../api/http/contract.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { call } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { focusFirstInvalid } from '../lib/focus-first-invalid.ts'
import { useCommonWords } from '../lib/i18n/common.ts'
import { Message } from '../lib/message.tsx'
import { Modal } from '../lib/modal.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { usePersonChange, useRefreshPeople } from './use-person-change.ts'
import { usePeopleWords } from './words.ts'

type DialogProps = { person: Person; open: boolean; onClose: () => void }
type FormProps = Omit<DialogProps, 'open'>

/** The frame of a small form in a dialog: fields, what failed, and the two buttons. */
export function DialogForm(props: {
  onSubmit: () => void
  onClose: () => void
  error: unknown
  pending: boolean
  label?: string
  danger?: boolean
  children?: ReactNode
}) {
  const words = usePeopleWords()
  const common = useCommonWords()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    props.onSubmit()
    focusFirstInvalid(event.currentTarget)
  }
  return (
    <form onSubmit={submit} noValidate>
      {props.error ? <ProblemMessage error={props.error} title={words('notSaved')} /> : null}
      {props.children}
      <div className="modal-actions">
        <Button onPress={props.onClose}>{common('cancel')}</Button>
        <Button kind={props.danger ? 'danger' : 'primary'} type="submit" isPending={props.pending}>
          {props.label ?? common('save')}
        </Button>
      </div>
    </form>
  )
}

/** Changes how a person is named. */
export function EditPersonDialog({ person, open, onClose }: DialogProps) {
  const words = usePeopleWords()
  return (
    <Modal title={words('editTitle')} open={open} onClose={onClose}>
      <EditForm person={person} onClose={onClose} />
    </Modal>
  )
}

function EditForm({ person, onClose }: FormProps) {
  const words = usePeopleWords()
  const change = usePersonChange(person)
  const [name, setName] = useState(person.name)
  const [position, setPosition] = useState(person.position)
  const [tried, setTried] = useState(false)
  const notice = change.data?.notice
  if (notice) return <Said title={words('changed')} code={null} notice={notice} onClose={onClose} />
  return (
    <DialogForm
      onSubmit={() => {
        setTried(true)
        if (isBlank(name)) return
        change.mutate(
          { name, position: position.trim() },
          { onSuccess: ({ notice }) => (notice === null ? onClose() : undefined) },
        )
      }}
      onClose={onClose}
      error={change.error}
      pending={change.isPending}
    >
      <TextInput
        label={words('name')}
        value={name}
        onChange={setName}
        required
        autoFocus
        maxLength={200}
        error={tried && isBlank(name) ? words('fillThis') : undefined}
      />
      <TextInput
        label={words('position')}
        value={position}
        onChange={setPosition}
        required={false}
        maxLength={300}
      />
    </DialogForm>
  )
}

/** Asks for a one-time code by which a person sets a new password: nobody chooses it for them. */
export function PasswordDialog({ person, open, onClose }: DialogProps) {
  const words = usePeopleWords()
  return (
    <Modal title={words('resetTitle', { name: person.name })} open={open} onClose={onClose}>
      <PasswordForm person={person} onClose={onClose} />
    </Modal>
  )
}

type SaidProps = {
  title?: string
  /** The whole of a code, or the half that whoever asks is shown. */
  code: string | null
  whole?: boolean
  notice: Text | null
  onClose: () => void
}

/** Whether an answer holds what has to be read before the dialog is left. */
export const saysMore = ({ notice, code }: { notice: Text | null; code: string | null }): boolean =>
  notice !== null || code !== null

/** What is read before a dialog is left: a code that is shown this once, or that nobody confirmed what was done. */
export function Said({ title, code, whole = false, notice, onClose }: SaidProps) {
  const words = usePeopleWords()
  const text = useText()
  const shown = code === null ? undefined : words(whole ? 'codeOnce' : 'halfOnce', { code })
  return (
    <Message
      kind="good"
      title={shown ?? title ?? ''}
      actions={<Button onPress={onClose}>{words('read')}</Button>}
    >
      {code === null ? null : <p>{words(whole ? 'codeMore' : 'halfMore')}</p>}
      {notice ? <p>{text(notice)}</p> : null}
    </Message>
  )
}

function PasswordForm({ person, onClose }: FormProps) {
  const words = usePeopleWords()
  const refresh = useRefreshPeople(person.office)
  const reset = useMutation({
    mutationFn: () => call('POST /api/people/{id}/password-reset', { path: { id: person.id } }),
    onSuccess: refresh,
  })
  if (reset.data) {
    const { code, notice } = reset.data
    return <Said code={code} notice={notice} whole={notice !== null} onClose={onClose} />
  }
  return (
    <DialogForm
      onSubmit={() => reset.mutate()}
      onClose={onClose}
      error={reset.error}
      pending={reset.isPending}
      label={words('askForCode')}
    >
      <p>{words('resetLead')}</p>
    </DialogForm>
  )
}

/** Asks once more before a person can no longer sign in. */
export function DisableDialog({ person, open, onClose }: DialogProps) {
  const words = usePeopleWords()
  const change = usePersonChange(person)
  return (
    <Modal title={words('disableTitle', { name: person.name })} open={open} onClose={onClose}>
      <DialogForm
        onSubmit={() => change.mutate({ disabled: true }, { onSuccess: onClose })}
        onClose={onClose}
        error={change.error}
        pending={change.isPending}
        label={words('disable')}
        danger
      >
        <p>{words('disableLead')}</p>
      </DialogForm>
    </Modal>
  )
}
