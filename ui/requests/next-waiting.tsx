import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useNavigate } from 'react-router'
import { ButtonLink } from '../lib/button.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { nextQuery } from '../lib/queries.ts'
import { useRequestWords } from './words.ts'
import './next-waiting.css'

/**
 * After a deed: what waits for the person next, and how many remain. N opens it while the focus is on the page itself or on
 * what has just been said, never in a field (WCAG 2.1.4).
 */
export function NextWaiting({ request }: { request: string }) {
  const words = useRequestWords()
  const navigate = useNavigate()
  const query = useQuery(nextQuery(request))
  // Of before the deed: it may be what was just done, or what somebody else did since.
  const found = query.isFetchedAfterMount ? query.data : undefined
  const to = found?.next ? `/requests/${encodeURIComponent(found.next.id)}` : null
  useEffect(() => {
    if (to === null) return
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'KeyN' || event.ctrlKey || event.altKey || event.metaKey) return
      const focused = document.activeElement
      const isInNews = focused?.closest('.request-notices') !== null
      if (!isInNews && focused !== document.body && focused?.tagName !== 'MAIN') return
      event.preventDefault()
      navigate(to)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [to, navigate])
  if (!found) return null
  if (!found.next || to === null)
    return (
      <p className="next-waiting">
        {keepWords(words('nothingWaits'))} <Link to="/">{words('toInbox')}</Link>
      </p>
    )
  return (
    <div className="next-waiting">
      <p>{words('othersWait', { count: found.remaining })}</p>
      <ButtonLink to={to}>{words('nextWaiting', { title: found.next.title })}</ButtonLink>
      <span className="keys-hint">
        <kbd>n</kbd> {words('nextKey')}
      </span>
    </div>
  )
}
