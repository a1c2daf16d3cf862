import { isBox } from '../../machines/chart/step-text.ts'
import { useText } from '../lib/text.ts'
import type { ChartMarks } from './chart-marks.ts'
import type { ChartEvent, ChartProcedure } from './chart-procedure.ts'
import type { Progress } from './chart-progress.ts'
import { StepDetails } from './step-details.tsx'
import { useChartWords } from './words.ts'

type ChartListProps = {
  procedure: ChartProcedure
  progress: Progress | undefined
  events: ChartEvent[]
  marks: ChartMarks | undefined
}

/** The same chart as a list of its steps in their order, each with everything that can be done there. */
export function ChartList({ procedure, progress, events, marks }: ChartListProps) {
  const words = useChartWords()
  const text = useText()
  const steps = procedure.layout.nodes.filter(isBox)
  const groupOf = (parent: string | null) => procedure.layout.nodes.find(({ id }) => id === parent)
  return (
    <ol className="chart-list">
      {steps.map((step) => {
        const status = progress?.steps.get(step.id)
        const group = groupOf(step.parent)
        const mark = marks?.steps.get(step.id)
        return (
          <li key={step.id} data-status={status} aria-current={status === 'present' ? 'step' : undefined}>
            <h3>
              {group ? `${text(group.title)} · ` : null}
              {text(step.title)}
              {status === 'present' ? <span className="chart-list-here">{words('here')}</span> : null}
              {mark?.words ? (
                <span className="chart-list-mark" data-mark={mark.kind}>
                  {mark.words}
                </span>
              ) : null}
            </h3>
            <StepDetails procedure={procedure} step={step} status={status} events={events} />
          </li>
        )
      })}
    </ol>
  )
}
