import type { ProcedureView } from '../../api/http/contract.ts'
import { isWithin } from '../../machines/chart/route.ts'
import { keepWords } from '../lib/keep-words.ts'
import { useText } from '../lib/text.ts'
import { Moment } from '../lib/time.tsx'
import { useAddedWords } from './added-words.ts'
import { BesideParts } from './beside-parts.tsx'
import { useCapacity } from './capacity.tsx'
import { choicesOfStep } from './chart-choices.ts'
import type { ChartEvent, ChartProcedure } from './chart-procedure.ts'
import type { StepStatus } from './chart-progress.ts'
import { useChartWords } from './words.ts'

type Node = ProcedureView['layout']['nodes'][number]
type StepDetailsProps = {
  procedure: ChartProcedure
  step: Node
  /** Absent where the chart is shown without a request. */
  status: StepStatus | undefined
  events: ChartEvent[]
}

/** A step in words: its clause, who can do what there, what that needs, and what has happened there and by whom. */
export function StepDetails({ procedure, step, status, events }: StepDetailsProps) {
  const words = useChartWords()
  const text = useText()
  const added = useAddedWords()
  const choices = choicesOfStep(procedure, step.id)
  const isGroup = step.kind === 'group' || step.kind === 'parallel'
  const facts = [
    step.initial ? words('firstStep') : null,
    step.public ? words('public') : null,
    step.kind === 'parallel' ? words('parallel') : null,
    step.kind === 'final' && step.parent === null ? words('ending') : null,
    added(step) || null,
  ].filter((fact) => fact !== null)
  return (
    <div className="step-details">
      <p className="step-facts">
        <span>
          {words('clause')} {step.clause}
        </span>
        {status ? <span data-status={status}>{words(status)}</span> : null}
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {choices.length > 0 ? (
        <>
          <p className="step-heading">{words('choicesHere')}</p>
          <ul className="step-choices">
            {choices.map(({ edge, who, needs, when, beside, description, target }) => (
              <li key={edge.id} data-kind={edge.kind}>
                <strong>{keepWords(text(edge.title))}</strong>{' '}
                <span>{keepWords(words('leadsTo', { target: text(target) }))}</span>
                <span className="step-muted">
                  {who.length > 0
                    ? keepWords(words('by', { who: who.map(text).join(' / ') }))
                    : words(edge.kind === 'deadline' ? 'whenDue' : 'byItself')}
                  {' · '}
                  {edge.clause}
                  {added(edge) ? ` · ${added(edge)}` : null}
                </span>
                {when ? (
                  <span className="step-muted">{keepWords(words('if', { condition: text(when) }))}</span>
                ) : null}
                {needs.length > 0 ? (
                  <span className="step-muted">{words('needs', { needs: needs.map(text).join('; ') })}</span>
                ) : null}
                {beside.length > 0 ? (
                  <span className="step-muted beside-parts">
                    <BesideParts parts={beside} />
                  </span>
                ) : null}
                {description ? <span className="step-muted">{text(description)}</span> : null}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="step-muted">{words(isGroup ? 'groupHere' : 'nothingHere')}</p>
      )}
      {status ? <Happened step={step} status={status} events={events} /> : null}
    </div>
  )
}

function Happened({ step, status, events }: { step: Node; status: StepStatus; events: ChartEvent[] }) {
  const words = useChartWords()
  const text = useText()
  const capacity = useCapacity()
  const here = events.filter(
    ({ from, to }) => from.some((id) => isWithin(id, step.id)) && !from.every((id) => to.includes(id)),
  )
  if (here.length === 0) return status === 'ahead' ? <p className="step-muted">{words('notYet')}</p> : null
  return (
    <>
      <p className="step-heading">{words('happened')}</p>
      <ul className="step-happened">
        {here.map((event) => (
          <li key={event.seq}>
            {text(event.title)} · {event.actor?.name ?? words('system')}
            {event.actedAs ? ` (${capacity(event.actedAs)})` : null} <Moment at={event.at} />
          </li>
        ))}
      </ul>
    </>
  )
}
