import type { ProofReport } from '../../../../api/http/procedure-contract.ts'
import { Message } from '../../../lib/message.tsx'
import { useActivationWords } from '../../lifecycle-words.ts'

/** In one sentence: may it be activated, and if not, how much is wrong. */
export function ProofSummary({ report }: { report: ProofReport }) {
  const words = useActivationWords()
  const { problems, proofs, scenarios, mayActivate } = report
  if (problems.length > 0)
    return <Message kind="warning">{words('problemsFound', { count: problems.length })}</Message>
  if (!mayActivate) {
    const wrong =
      proofs.filter(({ outcome }) => outcome === 'violated').length +
      scenarios.filter(({ passed }) => !passed).length
    if (wrong === 0 && proofs.some(({ outcome }) => outcome === 'unproved'))
      return <Message kind="warning">{words('notProved')}</Message>
    return <Message kind="warning">{words('notSound', { count: wrong })}</Message>
  }
  const warnings = proofs.filter(({ outcome }) => outcome === 'warning').length
  return (
    <Message kind="good">
      {warnings > 0 ? words('soundWarnings', { count: warnings }) : words('soundAll')}
    </Message>
  )
}
