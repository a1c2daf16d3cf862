import type { ReactNode } from 'react'
import type { Layout } from '../../machines/chart/layout/chart-layout.ts'
import { arrowHead, roundedPath } from '../../machines/chart/line-path.ts'

type EdgeLineProps = {
  edge: Layout['edges'][number]
  /** On the path that a request took. */
  taken?: boolean
  /** Leaves the step that is open. */
  lit?: boolean
  /** Is itself what is open. */
  open?: boolean
  children?: ReactNode
}

/** A transition as a line with its head; in every picture of a chart the same. */
export function EdgeLine({ edge, taken = false, lit = false, open = false, children }: EdgeLineProps) {
  const { kind, aside, source, points } = edge
  return (
    <g
      className="chart-line"
      data-kind={kind}
      data-aside={aside ? '' : undefined}
      data-taken={taken ? '' : undefined}
      data-lit={lit ? '' : undefined}
      data-open={open ? '' : undefined}
      data-added={source === 'added' ? '' : undefined}
    >
      <path className="chart-route" d={roundedPath(points, 7)} />
      <path className="chart-head" d={arrowHead(points, aside && !taken ? 5 : 7)} />
      {children}
    </g>
  )
}
