import type { ProcedureView } from '../../../../api/http/contract.ts'
import type { Figures } from '../../../../api/http/procedure-contract.ts'
import { useNumber } from '../../../lib/digits.ts'
import { useText } from '../../../lib/text.ts'
import { useDuration } from './use-duration.ts'
import { useFiguresWords } from './words.ts'

/** The figures of each step, in the order of the chart. */
export function FiguresTable({ procedure, figures }: { procedure: ProcedureView; figures: Figures }) {
  const words = useFiguresWords()
  const text = useText()
  const number = useNumber()
  const duration = useDuration()
  const order = procedure.layout.nodes.map(({ id }) => id)
  const at = (step: string) => (order.includes(step) ? order.indexOf(step) : order.length)
  const steps = [...figures.steps].sort((a, b) => at(a.step) - at(b.step))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section className="figures-scroll" tabIndex={0} aria-labelledby="figures-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{words('step')}</th>
            <th scope="col">{words('nowShort')}</th>
            <th scope="col">{words('passed')}</th>
            <th scope="col">{words('medianShort')}</th>
            <th scope="col">{words('returned')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ step, title, now, passed, medianMs, returned }) => (
            <tr key={step}>
              <th scope="row">{text(title)}</th>
              <td data-number="">{number(now)}</td>
              <td data-number="">{number(passed)}</td>
              <td>{medianMs === null ? words('noStay') : duration(medianMs)}</td>
              <td data-number="">{number(returned)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
