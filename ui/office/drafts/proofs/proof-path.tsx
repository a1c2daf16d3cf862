import type { Proof } from '../../../../api/http/procedure-contract.ts'
import { metaOfStep } from '../../../../machines/run/standing.ts'
import type { ChartProcedure } from '../../../chart/chart-procedure.ts'
import { useText } from '../../../lib/text.ts'
import { useActivationWords } from '../../lifecycle-words.ts'

/** A counter-example: who takes which choice, step by step. */
export function ProofPath({ path, drawn }: { path: Proof['path']; drawn: ChartProcedure | undefined }) {
  const words = useActivationWords()
  const text = useText()
  const titles = (steps: string[]) =>
    steps.map((step) => (drawn ? text(metaOfStep(drawn.chart, step).title) : step)).join(', ')
  return (
    <ol className="proof-path">
      {path.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path may take the same step twice, and never changes.
        <li key={index}>
          <strong>{text(step.title)}</strong>{' '}
          <span className="activation-muted">
            {step.roleTitle
              ? words('byPerson', { role: text(step.roleTitle), person: step.person ?? '' })
              : words('byClock')}
            {' · '}
            {step.from.join() === step.to.join()
              ? words('stays')
              : words('leadsTo', { target: titles(step.to) })}
          </span>
        </li>
      ))}
    </ol>
  )
}
