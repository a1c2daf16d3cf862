import type { ProcedureView } from '../../../../api/http/contract.ts'
import type { Figures } from '../../../../api/http/procedure-contract.ts'
import { NumberTable } from '../../../lib/number-table.tsx'
import { useText } from '../../../lib/text.ts'
import { useDuration } from '../../../lib/use-duration.ts'
import { useFiguresWords } from './words.ts'

/** The figures of each step, in the order of the chart. */
export function FiguresTable({ procedure, figures }: { procedure: ProcedureView; figures: Figures }) {
  const words = useFiguresWords()
  const text = useText()
  const duration = useDuration()
  const order = procedure.layout.nodes.map(({ id }) => id)
  const at = (step: string) => (order.includes(step) ? order.indexOf(step) : order.length)
  const steps = [...figures.steps].sort((a, b) => at(a.step) - at(b.step))
  return (
    <NumberTable
      labelledBy="figures-table"
      columns={[words('step'), words('nowShort'), words('passed'), words('medianShort'), words('returned')]}
      none={words('noStay')}
      rows={steps.map(({ step, title, now, passed, medianMs, returned }) => ({
        id: step,
        head: text(title),
        cells: [now, passed, medianMs === null ? null : duration(medianMs), returned],
      }))}
    />
  )
}
