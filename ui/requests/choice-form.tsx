import { useEffect, useRef, useState } from 'react'
import type { ChoiceView, ProcedureView, RequestView } from '../../api/http/contract.ts'
import { useAddedWords } from '../chart/added-words.ts'
import { BesideParts } from '../chart/beside-parts.tsx'
import { Button } from '../lib/button.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { type ChoiceDraft, eventOf } from './choice-draft.ts'
import { ChoiceFields } from './choice-fields.tsx'
import { KeptFindings } from './personal-data.tsx'
import { TakeProblem } from './take-problem.tsx'
import { UncoveredItems } from './uncovered-items.tsx'
import { isRevisionConflict, type useTakeChoice } from './use-take-choice.ts'
import { useRequestWords } from './words.ts'

type ChoiceFormProps = {
  request: RequestView
  procedure: ProcedureView | undefined
  choice: ChoiceView
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
  const { request, procedure, choice, isPrimary, draft, onChange, take, onCancel } = props
  const words = useRequestWords()
  const text = useText()
  const form = useRef<HTMLFormElement>(null)
  const [noteOpen, setNoteOpen] = useState(draft.note !== '')
  const [noteAsked, setNoteAsked] = useState(false)
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

  const isConflict = isRevisionConflict(error)
  return (
    <form
      ref={form}
      className="choice-form"
      data-kind={choice.kind}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending) take.mutate({ choice, event: eventOf(choice, draft, request) })
      }}
    >
      {choice.description ? (
        <p className="choice-description">{keepWords(text(choice.description))}</p>
      ) : null}
      {choice.kind === 'ending' ? (
        <p className="choice-confirm">
          {words('confirmEnding', { target: text(choice.targetTitle ?? choice.title) })}
          {request.status === 'published' ? ` ${words('publicEnding')}` : null}
        </p>
      ) : null}
      {choice.kind === 'ending' && request.status === 'published' ? (
        <UncoveredItems request={request.id} />
      ) : null}
      <ChoiceFields
        request={request}
        choice={choice}
        draft={draft}
        onChange={onChange}
        error={error}
        disabled={pending && mine}
      />
      {choice.answersFindings && request.personalData ? (
        <KeptFindings
          findings={request.personalData.findings}
          draft={draft}
          onChange={onChange}
          error={error}
          disabled={pending && mine}
        />
      ) : null}
      {noteOpen ? (
        <TextInput
          label={words('note')}
          help={words('noteHelp')}
          autoFocus={noteAsked}
          lines="many"
          required={false}
          maxLength={5000}
          value={draft.note}
          onChange={(note) => onChange({ note })}
        />
      ) : (
        // Above the deed and not beside it: it is a part of it, and none of its own.
        <div className="choice-note">
          <Button
            kind="quiet"
            onPress={() => {
              setNoteOpen(true)
              setNoteAsked(true)
            }}
          >
            {words('addNote')}
          </Button>
        </div>
      )}
      {error && !isConflict ? (
        <TakeProblem
          error={error}
          request={request}
          procedure={procedure}
          shown={[...choice.needs.map(({ field }) => field), 'personalData']}
        />
      ) : null}
      <div className="choice-buttons">
        {/* Not `isPending`: React Aria would announce the end of it by a button that is gone by then. */}
        <Button type="submit" kind={isPrimary ? 'primary' : 'danger'}>
          {pending && mine ? `${text(choice.title)} · ${words('sending')}` : text(choice.title)}
        </Button>
        {onCancel ? (
          <Button kind="quiet" onPress={onCancel}>
            {words('cancel')}
          </Button>
        ) : null}
      </div>
      <Consequence choice={choice} />
    </form>
  )
}

/** Where the request goes, and under which clause. */
export function Consequence({ choice }: { choice: ChoiceView }) {
  const words = useRequestWords()
  const text = useText()
  const added = useAddedWords()(choice)
  return (
    <p className="choice-consequence">
      {choice.targetTitle && choice.kind !== 'ending' ? (
        <span>{keepWords(words('goesTo', { target: text(choice.targetTitle) }))}</span>
      ) : null}
      <span>{keepWords(added ? `${choice.clause} · ${added}` : choice.clause)}</span>
      <BesideParts
        parts={(choice.beside ?? []).map(({ words: part, clause, source }) => ({
          words: part,
          mark: { clause, source },
        }))}
      />
    </p>
  )
}
