import { useNavigate } from 'react-router'
import type { RequestView } from '../../api/http/contract.ts'
import { DeleteDraft } from '../lib/delete-draft.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { useRequestWords } from './words.ts'

/** What its owner can do with a draft besides going on with it. */
export function DraftOfOwn({ request }: { request: RequestView }) {
  const words = useRequestWords()
  const navigate = useNavigate()
  return (
    <section className="request-card" aria-label={words('draftOfOwn')}>
      <div className="request-card-head">
        <p className="request-muted">{keepWords(words('draftIsYours'))}</p>
        <DeleteDraft
          draft={request}
          onDeleted={() => navigate('/drafts', { replace: true, state: { deleted: request.title } })}
        />
      </div>
    </section>
  )
}
