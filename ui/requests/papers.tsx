import type { RequestView } from '../../api/http/contract.ts'
import { keepWords } from '../lib/keep-words.ts'
import { useRequestWords } from './words.ts'

/** The papers of the request as PDFs that the server makes; what was never submitted has a form and no memo. */
export function Papers({ request }: { request: RequestView }) {
  const words = useRequestWords()
  const at = `/api/requests/${encodeURIComponent(request.id)}/papers`
  const isSubmitted = request.frozenRevision > 0
  return (
    <section className="request-card" aria-label={words('papers')}>
      <div className="request-card-head">
        <p className="request-muted">{keepWords(words(isSubmitted ? 'papersHelp' : 'papersDraft'))}</p>
        <div className="request-papers">
          {isSubmitted ? (
            <a className="button" href={`${at}/memo`} download>
              {words('printMemo')}
            </a>
          ) : null}
          <a className="button" href={`${at}/form`} download>
            {words('printForm')}
          </a>
        </div>
      </div>
    </section>
  )
}
