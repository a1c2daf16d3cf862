import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { OitBoard } from '../../../api/http/oit-contract.ts'
import { isBlank } from '../../../machines/text/blank.ts'
import { call, failedWith, fieldError, messageOf } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { useYear } from '../../lib/digits.ts'
import { keepWords } from '../../lib/keep-words.ts'
import { Message } from '../../lib/message.tsx'
import { useOitWords } from '../../lib/oit-words.ts'
import { keys } from '../../lib/queries.ts'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { TextInput } from '../../lib/text-input.tsx'
import { useOitBoardWords } from './words.ts'

type Item = Pick<OitBoard['items'][number], 'code' | 'title'>
type FormProps<Of extends Item = Item> = { board: OitBoard; item: Of; onClose: () => void }

export const listHeading = 'oit-list'
/** What takes the focus when the line that had it goes. */
export const headingOfList = () => document.getElementById(listHeading)

const listOf = ({ assessor, fiscalYear }: OitBoard) => ({ assessor, fiscalYear })

/** Changes something of the office's list; its boards are loaded again. */
function useOitChange<Sent>(send: (office: string, sent: Sent) => Promise<unknown>, onDone: () => void) {
  const { office } = useSession()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (sent: Sent) => send(office.id, sent),
    onSuccess: async () => {
      void client.invalidateQueries({ queryKey: keys.auditLog(office.id) })
      await client.invalidateQueries({ queryKey: keys.oit(office.id) })
      onDone()
    },
    // What somebody else wrote meanwhile is shown beside what was not saved.
    onError: (error) => {
      if (failedWith<'PUT /api/offices/{office}/oit/items/{code}/explanation'>(error, 'revision_conflict'))
        void client.invalidateQueries({ queryKey: keys.oit(office.id) })
    },
  })
}

/** Adds an item, names it, or with null takes it out. */
const useItemChange = (board: OitBoard, onDone: () => void) =>
  useOitChange(
    (office, { code, title }: { code: string; title: string | null }) =>
      call('PUT /api/offices/{office}/oit/items/{code}', {
        path: { office, code },
        body: { ...listOf(board), title },
      }),
    onDone,
  )

type ShellProps = {
  label: string
  children?: ReactNode
  action: string
  kind?: 'danger'
  save: { isPending: boolean; error: unknown }
  /** The field that shows what is wrong with it. */
  fields?: string[]
  onSave: () => void
  onClose?: () => void
}

function Shell({ label, children, action, kind, save, fields = [], onSave, onClose }: ShellProps) {
  const words = useOitWords()
  const text = useText()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!save.isPending) onSave()
  }
  return (
    <form className="oit-form" aria-label={label} noValidate onSubmit={submit}>
      {children}
      {save.error && !fieldError(save.error, ...fields) ? (
        <Message kind="danger" title={words('notSaved')}>
          {text(fieldError(save.error, 'code') ?? messageOf(save.error))}
        </Message>
      ) : null}
      <div className="oit-ways">
        <Button type="submit" isPending={save.isPending} {...(kind && { kind })}>
          {action}
        </Button>
        {onClose ? (
          <Button kind="quiet" onPress={onClose}>
            {words('cancel')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}

/** What is handed in beside an item's addresses. */
export function ExplanationForm({ board, item, onClose }: FormProps<OitBoard['items'][number]>) {
  const words = useOitBoardWords()
  const shared = useOitWords()
  const { code, explanation } = item
  const [first] = useState(explanation)
  const [value, setValue] = useState(explanation)
  const save = useOitChange(
    (office, text: string) =>
      call('PUT /api/offices/{office}/oit/items/{code}/explanation', {
        path: { office, code },
        body: { ...listOf(board), before: explanation, text },
      }),
    onClose,
  )
  return (
    <Shell
      label={words('explainOf', { what: words('explanation'), code })}
      action={shared('save')}
      save={save}
      onSave={() => save.mutate(value)}
      onClose={onClose}
    >
      {explanation === first || explanation === value ? null : (
        <Message kind="warning" title={words('explainedMeanwhile')}>
          <p className="oit-explanation">
            {explanation === '' ? words('explanationGone') : keepWords(explanation)}
          </p>
        </Message>
      )}
      <TextInput
        label={words('explainOf', { what: words('explanation'), code })}
        help={words('explanationHelp')}
        lines="many"
        required={false}
        autoFocus
        maxLength={2000}
        value={value}
        onChange={setValue}
      />
    </Shell>
  )
}

export function RenameForm({ board, item: { code, title: before }, onClose }: FormProps) {
  const words = useOitBoardWords()
  const shared = useOitWords()
  const text = useText()
  const [title, setTitle] = useState(before)
  const [tried, setTried] = useState(false)
  const save = useItemChange(board, onClose)
  return (
    <Shell
      label={words('explainOf', { what: words('rename'), code })}
      action={shared('save')}
      save={save}
      fields={['title']}
      onSave={() => {
        setTried(true)
        if (!isBlank(title)) save.mutate({ code, title })
      }}
      onClose={onClose}
    >
      <TextInput
        label={words('itemTitle')}
        autoFocus
        maxLength={500}
        value={title}
        onChange={setTitle}
        error={tried && isBlank(title) ? words('needed') : text(fieldError(save.error, 'title')) || undefined}
      />
    </Shell>
  )
}

export function RemoveForm({ board, item: { code }, onClose }: FormProps) {
  const words = useOitBoardWords()
  const inDigits = useYear()
  const save = useItemChange(board, onClose)
  return (
    <Shell
      label={words('explainOf', { what: words('remove'), code })}
      action={words('remove')}
      kind="danger"
      save={save}
      onSave={() => save.mutate({ code, title: null })}
      onClose={onClose}
    >
      <p>{keepWords(words('removeConfirm', { code, year: inDigits(board.fiscalYear) }))}</p>
    </Shell>
  )
}

/** Adds an item to the list of the fiscal year that is shown. */
export function AddItem({ board }: { board: OitBoard }) {
  const words = useOitBoardWords()
  const text = useText()
  const inDigits = useYear()
  const [given, setGiven] = useState({ code: '', title: '' })
  const [tried, setTried] = useState(false)
  const save = useItemChange(board, () => {
    setGiven({ code: '', title: '' })
    setTried(false)
  })
  const error = (field: 'code' | 'title') =>
    tried && isBlank(given[field]) ? words('needed') : text(fieldError(save.error, field)) || undefined
  return (
    <section className="oit-add" aria-labelledby="oit-add">
      <h2 id="oit-add">{words('add')}</h2>
      <p className="oit-note">{keepWords(words('addHelp', { year: inDigits(board.fiscalYear) }))}</p>
      <Shell
        label={words('add')}
        action={words('add')}
        save={save}
        fields={['code', 'title']}
        onSave={() => {
          setTried(true)
          const code = given.code.trim().toUpperCase()
          if (code !== '' && !isBlank(given.title)) save.mutate({ code, title: given.title })
        }}
      >
        <TextInput
          label={words('code')}
          help={words('codeHelp')}
          maxLength={12}
          value={given.code}
          onChange={(code) => setGiven({ ...given, code })}
          error={error('code')}
        />
        <TextInput
          label={words('itemTitle')}
          maxLength={500}
          value={given.title}
          onChange={(title) => setGiven({ ...given, title })}
          error={error('title')}
        />
      </Shell>
    </section>
  )
}

/** What the office took out of the list; an administrator brings it back. */
export function RemovedItems({ board }: { board: OitBoard }) {
  const words = useOitBoardWords()
  const shared = useOitWords()
  const text = useText()
  const save = useItemChange(board, () => requestAnimationFrame(() => headingOfList()?.focus()))
  return (
    <section className="oit-add" aria-labelledby="oit-removed">
      <h2 id="oit-removed">{words('removed')}</h2>
      {save.isError ? (
        <Message kind="danger" title={shared('notSaved')}>
          {text(fieldError(save.error, 'code') ?? messageOf(save.error))}
        </Message>
      ) : null}
      <ul className="oit-publications">
        {board.removed.map(({ code, title }) => (
          <li key={code}>
            <p>
              {code} {keepWords(title)}
            </p>
            {board.mayChangeList ? (
              <div>
                <Button
                  kind="quiet"
                  aria-label={words('bringBackOf', { code })}
                  isPending={save.isPending && save.variables.code === code}
                  onPress={() => save.mutate({ code, title })}
                >
                  {words('bringBack')}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
