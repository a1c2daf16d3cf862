import { useQuery } from '@tanstack/react-query'
import type { ProcedureView } from '../../../../api/http/contract.ts'
import { useNumber } from '../../../lib/digits.ts'
import { ProblemMessage } from '../../../lib/problem-message.tsx'
import { stepsQuery } from '../../../lib/queries.ts'
import { Skeleton } from '../../../lib/skeleton.tsx'
import { useText } from '../../../lib/text.ts'
import { useActivationWords } from '../../lifecycle-words.ts'

/** Every open request of a procedure by step, with what becomes of it when a new version takes effect: it stays. */
export function OpenByStep({ active }: { active: ProcedureView }) {
  const words = useActivationWords()
  const text = useText()
  const number = useNumber()
  const steps = useQuery(stepsQuery(active.office))
  if (steps.isPending) return <Skeleton lines={3} />
  if (!steps.data) return <ProblemMessage error={steps.error} onRetry={() => void steps.refetch()} />
  const { nodes } = active.layout
  const order = (step: string) => nodes.findIndex(({ id }) => id === step)
  const ends = new Set(nodes.filter(({ kind, parent }) => kind === 'final' && !parent).map(({ id }) => id))
  const own = steps.data.steps
    .filter(({ procedure, count, step }) => procedure === active.id && count > 0 && !ends.has(step.id))
    .sort((a, b) => order(a.step.id) - order(b.step.id))
  const total = own.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return <p>{words('openNone')}</p>
  return (
    <>
      <p>{words('openStay', { count: total })}</p>
      <div className="activation-scroll">
        <table className="activation-table">
          <thead>
            <tr>
              <th scope="col">{words('atStep')}</th>
              <th scope="col">{words('howMany')}</th>
              <th scope="col">{words('becomes')}</th>
            </tr>
          </thead>
          <tbody>
            {own.map(({ step, version, count }) => (
              <tr key={`${version} ${step.id}`}>
                <th scope="row">{text(step.title)}</th>
                <td>{number(count)}</td>
                <td>
                  {words('becomes_stays')} ({words('version', { number: version })})
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
