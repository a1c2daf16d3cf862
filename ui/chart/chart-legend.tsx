import type { EdgeKind } from '../../machines/chart/edges.ts'
import type { ChartProcedure } from './chart-procedure.ts'
import type { Progress } from './chart-progress.ts'
import { useChartWords } from './words.ts'

/** What the lines and frames mean, in words; only what this chart has. */
export function ChartLegend({
  procedure,
  progress,
}: {
  procedure: ChartProcedure
  progress: Progress | undefined
}) {
  const words = useChartWords()
  const { nodes, edges } = procedure.layout
  const has = (kinds: EdgeKind[]) => edges.some(({ kind }) => kinds.includes(kind))
  const added = [...nodes, ...edges].some(({ source }) => source === 'added')
  return (
    <details className="chart-legend">
      <summary>{words('legend')}</summary>
      <ul>
        {progress ? (
          <>
            <li>
              <Box status="present" />
              {words('legendPresent')}
            </li>
            <li>
              <Line kind="forward" taken />
              {words('legendPassed')}
            </li>
            <li>
              <Line kind="forward" />
              {words('legendAhead')}
            </li>
          </>
        ) : null}
        {has(['return']) ? (
          <li>
            <Line kind="return" taken />
            {words('legendReturn')}
          </li>
        ) : null}
        {has(['deadline', 'automatic']) ? (
          <li>
            <Line kind="deadline" />
            {words('legendAuto')}
          </li>
        ) : null}
        {added ? (
          <li>
            <Box added />
            {words('legendAdded')}
          </li>
        ) : null}
      </ul>
    </details>
  )
}

function Line({ kind, taken }: { kind: EdgeKind; taken?: boolean }) {
  return (
    <svg width="36" height="14" aria-hidden="true" className="chart-svg" data-progress="">
      <g className="chart-line" data-kind={kind} data-taken={taken ? '' : undefined}>
        <path className="chart-route" d="M1 7H34" />
        <path className="chart-head" d="M35 7l-8 -4v8z" />
      </g>
    </svg>
  )
}

function Box({ status, added }: { status?: string; added?: boolean }) {
  return (
    <svg width="36" height="20" aria-hidden="true" className="chart-svg">
      <g className="chart-step" data-kind="step" data-status={status} data-added={added ? '' : undefined}>
        <rect className="chart-box" x="1.5" y="1.5" width="33" height="17" rx="5" />
      </g>
    </svg>
  )
}
