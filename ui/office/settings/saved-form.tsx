import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { type Dispatch, type ReactNode, type SetStateAction, useState } from 'react'
import { ApiProblem, fieldError, messageOf } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { keepWords } from '../../lib/keep-words.ts'
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
          {isConflict(save.error) ? (
            <ul className="settings-meanwhile">
              {save.error.problem?.errors?.map(({ path, message }) => (
                <li key={path}>{keepWords(text(message))}</li>
              ))}
            </ul>
          ) : null}
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
  /** Which revision of the settings stands in the form, where they have revisions. */
  revision?: number
  send: (changes: Changes, revision: number) => Promise<Answer>
  onSaved: (answer: Answer) => void
  /** Another has changed the same meanwhile: what is shown must be asked for again. */
  onConflict?: () => void
  /** Where the changes are kept, if not in the form. */
  kept?: [changes: Changes, setChanges: Dispatch<SetStateAction<Changes>>]
}

/**
 * What was changed in a form of settings and is not saved yet, and how it is saved. What is typed while it is saved
 * stays; what becomes of the save is said in any case, and only then may the next one be sent.
 */
export function useSettings<Changes extends object, Answer extends object>({
  revision = 0,
  send,
  onSaved,
  onConflict,
  kept,
}: Settings<Changes, Answer>) {
  const text = useText()
  const own = useState<Changes>({} as Changes)
  const [changes, setChanges] = kept ?? own
  /** What was seen when the first of the changes was made: what is loaded behind it was not looked at. */
  const [seen, setSeen] = useState<number>()
  const save = useMutation({
    mutationFn: ({ sent, since }: { sent: Changes; since: number }) => send(sent, since),
    onSuccess: (answer, { sent }) => {
      onSaved(answer)
      setSeen('revision' in answer ? (answer.revision as number) : undefined)
      setChanges((now) => unsent(now, sent))
    },
    onError: (error) => {
      if (!isConflict(error)) return
      setSeen(undefined)
      onConflict?.()
    },
  })
  const change = (part: Changes) => {
    if (!save.isPending) save.reset()
    if (Object.keys(changes).length === 0) setSeen(revision)
    setChanges((now) => ({ ...now, ...part }))
  }
  return {
    changes,
    change,
    save,
    send: () => save.mutate({ sent: changes, since: seen ?? revision }),
    /** What the server says of a field that it refuses. */
    wrong: (field: string) =>
      isConflict(save.error) ? undefined : text(fieldError(save.error, field)) || undefined,
  }
}

const isConflict = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && error.code === 'revision_conflict'

/** The changes that came after those that were sent. */
const unsent = <Changes extends object>(changes: Changes, sent: Changes): Changes =>
  Object.fromEntries(
    Object.entries(changes).filter(([name, value]) => sent[name as keyof Changes] !== value),
  ) as Changes
