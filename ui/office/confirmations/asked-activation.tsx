import { formatDay, todayInBangkok } from '../../lib/dates.ts'
import { keepWords } from '../../lib/keep-words.ts'
import { useText } from '../../lib/text.ts'
import { useDateStyle } from '../../lib/time.tsx'
import { OutcomeSign } from '../drafts/proofs/outcome-sign.tsx'
import { useActivationWords } from '../lifecycle-words.ts'
import type { Confirmation } from './confirmations-query.ts'
import { useConfirmationWords } from './words.ts'
import '../drafts/activation/activation.css'
import '../procedures/versions/versions.css'

/** What a version to be activated changes, what the proofs say of it, and its document, for one who may not edit it. */
export function AskedActivation({ activation }: { activation: NonNullable<Confirmation['activation']> }) {
  const words = useConfirmationWords()
  const lifecycle = useActivationWords()
  const text = useText()
  const style = useDateStyle()
  const { order, proofs, changes, choices, reasons, first } = activation
  const warnings = proofs.filter(({ outcome }) => outcome === 'warning')
  const held = proofs.filter(({ outcome }) => outcome === 'holds')
  const later = order.effectiveFrom !== null && order.effectiveFrom > todayInBangkok(Date.now())
  return (
    <>
      {choices.length > 0 ? (
        <div className="confirmation-choices">
          <h4>{words('choices')}</h4>
          <ul>
            {choices.map(({ proof, title, clause, sentence }) => (
              <li key={proof}>
                <strong>{keepWords(text(title))}</strong> {words('clause', { clause })}
                <br />
                {keepWords(text(sentence))}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <h4>{words('changes')}</h4>
      {first ? <p>{words('firstVersion')}</p> : changes.length === 0 ? <p>{words('noChanges')}</p> : null}
      <ul className="change-list">
        {changes.map(({ kind, sentence }) => (
          <li key={`${kind} ${sentence.th}`}>
            <span className="change-kind" data-kind={kind}>
              {lifecycle(kind)}
            </span>
            <span>{keepWords(text(sentence))}</span>
          </li>
        ))}
      </ul>
      <h4>{words('proofs')}</h4>
      <p>
        <OutcomeSign outcome="holds" /> {words('held', { count: held.length })}
      </p>
      {warnings.map(({ id, sentence }) => (
        <p key={id}>
          <OutcomeSign outcome="warning" /> {keepWords(text(sentence))}
          {reasons[id] ? (
            <>
              <br />
              {keepWords(words('reason', { reason: reasons[id] ?? '' }))}
            </>
          ) : null}
        </p>
      ))}
      <h4>{words('order')}</h4>
      <p>
        {keepWords(
          words('orderSaid', {
            number: order.number ?? words('noNumber'),
            date: order.date ? formatDay(order.date, style, 'long') : '-',
            signedBy: [order.signedBy, order.signedAs].filter(Boolean).join(' '),
          }),
        )}
      </p>
      <p>
        {later && order.effectiveFrom
          ? words('effective', { day: formatDay(order.effectiveFrom, style, 'long') })
          : words('effectiveNow')}
      </p>
    </>
  )
}
