import { Link } from 'react-router'
import type { ProofReport } from '../../../../api/http/procedure-contract.ts'
import { useText } from '../../../lib/text.ts'
import { useActivationWords } from '../../lifecycle-words.ts'
import './proofs.css'

/** How each saved scenario goes along the draft. */
export function ScenarioOutcomes({
  draft,
  scenarios,
}: {
  draft: string
  scenarios: ProofReport['scenarios']
}) {
  const words = useActivationWords()
  const text = useText()
  return (
    <section className="activation-card" aria-labelledby="proof-scenarios">
      <h2 id="proof-scenarios">{words('scenariosHead')}</h2>
      {scenarios.length === 0 ? <p className="activation-muted">{words('noScenarios')}</p> : null}
      <ul className="proof-list">
        {scenarios.map(({ id, name, passed, sentence }) => (
          <li key={id} data-outcome={passed ? 'holds' : 'violated'}>
            <p>
              <span className="outcome" data-outcome={passed ? 'holds' : 'violated'}>
                <span className="outcome-sign" aria-hidden="true">
                  {passed ? '✓' : '✗'}
                </span>
                {words(passed ? 'scenarioPassed' : 'scenarioFailed')}
              </span>{' '}
              <strong>{name}</strong>
            </p>
            <p className="activation-muted">{text(sentence)}</p>
          </li>
        ))}
      </ul>
      <p>
        <Link to={`/office/drafts/${encodeURIComponent(draft)}/rehearsal`}>{words('toRehearsal')}</Link>
      </p>
    </section>
  )
}
