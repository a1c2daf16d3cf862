import { useEffect, useRef, useState } from 'react'
import type { ProcedureView } from '../../../../api/http/contract.ts'
import { Chart } from '../../../chart/chart.tsx'
import type { ChartMarks, StepMark } from '../../../chart/chart-marks.ts'
import { useNumber } from '../../../lib/digits.ts'
import { useText } from '../../../lib/text.ts'
import { ClauseItem } from './clause-item.tsx'
import { clausesOfStep, linesOfClause, type OfficeDocument, stepsOfClause } from './clause-steps.ts'
import { useDocumentWords } from './words.ts'

type BesideChartProps = { document: OfficeDocument; procedure: ProcedureView }

/** An office's document and the chart of its procedure: what is chosen in one is shown in the other. */
export function BesideChart({ document, procedure }: BesideChartProps) {
  const words = useDocumentWords()
  const text = useText()
  const [chosen, setChosen] = useState<string | null>(null)
  const [step, setStep] = useState<string | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const first = useRef<HTMLLIElement>(null)
  const clause = document.clauses.find(({ id }) => id === chosen)
  const lit = step === null ? [] : clausesOfStep(document, step)
  const stepTitle = (id: string) =>
    text(procedure.layout.nodes.find((node) => node.id === id)?.title ?? { th: id, en: id })

  // Only its own box is scrolled: scrollIntoView would move the chart from under the hand.
  useEffect(() => {
    const [box, item] = [list.current, first.current]
    if (step === null || !box || !item) return
    box.scrollTop = item.offsetTop - box.offsetTop
  }, [step])

  const said = clause
    ? stepsOfClause(clause).length > 0
      ? words('clauseLit', { id: clause.id, steps: stepsOfClause(clause).map(stepTitle).join(' · ') })
      : words('clauseNotOnChart', { id: clause.id })
    : step === null
      ? ''
      : lit.length > 0
        ? words('stepServes', { step: stepTitle(step), clauses: lit.map(({ id }) => id).join(' · ') })
        : words('stepServesNone', { step: stepTitle(step) })
  return (
    <div className="beside-chart">
      <section aria-labelledby="document-clauses">
        <h2 id="document-clauses">{words('document')}</h2>
        <Share share={document.share} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is scrolled by keys as well. */}
        <ol className="clauses" ref={list} tabIndex={0} aria-label={words('document')}>
          {document.clauses.map((one) => (
            <ClauseItem
              key={one.id}
              clause={one}
              procedure={procedure.id}
              isChosen={one.id === chosen}
              isLit={lit.includes(one)}
              onChoose={() => {
                setStep(null)
                setChosen(one.id === chosen ? null : one.id)
              }}
              ref={one === lit[0] ? first : undefined}
            />
          ))}
        </ol>
      </section>
      <section aria-labelledby="document-chart" className="beside-chart-picture">
        <h2 id="document-chart">{words('chart')}</h2>
        <p className="beside-chart-said" aria-live="polite">
          {said}
        </p>
        <Chart
          procedure={procedure}
          marks={clause ? marksOf(words('clause', { id: clause.id }), clause) : undefined}
          onSelect={(id) => {
            setChosen(null)
            setStep(id)
          }}
        />
      </section>
      {document.added.length > 0 ? (
        <section aria-labelledby="document-added" className="beside-chart-added">
          <h2 id="document-added">{words('added')}</h2>
          <p>{words('addedLead')}</p>
          <ul>
            {document.added.map(({ title, within }) => (
              <li key={title.th}>
                {text(title)}
                {within.some(({ th }) => !title.th.includes(th)) ? (
                  <>
                    <br />
                    <small>{words('addedWithin', { places: within.map(text).join(' · ') })}</small>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

/** How much of a document is in force, in words and as a bar. */
function Share({ share: { rules, inForce, partly } }: { share: OfficeDocument['share'] }) {
  const words = useDocumentWords()
  const number = useNumber()
  const not = rules - inForce - partly
  const parts = Object.entries({ inForce, partly, not })
  return (
    <div className="document-share">
      <p>
        <strong>{words('inForceOf', { count: number(inForce), rules: number(rules) })}</strong>
        {' · '}
        {words('partlyOf', { count: number(partly) })}
        {' · '}
        {words('notOf', { count: number(not) })}
      </p>
      <div className="document-share-bar" aria-hidden="true">
        {parts.map(([part, count]) =>
          count > 0 ? <span key={part} style={{ flexGrow: count }} data-part={part} /> : null,
        )}
      </div>
      <p className="document-share-note">{words('counted')}</p>
    </div>
  )
}

function marksOf(words: string, clause: OfficeDocument['clauses'][number]): ChartMarks {
  const mark: StepMark = { kind: 'clause', words }
  return {
    steps: new Map(stepsOfClause(clause).map((id) => [id, mark])),
    lines: new Map(linesOfClause(clause).map((id) => [id, ''])),
  }
}
