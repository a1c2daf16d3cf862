import type { ChoiceView, ProcedureView, RequestView } from '../../api/http/contract.ts'
import type { ApiProblem } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { Message } from '../lib/message.tsx'
import { useText } from '../lib/text.ts'
import { Moment } from '../lib/time.tsx'
import { type ChoiceDraft, typedText } from './choice-draft.ts'
import { NextWaiting } from './next-waiting.tsx'
import type { Taken } from './use-take-choice.ts'
import { waitsFor } from './waits-for.ts'
import { useRequestWords } from './words.ts'

/** What I have just done, and who is next. */
export function DoneNotice({
  taken,
  choice,
  procedure,
}: {
  taken: Taken
  choice: ChoiceView
  procedure: ProcedureView | undefined
}) {
  const words = useRequestWords()
  const text = useText()
  const { request } = taken
  const step = request.steps.map(({ title }) => text(title)).join(' · ')
  const who = waitsFor(request, procedure).map(text).join(' / ')
  const isMine = request.choices.some((one) => one.allowed && who !== '' && one.kind === 'forward')
  return (
    <Message kind="good" title={words('done', { title: text(choice.title) })}>
      <p>
        {isMine
          ? words('nextIsYou', { step })
          : who
            ? words('nextIs', { who, step })
            : words('nextNone', { step })}
      </p>
      <NextWaiting request={request.id} />
    </Message>
  )
}

/** Somebody was quicker: who did what, and that nothing typed is lost. */
export function ConflictNotice({ error }: { error: ApiProblem }) {
  const words = useRequestWords()
  const text = useText()
  const current = error.problem?.current
  return (
    <Message kind="danger" title={words('conflictTitle')}>
      <p>
        {current?.what
          ? words('conflictBy', { who: current.changedBy ?? words('system'), what: text(current.what) })
          : words('conflictUnknown')}{' '}
        {current?.changedAt ? <Moment at={current.changedAt} /> : null}
      </p>
      <p>{words('conflictKept')}</p>
    </Message>
  )
}

/** What was typed for a choice that is there no more, until it is thrown away. */
export function KeptTexts({
  request,
  procedure,
  drafts,
  onDrop,
}: {
  request: RequestView
  procedure: ProcedureView
  drafts: Record<string, ChoiceDraft>
  onDrop: (type: string) => void
}) {
  const words = useRequestWords()
  const text = useText()
  const kept = Object.entries(drafts)
    .map(([type, draft]) => ({ type, typed: typedText(draft) }))
    .filter(({ type, typed }) => typed && !request.choices.some((one) => one.type === type && one.allowed))
  return kept.map(({ type, typed }) => {
    const edge = procedure.layout.edges.find((one) => one.type === type)
    return (
      <Message
        key={type}
        title={words('keptText', { title: edge ? text(edge.title) : type })}
        actions={<Button onPress={() => onDrop(type)}>{words('dropText')}</Button>}
      >
        <p className="field-prose">{typed}</p>
      </Message>
    )
  })
}
