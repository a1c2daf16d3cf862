import { type ReactNode, type RefObject, useState } from 'react'
import type { ChoiceView, ProcedureView, RequestView } from '../../api/http/contract.ts'
import { Button } from '../lib/button.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { useText } from '../lib/text.ts'
import { type ChoiceDraft, emptyDraft } from './choice-draft.ts'
import { ChoiceForm, Consequence } from './choice-form.tsx'
import { OthersChoices } from './others-choices.tsx'
import { sortChoices } from './sort-choices.ts'
import { TakeProblem } from './take-problem.tsx'
import { isRevisionConflict, type useTakeChoice } from './use-take-choice.ts'
import { useRequestWords } from './words.ts'

type ChoicesProps = {
  request: RequestView
  procedure: ProcedureView | undefined
  drafts: Record<string, ChoiceDraft>
  onDraft: (type: string, change: Partial<ChoiceDraft>) => void
  take: ReturnType<typeof useTakeChoice>
  section: RefObject<HTMLElement | null>
  /** What stands beside the decision. */
  children?: ReactNode
}

/** รายการที่ท่านดำเนินการได้: what this person can do now, in the official's words, and what others can. */
export function Choices({ request, procedure, drafts, onDraft, take, section, children }: ChoicesProps) {
  const words = useRequestWords()
  const text = useText()
  const { main, first, more, shut, others } = sortChoices(request, procedure)
  // Fields that hold something from before stand open again.
  const [open, setOpen] = useState<string | null>(
    () => more.find(({ type }) => drafts[type] !== undefined)?.type ?? null,
  )
  const form = (choice: ChoiceView, isPrimary: boolean, onCancel?: () => void) => (
    <ChoiceForm
      key={choice.type}
      request={request}
      procedure={procedure}
      choice={choice}
      isPrimary={isPrimary}
      draft={drafts[choice.type] ?? emptyDraft}
      onChange={(change) => onDraft(choice.type, change)}
      take={take}
      onCancel={onCancel}
    />
  )
  const opened = more.find(({ type }) => type === open)
  const sent = take.variables?.choice.type
  const isConflict = isRevisionConflict(take.error)
  const failedAtOnce = take.isError && !isConflict && sent !== main?.type && sent !== opened?.type
  const forward = more.filter(({ kind }) => kind === 'forward')
  return (
    <section
      className="request-card request-choices"
      aria-labelledby="choices-heading"
      ref={section}
      data-empty={main || more.length > 0 ? undefined : ''}
      tabIndex={-1}
    >
      <h2 id="choices-heading">{words('choices')}</h2>
      {!main && more.length === 0 ? (
        <p className="request-muted">{words(request.status === 'ended' ? 'nothingEnded' : 'nothingToDo')}</p>
      ) : null}
      {children}
      {main ? form(main, true) : null}
      {more.length > 0 ? (
        <div className="choice-more">
          {more.map((choice) => (
            <MoreButton
              key={choice.type}
              choice={choice}
              isPrimary={choice === first && !opened}
              isOpen={choice === opened}
              isPending={take.isPending && take.variables?.choice.type === choice.type}
              asksNothing={choice.needs.length === 0 && choice.kind === 'forward' && !choice.answersFindings}
              onOpen={() => setOpen(choice === opened ? null : choice.type)}
              onTake={() => take.mutate({ choice, event: { type: choice.type } })}
            />
          ))}
        </div>
      ) : null}
      {failedAtOnce ? <TakeProblem error={take.error} request={request} procedure={procedure} /> : null}
      {opened ? form(opened, !main && opened.kind === 'forward', () => setOpen(null)) : null}
      {first && !opened ? forward.map((choice) => <Consequence key={choice.type} choice={choice} />) : null}
      {shut.map((choice) =>
        choice.refusals.map(({ message }) => (
          <p key={`${choice.type} ${choice.target}`} className="request-muted">
            {keepWords(text(message))}
          </p>
        )),
      )}
      <OthersChoices choices={others} />
    </section>
  )
}

type MoreButtonProps = {
  choice: ChoiceView
  isPrimary: boolean
  isOpen: boolean
  isPending: boolean
  asksNothing: boolean
  onOpen: () => void
  onTake: () => void
}

/** A choice that asks for something opens its fields in place; one that asks for nothing is taken at once. */
function MoreButton({ choice, isPrimary, isOpen, isPending, asksNothing, onOpen, onTake }: MoreButtonProps) {
  const words = useRequestWords()
  const text = useText()
  const kind = isPrimary ? 'primary' : 'secondary'
  if (asksNothing)
    return (
      <Button kind={kind} onPress={() => isPending || onTake()}>
        {isPending ? `${text(choice.title)} · ${words('sending')}` : text(choice.title)}
      </Button>
    )
  return (
    <Button kind={kind} aria-expanded={isOpen} onPress={onOpen}>
      {words('openFields', { title: text(choice.title) })}
    </Button>
  )
}
