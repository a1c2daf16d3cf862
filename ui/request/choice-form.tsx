import { useEffect, useRef, useState } from 'react'
import type { ChoiceView, RequestView } from '../../api/contract.ts'
import { ApiProblem, messageOf } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { useAddedWords } from '../lib/chart/added-words.ts'
import { Message } from '../lib/message.tsx'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { type ChoiceDraft, eventOf } from './choice-draft.ts'
import { ChoiceFields } from './choice-fields.tsx'
import type { ChoiceKind } from './choice-kinds.ts'
import type { useTakeChoice } from './use-take-choice.ts'
import { useRequestWords } from './words.ts'

type ChoiceFormProps = {
  request: RequestView
  choice: ChoiceView
  kind: ChoiceKind
  /** The one button of the page that stands out. */
  isPrimary: boolean
  draft: ChoiceDraft
  onChange: (change: Partial<ChoiceDraft>) => void
  take: ReturnType<typeof useTakeChoice>
  /** Given where the fields were opened by a button, so that they can be closed again. */
  onCancel?: (() => void) | undefined
}

/** One choice with what it asks for, and the button that says what happens. */
export function ChoiceForm(props: ChoiceFormProps) {
  const { request, choice, kind, isPrimary, draft, onChange, take, onCancel } = props
  const words = useRequestWords()
  const text = useText()
  const form = useRef<HTMLFormElement>(null)
  const [noteOpen, setNoteOpen] = useState(draft.note !== '')
  const mine = take.variables?.choice.type === choice.type
  const error = mine && take.isError ? take.error : null
  const pending = take.isPending
  const wasOpened = onCancel !== undefined

  useEffect(() => {
    // Fields that a button opened take the focus; those that stand open from the start do not.
    if (wasOpened)
      form.current?.querySelector<HTMLElement>('input, textarea, [tabindex="0"], button')?.focus()
  }, [wasOpened])

  useEffect(() => {
    if (error)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] input')?.focus()
  }, [error])

  const inFields = error instanceof ApiProblem && error.code === 'invalid_event'
  const isConflict = error instanceof ApiProblem && error.code === 'revision_conflict'
  return (
    <form
      ref={form}
      className="choice-form"
      data-kind={kind}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending) take.mutate({ choice, event: eventOf(choice, draft) })
      }}
    >
      {choice.description ? <p className="choice-description">{text(choice.description)}</p> : null}
      {kind === 'ending' ? (
        <p className="choice-confirm">
          {words('confirmEnding', { target: text(choice.targetTitle ?? choice.title) })}
          {request.status === 'published' ? ` ${words('publicEnding')}` : null}
        </p>
      ) : null}
      <ChoiceFields
        request={request}
        choice={choice}
        draft={draft}
        onChange={onChange}
        error={error}
        disabled={pending && mine}
      />
      {noteOpen ? (
        <TextInput
          label={words('note')}
          lines="many"
          required={false}
          maxLength={5000}
          value={draft.note}
          onChange={(note) => onChange({ note })}
        />
      ) : null}
      {error && !isConflict ? (
        <Message kind="danger" title={words(inFields ? 'correctFields' : 'notSaved')}>
          <Refusals error={error} shown={choice.needs.map(({ field }) => field)} />
        </Message>
      ) : null}
      <div className="choice-buttons">
        {/* Not `isPending`: React Aria would announce the end of it by a button that is gone by then. */}
        <Button type="submit" kind={isPrimary ? 'primary' : 'danger'}>
          {text(choice.title)}
          {pending && mine ? ` — ${words('sending')}` : null}
        </Button>
        {onCancel ? (
          <Button kind="quiet" onPress={onCancel}>
            {words('cancel')}
          </Button>
        ) : null}
        {noteOpen ? null : (
          <Button kind="quiet" onPress={() => setNoteOpen(true)}>
            {words('addNote')}
          </Button>
        )}
      </div>
      <Consequence choice={choice} kind={kind} />
    </form>
  )
}

/** Where the request goes, and under which clause. */
export function Consequence({ choice, kind }: { choice: ChoiceView; kind: ChoiceKind }) {
  const words = useRequestWords()
  const text = useText()
  const added = useAddedWords()(choice)
  return (
    <p className="choice-consequence">
      {choice.targetTitle && kind !== 'ending' ? (
        <span>{words('goesTo', { target: text(choice.targetTitle) })}</span>
      ) : null}
      <span>
        {choice.clause}
        {added ? ` · ${added}` : null}
      </span>
    </p>
  )
}

/** What the answer said, but for what already stands at its field. */
function Refusals({ error, shown }: { error: unknown; shown: string[] }) {
  const text = useText()
  const { refusals = [], errors = [] } = (error instanceof ApiProblem && error.problem) || {}
  if (refusals.length > 0)
    return refusals.map(({ code, message }) => <p key={`${code}${message.en}`}>{text(message)}</p>)
  const rest = errors.filter(({ path }) => !shown.includes(path.split('.')[0] ?? path))
  if (errors.length > 0)
    return rest.length === 0 ? null : (
      <ul className="choice-errors">
        {rest.map(({ path, message }) => (
          <li key={path}>{text(message)}</li>
        ))}
      </ul>
    )
  return <p>{text(messageOf(error))}</p>
}
