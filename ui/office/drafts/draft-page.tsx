import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import type { Draft } from '../../../api/http/procedure-contract.ts'
import { DraftTabs } from '../../lib/draft-tabs.tsx'
import { Page } from '../../lib/page.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { draftQuery } from '../../lib/queries.ts'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { useActivationWords } from '../lifecycle-words.ts'

type DraftPageProps = { here: 'proofs' | 'activation'; children: (draft: Draft) => ReactNode }

/** The frame of a page about the draft in the address: its title, its tabs, and what shows until it is here. */
export function DraftPage({ here, children }: DraftPageProps) {
  const words = useActivationWords()
  const text = useText()
  const { id = '' } = useParams()
  const draft = useQuery(draftQuery(id))
  const title = draft.data ? text(draft.data.title) : ''
  return (
    <Page title={words(`${here}Title`, { title })} lead={words(`${here}Lead`)}>
      <DraftTabs draft={id} here={here} />
      {draft.isPending ? <Skeleton lines={9} /> : null}
      {draft.isError && !draft.data ? (
        <ProblemMessage error={draft.error} onRetry={() => void draft.refetch()} />
      ) : null}
      {draft.data ? children(draft.data) : null}
    </Page>
  )
}
