import { useMemo, useState } from 'react'
import { isBox } from '../../machines/chart/step-text.ts'
import { Button } from '../lib/button.tsx'
import { useCommonWords } from '../lib/i18n/common.ts'
import { useText } from '../lib/text.ts'
import { ChartLegend } from './chart-legend.tsx'
import { ChartList } from './chart-list.tsx'
import type { ChartMarks } from './chart-marks.ts'
import { ChartPane } from './chart-pane.tsx'
import { ChartPicture } from './chart-picture.tsx'
import type { ChartEvent, ChartProcedure } from './chart-procedure.ts'
import { progressOf } from './chart-progress.ts'
import { StepDetails } from './step-details.tsx'
import { useChartWords } from './words.ts'
import './chart.css'
import './chart-marks.css'

type ChartProps = {
  procedure: ChartProcedure
  /** The dotted paths of the steps where a request stands; left out where the chart is shown for itself. */
  present?: string[]
  /** The request's history, oldest first. */
  events?: ChartEvent[]
  /** What else is drawn on it: a path, what a version changed, a heat map. */
  marks?: ChartMarks | undefined
  /** Told which step is opened in the picture; null where one is closed again. */
  onSelect?: (step: string | null) => void
}

const none: ChartEvent[] = []

/** A procedure's chart, drawn or as a list; with a request, where it stands and how it came there. */
export function Chart({ procedure, present, events = none, marks, onSelect }: ChartProps) {
  const words = useChartWords()
  const common = useCommonWords()
  const text = useText()
  const [asList, setAsList] = useState(false)
  const [selected, setSelected] = useState<string | null>(null)
  const select = (step: string | null) => {
    setSelected(step)
    onSelect?.(step)
  }
  const progress = useMemo(
    () => (present ? progressOf(procedure, present, events) : undefined),
    [procedure, present, events],
  )
  const { nodes } = procedure.layout
  const step = nodes.find(({ id }) => id === selected)
  const first = nodes.find(({ initial }) => initial)
  const here = nodes.find((node) => isBox(node) && progress?.steps.get(node.id) === 'present')
  return (
    <div className="chart">
      <div className="chart-bar">
        <p className="step-muted">{asList ? null : words('howToUse')}</p>
        <Button kind="quiet" onPress={() => setAsList(!asList)}>
          {words(asList ? 'asPicture' : 'asList')}
        </Button>
      </div>
      {asList ? (
        <ChartList procedure={procedure} progress={progress} events={events} marks={marks} />
      ) : (
        <>
          <ChartPane width={procedure.layout.width} begin={[first, here]}>
            {(zoom) => (
              <ChartPicture
                procedure={procedure}
                progress={progress}
                marks={marks}
                selected={selected}
                onSelect={select}
                zoom={zoom}
              />
            )}
          </ChartPane>
          <div className="chart-panel-place" aria-live="polite">
            {step ? (
              <section className="chart-panel" aria-label={text(step.title)}>
                <div className="chart-panel-head">
                  <h3>{text(step.title)}</h3>
                  <Button kind="quiet" onPress={() => select(null)}>
                    {common('close')}
                  </Button>
                </div>
                <StepDetails
                  procedure={procedure}
                  step={step}
                  status={progress?.steps.get(step.id)}
                  events={events}
                />
              </section>
            ) : null}
          </div>
          <ChartLegend procedure={procedure} progress={progress} />
        </>
      )}
    </div>
  )
}
