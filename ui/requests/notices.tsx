import type { ChoiceView, EventView, ProcedureView, RequestView } from '../../api/http/contract.ts'
import { useCapacity } from '../chart/capacity.tsx'
import type { ApiProblem } from '../lib/api.ts'
import { Button, ButtonLink } from '../lib/button.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { Message } from '../lib/message.tsx'
import { useText } from '../lib/text.ts'
import { Moment } from '../lib/time.tsx'
import { type ChoiceDraft, typedText } from './choice-draft.ts'
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

/** Why the request came back, for whoever now has to mend it: what was said since it was last sent from this step. */
export function ReturnedNotice({ request, events }: { request: RequestView; events: EventView[] }) {
  const words = useRequestWords()
  const text = useText()
  const capacity = useCapacity()
  const present = new Set(request.steps.map(({ id }) => id))
  const sent = events.findLastIndex(({ from, to }) => from.some((id) => present.has(id) && !to.includes(id)))
  const said = events.slice(sent + 1).findLast(({ reasons }) => reasons !== null)
  if (request.status !== 'open' || !said?.reasons) return null
  return (
    <Message
      kind="warning"
      title={text(said.title)}
      actions={
        request.editable ? (
          <ButtonLink to={`/requests/${encodeURIComponent(request.id)}/edit`}>
            {words('editContent')}
          </ButtonLink>
        ) : undefined
      }
    >
      <p>
        {keepWords(
          `${said.actor?.name ?? words('system')}${said.actedAs ? ` (${capacity(said.actedAs)})` : ''}`,
        )}{' '}
        <Moment at={said.at} />
      </p>
      {said.reasons.grounds.length > 0 ? (
        <p>{keepWords(said.reasons.grounds.map(text).join(' · '))}</p>
      ) : null}
      {said.reasons.text ? <p className="field-prose">{keepWords(said.reasons.text)}</p> : null}
    </Message>
  )
}
