import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { ProcedureView } from '../../../../api/http/contract.ts'
import type { Figures as FiguresData } from '../../../../api/http/procedure-contract.ts'
import { Chart } from '../../../chart/chart.tsx'
import { type ChartMarks, heatLevel } from '../../../chart/chart-marks.ts'
import { periodOf } from '../../../lib/period.ts'
import { PeriodChooser } from '../../../lib/period-chooser.tsx'
import { ProblemMessage } from '../../../lib/problem-message.tsx'
import { figuresQuery } from '../../../lib/queries.ts'
import { SelectInput } from '../../../lib/select-input.tsx'
import { Skeleton } from '../../../lib/skeleton.tsx'
import { useDuration } from '../../../lib/use-duration.ts'
import { FiguresTable } from './figures-table.tsx'
import { Returns } from './returns.tsx'
import { useFiguresWords } from './words.ts'
import './figures.css'

const measures = ['now', 'median', 'plain'] as const
type Measure = (typeof measures)[number]

/** A procedure's chart as a heat map of its requests over a period, the same figures as a table, and what is returned. */
export function Figures({ procedure }: { procedure: ProcedureView }) {
  const words = useFiguresWords()
  const duration = useDuration()
  const [query] = useSearchParams()
  const { period } = periodOf(query, Date.now())
  const [measure, setMeasure] = useState<Measure>('now')
  const figures = useQuery({
    ...figuresQuery(procedure.id, period.from, period.until),
    placeholderData: keepPreviousData,
  })
  const marks = figures.data ? heatOf(figures.data, measure, { words, duration }) : undefined
  return (
    <div className="figures">
      <div className="figures-choose">
        <PeriodChooser />
        <SelectInput
          label={words('measure')}
          value={measure}
          options={measures.map((id) => ({ id, label: words(id) }))}
          onChange={(chosen) => setMeasure(measures.find((one) => one === chosen) ?? 'now')}
        />
      </div>
      {measure === 'plain' ? null : (
        <p className="figures-muted">{words(measure === 'now' ? 'heatNow' : 'heatMedian')}</p>
      )}
      <Chart procedure={procedure} {...(marks ? { marks } : {})} />
      {figures.isPending ? <Skeleton lines={6} /> : null}
      {figures.isError && !figures.data ? (
        <ProblemMessage error={figures.error} onRetry={() => void figures.refetch()} />
      ) : null}
      {figures.data ? (
        <div className="figures-numbers" aria-busy={figures.isFetching}>
          <div>
            <h3 id="figures-table">{words('table')}</h3>
            <FiguresTable procedure={procedure} figures={figures.data} />
          </div>
          <Returns figures={figures.data} />
        </div>
      ) : null}
    </div>
  )
}

type Say = { words: ReturnType<typeof useFiguresWords>; duration: (ms: number) => string }

function heatOf({ steps }: FiguresData, measure: Measure, { words, duration }: Say): ChartMarks | undefined {
  if (measure === 'plain') return undefined
  const measured = ({ now, medianMs }: FiguresData['steps'][number]) => (measure === 'now' ? now : medianMs)
  const greatest = Math.max(0, ...steps.map((step) => measured(step) ?? 0))
  const said = (value: number | null) => {
    if (value === null) return ''
    if (measure === 'median') return duration(value)
    return value > 0 ? words('requests', { count: value }) : ''
  }
  return {
    steps: new Map(
      steps.map((step) => {
        const value = measured(step)
        return [step.step, { kind: 'heat', words: said(value), level: heatLevel(value, greatest) }]
      }),
    ),
  }
}
