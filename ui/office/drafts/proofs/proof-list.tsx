import type { Proof } from '../../../../api/http/procedure-contract.ts'
import type { ChartProcedure } from '../../../chart/chart-procedure.ts'
import { Button } from '../../../lib/button.tsx'
import { useText } from '../../../lib/text.ts'
import { useActivationWords } from '../../lifecycle-words.ts'
import { OutcomeSign } from './outcome-sign.tsx'
import { ProofPath } from './proof-path.tsx'
import './proofs.css'

type ProofListProps = {
  proofs: Proof[]
  drawn: ChartProcedure | undefined
  shown: string | null
  onShow: (proof: string) => void
}

/** Properties with their outcomes, each with its counter-example, and a way to see it on the chart. */
export function ProofList({ proofs, drawn, shown, onShow }: ProofListProps) {
  const words = useActivationWords()
  const text = useText()
  return (
    <ul className="proof-list">
      {proofs.map((proof) => (
        <li key={proof.id} data-outcome={proof.outcome} data-shown={proof.id === shown ? '' : undefined}>
          <p>
            <OutcomeSign outcome={proof.outcome} /> {text(proof.sentence)}
          </p>
          {proof.path.length > 0 ? (
            <>
              <p className="activation-muted">{words('counterExample')}</p>
              <ProofPath path={proof.path} drawn={drawn} />
            </>
          ) : null}
          {isDrawn(proof) && drawn ? (
            <div>
              <Button kind="quiet" aria-pressed={proof.id === shown} onPress={() => onShow(proof.id)}>
                {words(proof.id === shown ? 'shownOnChart' : 'onChart')}
              </Button>
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** Whether there is anything to be seen of a proof on the chart. */
export const isDrawn = ({ outcome, path, steps }: Proof): boolean =>
  outcome !== 'holds' && path.length + steps.length > 0
