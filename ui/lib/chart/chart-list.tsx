import type { EventView, ProcedureView } from '../../../api/contract.ts'
import { useText } from '../text.ts'
import type { Progress } from './chart-progress.ts'
import { StepDetails } from './step-details.tsx'
import { useChartWords } from './words.ts'

type ChartListProps = { procedure: ProcedureView; progress: Progress | undefined; events: EventView[] }

/** The same chart as a list of its steps in their order, each with everything that can be done there. */
export function ChartList({ procedure, progress, events }: ChartListProps) {
  const words = useChartWords()
  const text = useText()
  const steps = procedure.layout.nodes.filter(({ kind }) => kind === 'step' || kind === 'final')
  const groupOf = (parent: string | null) => procedure.layout.nodes.find(({ id }) => id === parent)
  return (
    <ol className="chart-list">
      {steps.map((step) => {
        const status = progress?.steps.get(step.id)
        const group = groupOf(step.parent)
        return (
          <li key={step.id} data-status={status} aria-current={status === 'present' ? 'step' : undefined}>
            <h3>
              {group ? `${text(group.title)} — ` : null}
              {text(step.title)}
              {status === 'present' ? <span className="chart-list-here">{words('here')}</span> : null}
            </h3>
            <StepDetails procedure={procedure} step={step} status={status} events={events} />
          </li>
        )
      })}
    </ol>
  )
}
