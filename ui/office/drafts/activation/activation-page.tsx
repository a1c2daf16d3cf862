import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router'
import type { ProcedureView } from '../../../../api/http/contract.ts'
import type { Draft, ProofReport } from '../../../../api/http/procedure-contract.ts'
import { ApiProblem } from '../../../lib/api.ts'
import { ButtonLink } from '../../../lib/button.tsx'
import { EmptyState } from '../../../lib/empty-state.tsx'
import { ProblemMessage } from '../../../lib/problem-message.tsx'
import { procedureQuery, proofsQuery } from '../../../lib/queries.ts'
import { Skeleton } from '../../../lib/skeleton.tsx'
import { confirmationsQuery } from '../../confirmations/confirmations-query.ts'
import { Waiting } from '../../confirmations/waiting.tsx'
import { useActivationWords } from '../../lifecycle-words.ts'
import { OpenByStep } from '../../procedures/moves/open-by-step.tsx'
import { Changes } from '../../procedures/versions/changes.tsx'
import { DraftPage } from '../draft-page.tsx'
import { drawnDraft } from '../draft-procedure.ts'
import { ProofSummary } from '../proofs/proof-summary.tsx'
import { ActivationForm } from './activation-form.tsx'
import './activation.css'

/** What a draft changes, what the proofs say of it, and the order by which it takes effect. */
export function ActivationPage() {
  return <DraftPage here="activation">{(draft) => <Proved draft={draft} />}</DraftPage>
}

function Proved({ draft }: { draft: Draft }) {
  const words = useActivationWords()
  // While a changed draft is proved, the page keeps what it shows, and what was typed into it.
  const proofs = useQuery({
    ...proofsQuery(draft.id, draft.revision),
    placeholderData: keepPreviousData,
  })
  const active = useQuery({
    ...procedureQuery(draft.procedure),
    // A new procedure has no version yet.
    retry: (count, error) => !(error instanceof ApiProblem && error.status === 404) && count < 2,
  })
  if (proofs.isPending || active.isPending)
    return (
      <div>
        <p role="status">{words('proving')}</p>
        <Skeleton lines={9} />
      </div>
    )
  if (!proofs.data) return <ProblemMessage error={proofs.error} onRetry={() => void proofs.refetch()} />
  return <Ready draft={draft} report={proofs.data} active={active.data} />
}

type ReadyProps = {
  draft: Draft
  report: ProofReport
  active: ProcedureView | undefined
}

function Ready({ draft, report, active }: ReadyProps) {
  const words = useActivationWords()
  const drawn = useMemo(() => drawnDraft(draft.json, report.layout), [draft, report])
  const here = `/office/drafts/${encodeURIComponent(draft.id)}`
  const confirmations = useQuery(confirmationsQuery(draft.office))
  const waiting = confirmations.data?.confirmations.find(({ activation }) => activation?.draft === draft.id)
  if (!report.mayActivate)
    return (
      <>
        <ProofSummary report={report} />
        <EmptyState
          title={words('blocked')}
          action={
            <ButtonLink kind="primary" to={`${here}/proofs`}>
              {words('seeProofs')}
            </ButtonLink>
          }
        >
          {words('blockedExplained')}
        </EmptyState>
      </>
    )
  return (
    <div className="activation-page">
      <section className="activation-card" aria-labelledby="activation-proofs">
        <h2 id="activation-proofs">{words('proofs')}</h2>
        <ProofSummary report={report} />
        <p>
          <Link to={`${here}/proofs`}>{words('seeProofs')}</Link>
        </p>
      </section>
      <section className="activation-card" aria-labelledby="activation-changes">
        <h2 id="activation-changes">{words('changes')}</h2>
        {active ? (
          <Changes changes={report.changes} now={drawn} before={active} />
        ) : (
          <p>{words('firstVersion')}</p>
        )}
      </section>
      {active ? (
        <section className="activation-card" aria-labelledby="activation-open">
          <h2 id="activation-open">{words('openRequests')}</h2>
          <OpenByStep active={active} />
        </section>
      ) : null}
      {waiting ? (
        <Waiting confirmation={waiting} />
      ) : (
        <ActivationForm draft={draft} report={report} active={active} />
      )}
    </div>
  )
}
