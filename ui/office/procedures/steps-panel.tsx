import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { ProcedureView } from '../../../api/http/contract.ts'
import type { Chart, StateNodeConfig, Text } from '../../../machines/procedure/procedure.ts'
import { useNumber } from '../../lib/digits.ts'
import { keepWords } from '../../lib/keep-words.ts'
import type { StepCount } from '../../lib/queries.ts'
import { useText } from '../../lib/text.ts'
import { useOfficeWords } from '../words.ts'

/** Every step of every procedure with how many requests stand there now; choosing one filters the list. */
export function StepsPanel({ procedures, counts }: { procedures: ProcedureView[]; counts: StepCount[] }) {
  const words = useOfficeWords()
  const text = useText()
  // On a phone the list of requests comes first; the steps are one press away.
  const [open, setOpen] = useState(() => matchMedia('(min-width: 821px)').matches)
  return (
    <details className="office-steps" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words('steps')}</summary>
      {procedures.map((procedure) => {
        const own = counts.filter((each) => each.procedure === procedure.id)
        const known = leafSteps(procedure.chart)
        const older = own
          .map((each) => each.step)
          .filter((step) => !known.some(({ id }) => id === step.id))
          .filter((step, at, all) => all.findIndex(({ id }) => id === step.id) === at)
        return (
          <section key={procedure.id} aria-labelledby={`steps-${procedure.id}`}>
            <h2 id={`steps-${procedure.id}`}>{keepWords(text(procedure.title))}</h2>
            <StepLinks procedure={procedure.id} steps={known} counts={own} withAll />
            {older.length > 0 ? (
              <>
                <h3>{words('olderStep')}</h3>
                <StepLinks procedure={procedure.id} steps={older} counts={own} />
              </>
            ) : null}
            <Link to={`/office/procedures/${encodeURIComponent(procedure.id)}`}>{words('seeChart')}</Link>
          </section>
        )
      })}
    </details>
  )
}

type StepLinksProps = { procedure: string; steps: LeafStep[]; counts: StepCount[]; withAll?: boolean }

function StepLinks(props: StepLinksProps) {
  const words = useOfficeWords()
  const text = useText()
  const number = useNumber()
  const [query] = useSearchParams()
  const isPresent = (state: string | null) =>
    query.get('state') === state && (query.get('procedure') ?? props.procedure) === props.procedure
  const to = (state: string | null) => {
    const next = new URLSearchParams(query)
    next.set('procedure', props.procedure)
    state ? next.set('state', state) : next.delete('state')
    return { search: next.toString() }
  }
  const steps = props.steps.map((step) => ({
    ...step,
    count: props.counts.filter((each) => each.step.id === step.id).reduce((sum, each) => sum + each.count, 0),
  }))
  // Two steps of one name differ in what may be done there, which is no help here: an empty twin is left out.
  const shown = steps.filter(
    (step, at) =>
      step.count > 0 ||
      !steps.some(
        (twin, other) => other !== at && twin.title.th === step.title.th && (twin.count > 0 || other < at),
      ),
  )
  return (
    <ul>
      {props.withAll ? (
        <li>
          <Link className="office-step" to={to(null)} aria-current={isPresent(null) ? 'true' : undefined}>
            {words('allSteps')}
          </Link>
        </li>
      ) : null}
      {shown.map((step) => {
        const { count } = step
        return (
          <li key={step.id}>
            <Link
              className="office-step"
              to={to(step.id)}
              aria-current={isPresent(step.id) ? 'true' : undefined}
              data-empty={count === 0 ? '' : undefined}
            >
              <span>{keepWords(text(step.title))}</span>
              <span className="office-step-count">
                <span aria-hidden="true">{number(count)}</span>
                <span className="visually-hidden">{words('count', { count })}</span>
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

type LeafStep = { id: string; title: Text }

/** The steps at which a request can stand, in the order in which the chart states them: none that it only passes. */
function leafSteps(chart: Chart): LeafStep[] {
  const found: LeafStep[] = []
  const visit = (states: Record<string, StateNodeConfig>, path: string) => {
    for (const [key, node] of Object.entries(states)) {
      const id = path ? `${path}.${key}` : key
      if (node.states && Object.keys(node.states).length > 0) visit(node.states, id)
      else if (node.type !== 'history' && node.meta && (!node.always || node.on || node.after))
        found.push({ id, title: node.meta.title })
    }
  }
  visit(chart.states, '')
  return found
}
