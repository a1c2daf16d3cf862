import { useEffect, useRef, useState } from 'react'
import type { EventView, RequestView } from '../../api/http/contract.ts'

export type OthersChange = { event: EventView | null }
type Seen = { revision: number; events: number | undefined; state: string }

/**
 * What somebody else did while this page was open: the newest event that is not mine, or a change of the content.
 * `mine` is the revision that my own last action made.
 */
export function useOthersChanges(
  request: RequestView,
  events: EventView[] | undefined,
  mine: number,
): OthersChange | null {
  const [change, setChange] = useState<OthersChange | null>(null)
  const state = JSON.stringify(request.state)
  const seen = useRef<Seen>({ revision: request.revision, events: events?.length, state })
  useEffect(() => {
    if (!events) return
    const before = seen.current
    const now = { revision: request.revision, events: events.length, state }
    if (before.events === undefined) {
      seen.current = now
      return
    }
    // The two loads arrive one after the other; each event makes one revision.
    const newEvents = now.events - before.events
    const newRevisions = now.revision - before.revision
    if (newEvents > 0) {
      seen.current = { ...now, revision: before.revision + Math.max(newEvents, newRevisions) }
      if (seen.current.revision > mine) setChange({ event: events.at(-1) ?? null })
      // Another state is the work of an event: it is told when it can be named.
    } else if (newRevisions > 0 && before.state === state) {
      seen.current = now
      if (request.revision > mine) setChange({ event: null })
    } else if (newRevisions <= 0) seen.current = { ...before, state }
  }, [request.revision, events, mine, state])
  // What I did afterwards is the newer news.
  return request.revision > mine ? change : null
}
