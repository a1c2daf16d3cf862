import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { EmptyState } from '../../../lib/empty-state.tsx'
import { Page } from '../../../lib/page.tsx'
import { ProblemMessage } from '../../../lib/problem-message.tsx'
import { draftQuery } from '../../../lib/queries.ts'
import { holdsRole, useSession } from '../../../lib/session.tsx'
import { Skeleton } from '../../../lib/skeleton.tsx'
import { DraftEditor } from './draft-editor.tsx'
import { useEditorWords } from './words.ts'
import './editor.css'
import './editor-parts.css'
import './editor-chart.css'
import './steps-table.css'

/** The editor of a draft of a procedure, for the administrators of its office. */
export function ProcedureEditorPage() {
  const words = useEditorWords()
  const session = useSession()
  const { id = '' } = useParams()
  const mine = holdsRole(session, 'admin')
  const draft = useQuery({ ...draftQuery(id), enabled: mine })
  if (!mine)
    return (
      <Page title={words('editorTitle')}>
        <EmptyState title={words('onlyAdminTitle')}>{words('onlyAdmin')}</EmptyState>
      </Page>
    )
  if (draft.data) return <DraftEditor key={draft.data.id} draft={draft.data} />
  return (
    <Page title={words('editorTitle')} action={<Link to="/office/procedures">{words('backToDrafts')}</Link>}>
      {draft.isError ? (
        <ProblemMessage error={draft.error} onRetry={() => void draft.refetch()} />
      ) : (
        <Skeleton lines={9} />
      )}
    </Page>
  )
}
