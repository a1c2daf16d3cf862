import { useActivationWords } from '../../lifecycle-words.ts'
import './proofs.css'

const signs = { holds: '✓', violated: '✗', unproved: '?', warning: '!' } as const

/** An outcome as a sign and a word: never by colour alone. */
export function OutcomeSign({ outcome }: { outcome: keyof typeof signs }) {
  const words = useActivationWords()
  return (
    <span className="outcome" data-outcome={outcome}>
      <span className="outcome-sign" aria-hidden="true">
        {signs[outcome]}
      </span>
      {words(outcome)}
    </span>
  )
}
