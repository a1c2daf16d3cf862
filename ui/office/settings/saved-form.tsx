import type { UseMutationResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
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

/** The changes that came after those that were sent: what is typed while it is saved stays. */
export const unsent = <Changes extends object>(changes: Changes, sent: Changes): Changes =>
  Object.fromEntries(
    Object.entries(changes).filter(([name, value]) => sent[name as keyof Changes] !== value),
  ) as Changes
