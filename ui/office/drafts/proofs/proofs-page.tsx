import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Draft, Proof, ProofReport } from '../../../../api/http/procedure-contract.ts'
import { Chart } from '../../../chart/chart.tsx'
import { type ChartMarks, pathLines } from '../../../chart/chart-marks.ts'
import type { ChartProcedure } from '../../../chart/chart-procedure.ts'
import { Button, ButtonLink } from '../../../lib/button.tsx'
import { useNumber } from '../../../lib/digits.ts'
import { ProblemMessage } from '../../../lib/problem-message.tsx'
import { proofsQuery } from '../../../lib/queries.ts'
import { Skeleton } from '../../../lib/skeleton.tsx'
import { useText } from '../../../lib/text.ts'
import { useActivationWords } from '../../lifecycle-words.ts'
import { DraftPage } from '../draft-page.tsx'
import { drawnDraft } from '../draft-procedure.ts'
import { isDrawn, ProofList } from './proof-list.tsx'
import { ProofSummary } from './proof-summary.tsx'
import { ScenarioOutcomes } from './scenario-outcomes.tsx'
import '../activation/activation.css'

/** What must hold before a draft may be activated, in sentences, with what goes wrong drawn on the chart. */
export function ProofsPage() {
  return <DraftPage here="proofs">{(draft) => <Proofs draft={draft} />}</DraftPage>
}

function Proofs({ draft }: { draft: Draft }) {
  const words = useActivationWords()
  const proofs = useQuery(proofsQuery(draft.id, draft.revision))
  if (proofs.isPending)
    return (
      <div>
        <p role="status">{words('proving')}</p>
        <Skeleton lines={9} />
      </div>
    )
  if (!proofs.data) return <ProblemMessage error={proofs.error} onRetry={() => void proofs.refetch()} />
  const here = `/office/drafts/${encodeURIComponent(draft.id)}`
  return (
    <>
      <div className="activation-head">
        <ProofSummary report={proofs.data} />
        <div className="activation-buttons">
          {proofs.data.mayActivate ? (
            <ButtonLink kind="primary" to={`${here}/activation`}>
              {words('toActivation')}
            </ButtonLink>
          ) : (
            <ButtonLink kind="primary" to={here}>
              {words('toEditor')}
            </ButtonLink>
          )}
          <Button isPending={proofs.isFetching} onPress={() => void proofs.refetch()}>
            {words('again')}
          </Button>
        </div>
      </div>
      {proofs.data.problems.length > 0 ? (
        <Problems report={proofs.data} />
      ) : (
        <Report draft={draft} report={proofs.data} />
      )}
    </>
  )
}

function Problems({ report }: { report: ProofReport }) {
  const words = useActivationWords()
  const text = useText()
  return (
    <section className="activation-card" aria-labelledby="proof-problems">
      <h2 id="proof-problems">{words('problems')}</h2>
      <ul className="proof-list">
        {report.problems.map(({ place, code, message }) => (
          <li key={`${place} ${code}`} data-outcome="violated">
            <p>{text(message)}</p>
            <p className="activation-muted">
              {words('place')} <code>{place}</code>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Report({ draft, report }: { draft: Draft; report: ProofReport }) {
  const words = useActivationWords()
  const number = useNumber()
  const drawn = useMemo(() => drawnDraft(draft.json, report.layout), [draft, report])
  const of = (outcome: Proof['outcome']) => report.proofs.filter((proof) => proof.outcome === outcome)
  const [wrong, unproved, warned, held] = [of('violated'), of('unproved'), of('warning'), of('holds')]
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = [...wrong, ...warned].find(({ id }) => id === chosen) ?? byDefault([...wrong, ...warned])
  const marks = shown && drawn ? marksOf(shown, drawn, words, number) : undefined
  const list = { drawn, shown: shown?.id ?? null, onShow: setChosen }
  return (
    <div className="proofs" data-drawn={shown ? '' : undefined}>
      <div className="proofs-list">
        {wrong.length > 0 ? (
          <section className="activation-card" aria-labelledby="proof-wrong">
            <h2 id="proof-wrong">{words('violatedHead')}</h2>
            <ProofList proofs={wrong} {...list} />
          </section>
        ) : null}
        {unproved.length > 0 ? (
          <section className="activation-card" aria-labelledby="proof-unproved">
            <h2 id="proof-unproved">{words('unprovedHead')}</h2>
            <ProofList proofs={unproved} {...list} />
          </section>
        ) : null}
        {warned.length > 0 ? (
          <section className="activation-card" aria-labelledby="proof-warned">
            <h2 id="proof-warned">{words('warningHead')}</h2>
            <ProofList proofs={warned} {...list} />
          </section>
        ) : null}
        <ScenarioOutcomes draft={draft.id} scenarios={report.scenarios} />
      </div>
      {drawn ? (
        <section className="activation-card proofs-chart" aria-labelledby="proof-chart">
          <h2 id="proof-chart">{words('chartOf')}</h2>
          {shown ? <p className="activation-muted">{words('chartHint')}</p> : null}
          <Chart procedure={drawn} {...(marks ? { marks } : {})} />
        </section>
      ) : null}
      <section className="activation-card proofs-held" aria-labelledby="proof-held">
        <h2 id="proof-held">{words('holdsHead', { count: held.length })}</h2>
        <ProofList proofs={held} {...list} />
      </section>
    </div>
  )
}

function marksOf(
  proof: Proof,
  drawn: ChartProcedure,
  words: ReturnType<typeof useActivationWords>,
  number: (value: number) => string,
): ChartMarks {
  const kind = proof.outcome === 'violated' ? 'wrong' : 'notable'
  const mark = { kind, words: words(kind === 'wrong' ? 'markViolated' : 'markWarning') } as const
  return {
    steps: new Map(proof.steps.map((step) => [step, mark])),
    lines: pathLines(drawn, proof.path, number),
  }
}

/** The first that has a path to be watched, else the first of which there is anything to be seen. */
const byDefault = (proofs: Proof[]): Proof | undefined =>
  proofs.find(({ path }) => path.length > 0) ?? proofs.find(isDrawn)
