import { Suspense } from 'react'
import { useNavigate } from 'react-router'
import type { RequestView } from '../../api/http/contract.ts'
import { screen } from '../app/screen.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { useRequestWords } from './words.ts'

// It comes with the lists; of requests only a draft shows it.
const DeleteDraft = screen(() => import('../lib/delete-draft.tsx').then((m) => m.DeleteDraft))

/** What its owner can do with a draft besides going on with it. */
export function DraftOfOwn({ request }: { request: RequestView }) {
  const words = useRequestWords()
  const navigate = useNavigate()
  return (
    <section className="request-card" aria-label={words('draftOfOwn')}>
      <div className="request-card-head">
        <p className="request-muted">{keepWords(words('draftIsYours'))}</p>
        <Suspense>
          <DeleteDraft
            draft={request}
            onDeleted={() => navigate('/drafts', { replace: true, state: { deleted: request.title } })}
          />
        </Suspense>
      </div>
    </section>
  )
}
