import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { Button } from '../../lib/button.tsx'
import { EmptyState } from '../../lib/empty-state.tsx'
import { Message } from '../../lib/message.tsx'
import { Page } from '../../lib/page.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { officeQuery } from '../../lib/queries.ts'
import { holdsRole, useSession } from '../../lib/session.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { Moment } from '../../lib/time.tsx'
import { DialogForm } from '../drafts/editor/dialogs/dialog-form.tsx'
import { type DraftSummary, draftsQuery, useDropDraft } from '../drafts/editor/drafts-queries.ts'
import { StartDraft } from '../drafts/editor/start/start-draft.tsx'
import { useStartWords } from '../drafts/editor/start/words.ts'
import './procedures-page.css'

/** The office's procedures in use, what is being written, and how to begin; for its administrators. */
export function DraftsPage() {
  const words = useStartWords()
  const session = useSession()
  if (holdsRole(session, 'admin')) return <Drafts office={session.office.id} />
  return (
    <Page title={words('title')}>
      <EmptyState title={words('onlyAdminTitle')}>{words('onlyAdmin')}</EmptyState>
    </Page>
  )
}

function Drafts({ office }: { office: string }) {
  const words = useStartWords()
  const text = useText()
  const session = useSession()
  const drafts = useQuery(draftsQuery(office))
  const procedures = useQuery(officeQuery(office)).data?.procedures
  const [asked, setAsked] = useState<DraftSummary | null>(null)
  const [dropped, setDropped] = useState<DraftSummary | null>(null)
  const said = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!dropped) return
    // The dialog gives the focus back to a button that went with its line: what became of it comes next, then the others.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => said.current?.focus()))
    return () => cancelAnimationFrame(frame)
  }, [dropped])
  return (
    <Page
      title={words('title')}
      lead={text(session.office.name)}
      action={<Link to="/office">{words('back')}</Link>}
    >
      <section className="drafts-section" aria-labelledby="drafts-open">
        <h2 id="drafts-open">{words('drafts')}</h2>
        <div ref={said} tabIndex={-1}>
          {dropped ? <Message kind="good" title={words('dropped', { name: text(dropped.title) })} /> : null}
        </div>
        {drafts.isPending ? <Skeleton lines={3} /> : null}
        {drafts.isError && !drafts.data ? (
          <ProblemMessage error={drafts.error} onRetry={() => void drafts.refetch()} />
        ) : null}
        {drafts.data?.drafts.length === 0 ? <p className="drafts-muted">{words('noDrafts')}</p> : null}
        <ul className="drafts">
          {drafts.data?.drafts.map((draft) => (
            <DraftRow key={draft.id} draft={draft} onDrop={() => setAsked(draft)} />
          ))}
        </ul>
        <DropDialog
          draft={asked}
          office={office}
          onClose={() => setAsked(null)}
          onDropped={(draft) => {
            setAsked(null)
            setDropped(draft)
          }}
        />
      </section>
      <section className="drafts-section" aria-labelledby="drafts-new">
        <h2 id="drafts-new">{words('begin')}</h2>
        {/* Not before both are known: what it proposes depends on them. */}
        {procedures && drafts.data ? (
          <StartDraft office={office} procedures={procedures} drafts={drafts.data.drafts} />
        ) : (
          <Skeleton lines={4} />
        )}
      </section>
      <section className="drafts-section" aria-labelledby="drafts-used">
        <h2 id="drafts-used">{words('inUse')}</h2>
        <ul className="drafts">
          {(procedures ?? []).map(({ id, title }) => (
            <li key={id}>
              <div>
                <Link to={`/office/procedures/${encodeURIComponent(id)}`}>{text(title)}</Link>
                <span className="drafts-muted">{id}</span>
              </div>
              <Link to={`/office/procedures/${encodeURIComponent(id)}/versions`}>{words('versions')}</Link>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  )
}

function DraftRow({ draft, onDrop }: { draft: DraftSummary; onDrop: () => void }) {
  const words = useStartWords()
  const text = useText()
  return (
    <li>
      <div>
        <Link to={`/office/drafts/${encodeURIComponent(draft.id)}`}>{text(draft.title)}</Link>
        <span className="drafts-muted">
          {draft.procedure} · {words('changedBy', { name: draft.updatedBy.name })}{' '}
          <Moment at={draft.updatedAt} />
        </span>
      </div>
      <Button kind="quiet" aria-label={words('dropOf', { name: text(draft.title) })} onPress={onDrop}>
        {words('drop')}
      </Button>
    </li>
  )
}

type DropDialogProps = {
  /** The one that is asked about; null where none is. */
  draft: DraftSummary | null
  office: string
  onClose: () => void
  onDropped: (draft: DraftSummary) => void
}

/** Asks whether a draft is meant to go; it stands beside the lines, since the line of the draft goes with it. */
function DropDialog({ draft, office, onClose, onDropped }: DropDialogProps) {
  const words = useStartWords()
  const text = useText()
  const drop = useDropDraft(office)
  const close = () => {
    drop.reset()
    onClose()
  }
  return (
    <DialogForm
      title={words('dropTitle', { name: draft ? text(draft.title) : '' })}
      open={draft !== null}
      onClose={close}
      action={words('drop')}
      danger
      onSubmit={() => {
        if (draft) drop.mutate(draft.id, { onSuccess: () => onDropped(draft) })
      }}
    >
      {drop.error ? <ProblemMessage error={drop.error} title={words('notDropped')} /> : null}
      <p>{words('dropLead')}</p>
    </DialogForm>
  )
}
