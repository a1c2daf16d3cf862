import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { type Dispatch, type ReactNode, type SetStateAction, useState } from 'react'
import { messageOf } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { Message } from '../../lib/message.tsx'
import { useText } from '../../lib/text.ts'

type Props = {
  save: Pick<UseMutationResult, 'isPending' | 'isError' | 'isSuccess' | 'error'>
  /** Called when it is sent, and never while it is being saved. */
  onSave: () => void
  words: (key: 'save' | 'saved' | 'notSaved') => string
  /** What is wrong is said beside a field already. */
  named?: boolean
  children: ReactNode
}

/** A form of settings with its one button, and what became of it. */
export function SavedForm({ save, onSave, words, named = false, children }: Props) {
  const text = useText()
  return (
    <form
      className="settings-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending) onSave()
      }}
    >
      {children}
      {save.isError && !named ? (
        <Message kind="danger" title={words('notSaved')}>
          {text(messageOf(save.error))}
        </Message>
      ) : null}
      {save.isSuccess ? <Message kind="good">{words('saved')}</Message> : null}
      <div>
        <Button type="submit" kind="primary" isPending={save.isPending}>
          {words('save')}
        </Button>
      </div>
    </form>
  )
}

type Settings<Changes, Answer> = {
  send: (changes: Changes) => Promise<Answer>
  onSaved: (answer: Answer) => void
  /** Where the changes are kept, if not in the form. */
  kept?: [changes: Changes, setChanges: Dispatch<SetStateAction<Changes>>]
}

/**
 * What was changed in a form of settings and is not saved yet, and how it is saved. What is typed while it is saved
 * stays; what becomes of the save is said in any case, and only then may the next one be sent.
 */
export function useSettings<Changes extends object, Answer>({
  send,
  onSaved,
  kept,
}: Settings<Changes, Answer>) {
  const own = useState<Changes>({} as Changes)
  const [changes, setChanges] = kept ?? own
  const save = useMutation({
    mutationFn: send,
    onSuccess: (answer, sent) => {
      onSaved(answer)
      setChanges((now) => unsent(now, sent))
    },
  })
  const change = (part: Changes) => {
    if (!save.isPending) save.reset()
    setChanges((now) => ({ ...now, ...part }))
  }
  return { changes, change, save, send: () => save.mutate(changes) }
}

/** The changes that came after those that were sent. */
const unsent = <Changes extends object>(changes: Changes, sent: Changes): Changes =>
  Object.fromEntries(
    Object.entries(changes).filter(([name, value]) => sent[name as keyof Changes] !== value),
  ) as Changes
