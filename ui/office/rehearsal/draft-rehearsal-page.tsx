import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useParams } from 'react-router'
import type { Draft } from '../../../api/http/procedure-contract.ts'
import type { Layout } from '../../../machines/chart/layout/chart-layout.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { compile } from '../../../machines/run/compile.ts'
import { ButtonLink } from '../../lib/button.tsx'
import { DraftTabs } from '../../lib/draft-tabs.tsx'
import { EmptyState } from '../../lib/empty-state.tsx'
import { Page } from '../../lib/page.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { draftQuery, proofsQuery } from '../../lib/queries.ts'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { Rehearsal } from './rehearsal.tsx'
import { useRehearsalWords } from './words.ts'

/** A draft, to be rehearsed before anything takes effect. */
export function DraftRehearsalPage() {
  const words = useRehearsalWords()
  const text = useText()
  const { id = '' } = useParams()
  const draft = useQuery(draftQuery(id))
  return (
    <Page
      title={words('titleOfDraft', { title: draft.data ? text(draft.data.title) : '' })}
      lead={words('lead')}
    >
      <DraftTabs draft={id} here="rehearsal" />
      {draft.isPending ? <Skeleton lines={9} /> : null}
      {draft.isError && !draft.data ? (
        <ProblemMessage error={draft.error} onRetry={() => void draft.refetch()} />
      ) : null}
      {draft.data ? <Checked draft={draft.data} /> : null}
    </Page>
  )
}

function Checked({ draft }: { draft: Draft }) {
  const words = useRehearsalWords()
  // The layout comes with the proofs: both are made once for each revision.
  const proofs = useQuery(proofsQuery(draft.id, draft.revision))
  if (proofs.isPending) return <Skeleton lines={9} />
  if (!proofs.data) return <ProblemMessage error={proofs.error} onRetry={() => void proofs.refetch()} />
  if (!proofs.data.layout)
    return (
      <EmptyState
        title={words('unsound')}
        action={
          <>
            <ButtonLink kind="primary" to={`/office/drafts/${encodeURIComponent(draft.id)}`}>
              {words('toEditor')}
            </ButtonLink>{' '}
            <Link to={`/office/drafts/${encodeURIComponent(draft.id)}/proofs`}>{words('seeProblems')}</Link>
          </>
        }
      >
        {words('unsoundExplained')}
      </EmptyState>
    )
  return <Loaded draft={draft} layout={proofs.data.layout} />
}

function Loaded({ draft, layout }: { draft: Draft; layout: Layout }) {
  const compiled = useMemo(() => {
    const checked = checkProcedure(draft.json)
    if (!checked.ok) throw new Error('This draft was sound a moment ago')
    return compile(checked.procedure)
  }, [draft])
  return <Rehearsal compiled={compiled} layout={layout} maySave />
}
