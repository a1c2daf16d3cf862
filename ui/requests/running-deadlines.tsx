import type { RequestView } from '../../api/http/contract.ts'
import { bangkokDay, endOfBangkokDay } from '../../machines/run/thai-time.ts'
import { keepWords } from '../lib/keep-words.ts'
import { useText } from '../lib/text.ts'
import { Day } from '../lib/time.tsx'
import { useRequestWords } from './words.ts'

/** The deadlines that run at this step, each with its last day; not the period of publication, which stands by itself. */
export function RunningDeadlines({ request: { timers, publication } }: { request: RequestView }) {
  const words = useRequestWords()
  const text = useText()
  const end = publication?.until ? endOfBangkokDay(publication.until) : null
  return timers
    .filter(({ dueAt }) => Date.parse(dueAt) !== end)
    .map(({ id, title, dueAt }) => (
      <p key={id} className="request-muted">
        {keepWords(words('deadline', { title: text(title) }))}{' '}
        {/* A deadline falls due when its last day has ended. */}
        <Day date={bangkokDay(Date.parse(dueAt) - 1)} />
      </p>
    ))
}
