import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { stepsInWords } from '../../../machines/proofs/words.ts'
import { useText } from '../../lib/text.ts'
import { letterOf, type Rehearsed } from './rehearsed.ts'
import { useRehearsalWords } from './words.ts'

/** The way that the rehearsed request has come, step by step. */
export function PathTaken({ procedure, past }: { procedure: Procedure; past: Rehearsed[] }) {
  const words = useRehearsalWords()
  const text = useText()
  if (past.length === 0) return <p className="rehearsal-muted">{words('noPath')}</p>
  return (
    <ol className="rehearsal-path">
      {past.map(({ step, title, roleTitle, from, to }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path only grows, and its steps have no other name.
        <li key={index}>
          <strong>{text(title)}</strong>{' '}
          <span className="rehearsal-muted">
            {roleTitle
              ? words('byRole', { role: text(roleTitle), letter: letterOf(step.person) })
              : words('byClock')}
            {' · '}
            {from.join() === to.join()
              ? words('stayed')
              : words('went', { target: text(stepsInWords(procedure, to)) })}
          </span>
        </li>
      ))}
    </ol>
  )
}
