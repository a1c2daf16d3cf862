import { type Ref, useId } from 'react'
import { useText } from '../../../lib/text.ts'
import type { Clause } from './clause-steps.ts'
import { ProvisionText, paragraphsOf } from './clause-text.tsx'
import { useDocumentWords } from './words.ts'

type ClauseItemProps = {
  clause: Clause
  /** The procedure whose chart stands beside it. */
  procedure: string
  isChosen: boolean
  /** It lives at the step that is chosen on the chart. */
  isLit: boolean
  onChoose: () => void
  ref?: Ref<HTMLLIElement> | undefined
}

/** A clause, verbatim, with whether it is in force; where it is chosen also where it lives and what is missing. */
export function ClauseItem({ clause, procedure, isChosen, isLit, onChoose, ref }: ClauseItemProps) {
  const words = useDocumentWords()
  const text = useText()
  const id = useId()
  const corrections = clause.provisions.flatMap((one) => one.corrections)
  const missing = clause.provisions.flatMap(({ missing }) => missing ?? [])
  const places = clause.provisions.flatMap((one) => one.places)
  return (
    <li
      ref={ref}
      className="clause"
      data-state={clause.state}
      data-chosen={isChosen ? '' : undefined}
      data-lit={isLit ? '' : undefined}
    >
      <button
        type="button"
        className="clause-head"
        aria-expanded={isChosen}
        aria-controls={`${id}-lives`}
        onClick={onChoose}
      >
        <span className="clause-number">
          {/^[ก-ฮ]/.test(clause.id) ? clause.id : words('clause', { id: clause.id })}
        </span>
        <span className="clause-state">{words(`state_${clause.state}`)}</span>
      </button>
      <div className="clause-text" lang="th">
        {paragraphsOf(clause.provisions).map((provisions, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs of a document stay in their order.
          <p key={index}>
            {provisions.map((provision) => (
              <ProvisionText key={provision.text} provision={provision} />
            ))}
          </p>
        ))}
      </div>
      {corrections.length > 0 ? (
        <details className="clause-corrections">
          <summary>{words('corrected')}</summary>
          <ul lang="th">
            {distinctBy(corrections, ({ stood, read }) => `${stood} ${read}`).map(({ stood, read }) => (
              <li key={`${stood} ${read}`}>
                {stood === '' ? words('correctionNew', { read }) : words('correction', { stood, read })}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <Missing clause={clause} />
      <div id={`${id}-lives`} hidden={!isChosen}>
        {places.length > 0 ? (
          <>
            <p className="clause-heading">{words('livesAt')}</p>
            <ul>
              {distinctBy(places, ({ title }) => title.th).map((place) => (
                <li key={place.title.th}>
                  {text(place.title)}
                  {place.procedure !== null && place.procedure !== procedure
                    ? ` ${words('otherProcedure', { id: place.procedure })}`
                    : ''}
                  {place.lost ? <strong className="clause-lost"> {words('lost')}</strong> : null}
                </li>
              ))}
            </ul>
          </>
        ) : null}
        {places.length === 0 && missing.length === 0
          ? distinctBy(
              clause.provisions.flatMap(({ notARule }) => notARule ?? []),
              ({ th }) => th,
            ).map((reason) => <p key={reason.th}>{text(reason)}</p>)
          : null}
      </div>
    </li>
  )
}

/** What of a clause is not in force is said without being asked. */
function Missing({ clause }: { clause: Clause }) {
  const words = useDocumentWords()
  const text = useText()
  const missing = distinctBy(
    clause.provisions.flatMap((one) => one.missing ?? []),
    ({ th }) => th,
  )
  const lost = clause.provisions.filter(({ state }) => state === 'lost').flatMap(({ places }) => places)
  if (missing.length === 0 && lost.length === 0) return null
  return (
    <div className="clause-missing">
      <p className="clause-heading">{words('missing')}</p>
      <ul>
        {missing.map((one) => (
          <li key={one.th}>{text(one)}</li>
        ))}
        {lost
          .filter((place) => place.lost)
          .map(({ title }) => (
            <li key={title.th}>
              {text(title)} {words('lost')}
            </li>
          ))}
      </ul>
    </div>
  )
}

function distinctBy<Item>(items: Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()]
}
